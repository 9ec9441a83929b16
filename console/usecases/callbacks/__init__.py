"""What is done with a callback: claimed, kept, answered, released."""
