"""Of what IT sees."""
