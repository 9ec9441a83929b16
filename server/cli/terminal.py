"""What commands say of stored words: seats, citizens and files of others have chosen them."""

import json

from contract.one_line import printable


def say(line: str) -> None:
    """Print one line that does nothing to the terminal."""
    print(printable(line))


def say_json(value: object) -> None:
    """Print it as one line of JSON in which all that a terminal may obey is escaped."""
    text = json.dumps(value, ensure_ascii=False)
    print("".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text))


def harmless(text: str) -> str:
    """Return lines of our own, with words of others in them, that do nothing to the terminal."""
    return "\n".join(map(printable, text.split("\n")))
