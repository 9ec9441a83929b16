"""Every widget filled with values, for pictures and tests."""
