"""What the command says to whoever started it, beside its text; numbers as in sysexits."""

DONE = 0
PROBLEMS_FOUND = 1  # doctor; a clock that nobody believes
USAGE = 2  # an option, or its value, makes no sense
WRONG_DATA = 65
UNKNOWN_SUBJECT = 67  # no such account or queue
UNAVAILABLE = 69  # the database or another program does not answer
CANNOT_WRITE = 73
IN_USE = 75  # a server runs on this database, or the port is taken
WRONG_SETTING = 78
INTERRUPTED = 130
