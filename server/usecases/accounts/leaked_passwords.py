"""A list of passwords that have leaked somewhere: the first that a guesser tries.

The public list has a billion lines: it is searched where it lies, a line at a time.
"""

import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

log = logging.getLogger(__name__)

type IsLeaked = Callable[[str], bool]
_DIGITS = 40  # of a sum
_LONGEST = 100  # of a line: a sum, how often it was seen
_LINE = re.compile(rb"[0-9A-Fa-f]{40}(:[0-9]+)?\r?\n?")
_SAMPLES = 200


def nothing_leaked(_: str) -> bool:
    """Stand in for the list where there is none."""
    return False


class LeakedPasswords:
    """file: sorted SHA-1 sums, one a line, perhaps with ":" and a count behind each."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self, password: str) -> bool:
        """Return whether it is in the list. A list that cannot be read now refuses nothing."""
        text = password.encode("utf-8", "surrogatepass")
        wanted = hashlib.sha1(text, usedforsecurity=False).hexdigest().upper().encode()
        try:
            with self._file.open("rb") as lines:
                return _holds(lines, wanted)
        except OSError as error:
            # A disk that failed keeps nobody from another password; doctor tells of it too.
            log.warning("the list of leaked passwords is not read: %s", type(error).__name__)
            return False

    def fault(self) -> str:
        """Return why the list is none, from two hundred of its lines; "" for a good one."""
        try:
            with self._file.open("rb") as lines:
                found = list(_samples(lines))
        except OSError as error:
            return f"cannot be read ({error.strerror})"
        if not found or not all(map(_LINE.fullmatch, found)):
            return "does not have a SHA-1 sum in each line"
        sums = [line[:_DIGITS].upper() for line in found]
        return "" if sums == sorted(sums) else "is not sorted"


def leaked_in(file: Path | None) -> IsLeaked:
    return nothing_leaked if file is None else LeakedPasswords(file)


def _holds(lines: BinaryIO, wanted: bytes) -> bool:
    low, high = 0, lines.seek(0, 2)
    while low < high:
        middle = (low + high) // 2
        line = _line_at(lines, middle)
        if line[:_DIGITS].upper() == wanted:
            return True
        if line and line[:_DIGITS].upper() < wanted:
            low = lines.tell()
        else:  # what is wanted begins before the line that was read
            high = middle
    return False


def _line_at(lines: BinaryIO, place: int) -> bytes:
    """Return the first line that begins there or behind; b"" at the end."""
    lines.seek(max(0, place - 1))
    if place:
        lines.readline(_LONGEST)
    return lines.readline(_LONGEST)


def _samples(lines: BinaryIO) -> Iterator[bytes]:
    size = lines.seek(0, 2)
    for step in range(_SAMPLES):
        if line := _line_at(lines, size * step // _SAMPLES):
            yield line
