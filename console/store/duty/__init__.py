"""The journal of the operator's duty."""
