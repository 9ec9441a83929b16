"""Who was erased, outside the database and told by nobody: digests under a key of their own."""

import fcntl
import hashlib
import hmac
import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec

from contract.closed_process import give_to_owner_of
from contract.domain.caller import CallerDetails
from server.store.contacts.citizens import name_key
from server.store.engine.connection import instant, millis
from server.store.engine.faults import StoreUnavailable
from server.usecases.operations.server_keys import replace_file

log = logging.getLogger(__name__)
FILE = "erased.jsonl"  # in the data folder, and beside backups
_DIGITS = 32


class _Line(msgspec.Struct, frozen=True):
    at: int
    marks: tuple[str, ...]


class MarksUnreadable(StoreUnavailable):
    """The file is there and cannot be read: nobody knows who was erased, until it can."""


class ErasedMarks:
    """Tells what may not come back from a backup or an old seat. Read anew when the file grows.

    All but add() raise MarksUnreadable; a line that cannot be read hides no other.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._read: tuple[int, int] | None = None
        self._at: Mapping[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._marks())

    @property
    def edition(self) -> str:
        """Another one as soon as somebody else was erased, "" where nobody was."""
        return str(len(self._marks()) or "")

    def add(self, subjects: Iterable[str], now: datetime) -> None:
        """Raise OSError. Nothing is erased before its mark is on the disk."""
        line = _Line(at=millis(now), marks=tuple(map(self._mark, sorted(subjects))))
        with _alone(self._path):
            known = self._path.read_bytes().splitlines()
            # Line by line: behind one that was cut off the new one would be lost with it.
            replace_file(self._path, b"\n".join([*known, msgspec.json.encode(line)]) + b"\n")

    def erased_at(self, subjects: Iterable[str]) -> datetime | None:
        """Return when the last of these was erased; None: none was."""
        known = self._marks()
        found = [known[mark] for mark in map(self._mark, subjects) if mark in known]
        return instant(max(found)) if found else None

    def _mark(self, subject: str) -> str:
        return hmac.digest(self._key, subject.encode(), hashlib.sha256).hex()[:_DIGITS]

    def _marks(self) -> Mapping[str, int]:
        try:
            state = self._path.stat()
            # A command erases while the server runs.
            if self._read != (state.st_mtime_ns, state.st_size):
                lines, bad = _lines_of(self._path)
                if bad:
                    log.error("%s lines of %s cannot be read", bad, self._path.name)
                self._at = {mark: line.at for line in lines for mark in line.marks}
                self._read = (state.st_mtime_ns, state.st_size)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise MarksUnreadable(type(error).__name__) from error
        return self._at


def unreadable_lines(path: Path) -> int:
    """Return how many lines name nobody any more. Raise OSError."""
    return _lines_of(path)[1] if path.exists() else 0


def _lines_of(path: Path) -> tuple[list[_Line], int]:
    """Return the lines, and how many more cannot be read: half a line after a lost disk."""
    lines: list[_Line] = []
    told = [line for line in path.read_bytes().splitlines() if line]
    for line in told:
        with suppress(msgspec.DecodeError):
            lines.append(msgspec.json.decode(line, type=_Line))
    return lines, len(told) - len(lines)


def marks_file(data_dir: Path) -> Path:
    return data_dir / FILE


def merge_marks(path: Path, *others: Path) -> None:
    """Add what other files of marks have. Raise OSError."""
    if not any(one.exists() for one in (path, *others)):
        return
    with _alone(path):
        found = [one.read_bytes().splitlines() for one in (path, *others) if one.exists()]
        lines = sorted({line for lines in found for line in lines if line})
        replace_file(path, b"".join(line + b"\n" for line in lines))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let nobody else add a mark meanwhile: another push, or a command beside the server."""
    while True:
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            # Also where no mark follows, for a full disk: the server must be able to read it.
            give_to_owner_of(path.parent, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
            # Whoever had it before has put another file in its place.
            if os.path.samestat(os.fstat(handle), path.stat()):
                yield
                return
        finally:
            os.close(handle)


def row_subject(kind: str, row_id: str) -> str:
    return f"{kind}:{row_id}"


def number_subject(number: str) -> str:
    """Return under what a number is known whose rows were all somebody's."""
    return f"number:{number}"


def person_subjects(details: CallerDetails) -> list[str]:
    """Return under what a person would be known again: the code, or number and name."""
    if not details.fiscal_code:
        return [f"phone:{one}" for one in _number(details)]
    return [f"code:{details.fiscal_code}", *subjects_without_code(details)]


def subjects_without_code(details: CallerDetails) -> list[str]:
    """Return under what somebody who had told no code is known, once they tell one."""
    return [f"no code:{one}" for one in _number(details)]


def _number(details: CallerDetails) -> list[str]:
    has_both = details.phone and details.name
    return [f"{details.phone} {name_key(details.name)}"] if has_both else []
