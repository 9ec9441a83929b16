"""Binds view-models to widgets: layout, wording, focus, shortcuts."""
