"""Finds documents by a phone number, whole, from its beginning or by its last digits."""

import re
from bisect import bisect_left
from collections.abc import Iterable

EXACT, BEGINNING, LAST_DIGITS = 1.0, 0.8, 0.45
# Fewer digits end or begin too many numbers.
FEWEST_DIGITS = 4
MOST_FOUND = 200
_COUNTRY = "39"
_WRITTEN = re.compile(r"(?<![\w/])(?:\+|00)?\d[\d .\-]{3,16}\d(?![\w/])")
_DATE = re.compile(r"\d{1,2}[.\- ]\d{1,2}[.\- ]\d{2,4}")
_YEAR = re.compile(r"(?:19|20)\d\d")


def phones_in(text: str) -> list[str]:
    """Return the digit strings in running text that look like Italian phone numbers."""
    found = []
    for written in _WRITTEN.findall(text):
        digits = national(re.sub(r"[ .\-]", "", written))
        # Dates, prices and laws are digits as well: numbers of Italy begin with 0, 3 or 8.
        if 6 <= len(digits) <= 11 and digits[0] in "038" and not _DATE.fullmatch(written):
            found.append(digits)
    return found


def national(phone: str) -> str:
    """Return the digits one would dial in Italy: "+39 06 0606" gives "060606"."""
    digits = re.sub(r"\D", "", phone)
    if phone.startswith("+" + _COUNTRY):
        return digits[2:]
    if digits.startswith("00" + _COUNTRY):
        return digits[4:]
    return digits


class PhoneLookup:
    """Each number is kept in four spellings: 060606, 39060606, 0039060606 and from its end."""

    def __init__(self, numbers_of: Iterable[tuple[int, tuple[str, ...]]]) -> None:
        """Take documents with their numbers as national digits."""
        self._slots: dict[str, set[int]] = {}
        for slot, numbers in numbers_of:
            for number in numbers:
                self._slots.setdefault(number, set()).add(slot)
        self._spellings = sorted(
            (spelling, number)
            for number in self._slots
            for spelling in (number, _COUNTRY + number, "00" + _COUNTRY + number)
        )
        # Turned around: the last digits are then a beginning, and found as fast.
        self._endings = sorted((number[::-1], number) for number in self._slots)

    def find(self, digits: str) -> dict[int, float]:
        """Return {document number: weight}; fewer than FEWEST_DIGITS match whole numbers only."""
        found: dict[int, float] = {}
        # A year in a question must not find every number that ends in it.
        if len(digits) >= FEWEST_DIGITS and not _YEAR.fullmatch(digits):
            self._collect(found, self._endings, digits[::-1], LAST_DIGITS)
        if len(digits) >= FEWEST_DIGITS:
            self._collect(found, self._spellings, digits, BEGINNING)
        for spelling, number in self._starting(self._spellings, digits):
            if spelling == digits:
                found.update(dict.fromkeys(self._slots[number], EXACT))
        return found

    def _collect(
        self, found: dict[int, float], ordered: list[tuple[str, str]], digits: str, weight: float
    ) -> None:
        for _, number in self._starting(ordered, digits):
            for slot in self._slots[number]:
                found[slot] = max(weight, found.get(slot, 0.0))

    def _starting(self, ordered: list[tuple[str, str]], digits: str) -> list[tuple[str, str]]:
        start = bisect_left(ordered, (digits, ""))
        end = bisect_left(ordered, (digits + ":", ""))  # ":" follows "9"
        # A short beginning holds for thousands: the list ends where nobody reads on.
        return ordered[start : min(end, start + MOST_FOUND)]
