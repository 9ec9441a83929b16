"""What the search is tried on and compared with, and how its weights were found."""
