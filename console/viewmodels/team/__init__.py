"""A lead's team."""
