"""Import and export of a knowledge base: its files are read, checked, stored and written."""
