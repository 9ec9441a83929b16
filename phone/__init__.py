"""The phone: a process of its own, so that a call outlives the console's window."""
