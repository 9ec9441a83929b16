"""The screens of the knowledge editor."""
