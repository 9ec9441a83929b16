"""What the work of a day costs a server on its first day, and after five years."""
