"""Values of searching."""
