"""The screens of the operator's duty: pauses, safety, blocked numbers."""
