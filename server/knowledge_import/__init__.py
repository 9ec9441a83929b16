"""Files of a knowledge base, read, checked, taken in and written."""
