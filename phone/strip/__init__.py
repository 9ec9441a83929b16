"""The phone's own small window."""
