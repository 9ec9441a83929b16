"""What the server sends, as its tests tell it."""
