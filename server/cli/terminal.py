"""What commands say of stored words: seats, citizens and files of others have chosen them."""

from contract.one_line import printable


def say(line: str) -> None:
    """Print one line that does nothing to the terminal."""
    print(printable(line))


def harmless(text: str) -> str:
    """Return lines of our own, with words of others in them, that do nothing to the terminal."""
    return "\n".join(map(printable, text.split("\n")))
