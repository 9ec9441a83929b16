"""Callers who wait: where they stand, what they hear, what they press."""
