"""Commands about those who work."""
