"""Panels that float over the work."""
