"""The phone process: one hidden page is the telephone; a local socket serves the console."""
