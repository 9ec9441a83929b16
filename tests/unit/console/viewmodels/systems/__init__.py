"""Of the pages of IT."""
