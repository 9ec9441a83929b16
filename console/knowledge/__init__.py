"""The knowledge search of a seat: the index in memory, kept and asked off the GUI thread."""
