"""What is said to a screen reader, one sentence after the other."""
