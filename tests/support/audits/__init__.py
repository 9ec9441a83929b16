"""Judges of what a page, a window or a document shows to somebody who cannot see it."""
