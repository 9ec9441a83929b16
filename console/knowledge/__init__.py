"""The knowledge search of a seat: its index in memory, built and asked outside the GUI thread."""
