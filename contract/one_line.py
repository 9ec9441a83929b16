"""Words of others in a log or at a terminal: one line, and nothing that moves the cursor."""

import logging

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """Return it with U+FFFD for each control, line end and mark of direction."""
    return "".join(one if one.isprintable() else _REPLACEMENT for one in text)


def one_line(text: str, joined_by: str = " ") -> str:
    """Return its lines as one, printable."""
    return printable(joined_by.join(text.expandtabs(1).splitlines()))


class OneLineFormatter(logging.Formatter):
    """A record is one line, with its error: else an id could write a record of its own."""

    def format(self, record: logging.LogRecord) -> str:
        return one_line(super().format(record), " | ")
