"""Operators on duty: their state, what changes it, and their skills."""
