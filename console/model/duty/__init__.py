"""Values of the seat's state and the operator's duty."""
