"""From scored documents to the list an operator reads."""
