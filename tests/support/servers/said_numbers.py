"""Finds a telephone number in what was written down, and nothing that only looks like one."""

import re

_BETWEEN_FIGURES = re.compile(r"[\s./()-]+")
_OWN_FIGURES = 7  # fewer stand by chance in an id, a seal or a port


def says_number(text: object, number: str) -> bool:
    """Return whether the end of the number is there, however its figures are grouped."""
    end = _BETWEEN_FIGURES.sub("", number)[-_OWN_FIGURES:]
    return end in _BETWEEN_FIGURES.sub("", str(text))
