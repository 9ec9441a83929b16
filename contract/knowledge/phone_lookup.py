"""Finds documents by a phone number, whole, from its beginning or by its last digits."""

import re
from bisect import bisect_left, insort

EXACT, BEGINNING, LAST_DIGITS = 1.0, 0.8, 0.45
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

    def __init__(self) -> None:
        self._slots: dict[str, set[int]] = {}
        self._numbers: dict[int, tuple[str, ...]] = {}
        self._spellings: list[tuple[str, str]] = []
        self._endings: list[tuple[str, str]] = []

    def put(self, slot: int, numbers: tuple[str, ...]) -> None:
        """Take a document's numbers as national digits, replacing those it had."""
        for number in self._numbers.pop(slot, ()):
            self._slots[number].discard(slot)
        if not numbers:
            return
        self._numbers[slot] = numbers
        for number in numbers:
            if number not in self._slots:
                self._slots[number] = set()
                for spelling in (number, _COUNTRY + number, "00" + _COUNTRY + number):
                    insort(self._spellings, (spelling, number))
                insort(self._endings, (number[::-1], number))
            self._slots[number].add(slot)

    def find(self, digits: str) -> dict[int, float]:
        """Return {document number: weight}; fewer than FEWEST_DIGITS match whole numbers only."""
        found: dict[int, float] = {}
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
        return ordered[start : min(end, start + MOST_FOUND)]
