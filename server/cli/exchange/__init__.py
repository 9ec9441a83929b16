"""Commands about the telephone."""
