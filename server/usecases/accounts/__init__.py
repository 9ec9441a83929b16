"""Accounts, sessions and secrets: who may do what, and who is there."""
