"""What a mail can be sent to."""

import re

ADDRESS_LIMIT = 254
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}")
_NUMBER = re.compile(r"\+?[\d\s./()-]{3,40}", re.ASCII)


def is_address(text: str) -> bool:
    """Return whether a mail can be sent to it: plain ASCII, nothing a header could break on."""
    return len(text) <= ADDRESS_LIMIT and _ADDRESS.fullmatch(text) is not None


def is_citizens_address(text: str) -> bool:
    """Return whether it can be somebody's on the internet: with a domain of two parts or more."""
    name, _, domain = text.partition("@")
    is_dotted = not (name.startswith(".") or name.endswith(".") or ".." in name)
    labels = domain.split(".")
    is_named = len(labels) > 1 and not labels[-1].isdecimal()
    edges = all(not (one.startswith("-") or one.endswith("-")) for one in labels)
    return is_address(text) and is_dotted and is_named and edges


def is_number(text: str) -> bool:
    """Return whether somebody wrote a telephone number where an address belongs."""
    return _NUMBER.fullmatch(text.strip()) is not None
