"""Of the room a lead watches."""
