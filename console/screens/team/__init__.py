"""The screens of a lead's team."""
