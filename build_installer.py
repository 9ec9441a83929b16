"""Builds the installers."""
