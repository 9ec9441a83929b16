"""Operators on duty: whose state it is, what may change it, and who is told."""
