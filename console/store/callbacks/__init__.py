"""Callbacks and cases."""
