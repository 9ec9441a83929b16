"""What each screen shows and offers; no widgets, no I/O."""
