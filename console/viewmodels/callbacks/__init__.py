"""Callbacks of the operator's desks and the case in hand."""
