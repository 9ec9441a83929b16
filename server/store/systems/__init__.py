"""Rows about the computers of the seats."""
