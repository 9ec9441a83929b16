"""What a lead watches: the room and what breaks a promise in it."""
