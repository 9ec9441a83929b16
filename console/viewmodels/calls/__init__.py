"""The calls of the seat: what they are, and what can be done with them."""
