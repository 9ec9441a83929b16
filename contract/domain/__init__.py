"""Values of the service and the rules both ends apply to them."""
