"""The states of the window worth looking at, each in a session with an invented city."""
