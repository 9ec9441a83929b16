"""Values of the operator's work that exist only on the seat."""
