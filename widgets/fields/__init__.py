"""Fields to type or choose values in."""
