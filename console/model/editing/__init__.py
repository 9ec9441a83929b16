"""Values of an editor's work."""
