"""Impostazioni: what one operator wants of the window, at once and at each sign-in."""
