"""Values of calls and lines."""
