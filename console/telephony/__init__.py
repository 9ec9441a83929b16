"""The phone as the console sees it."""
