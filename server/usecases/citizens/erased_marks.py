"""Who was erased, outside the database and told by nobody: digests under a key of their own."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from contract.domain.caller import CallerDetails
from server.store.contacts.citizens import name_key
from server.store.engine.connection import instant, millis
from server.usecases.operations.server_keys import replace_file

FILE = "erased.jsonl"  # in the data folder, and beside backups
_DIGITS = 32


class _Line(msgspec.Struct, frozen=True):
    at: int
    marks: tuple[str, ...]


class ErasedMarks:
    """Tells what may not come back from a backup or an old seat. Read anew when the file grows."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._read: tuple[int, int] | None = None
        self._at: Mapping[str, int] = {}

    def __bool__(self) -> bool:
        return bool(self._marks())

    def add(self, subjects: Iterable[str], now: datetime) -> None:
        """Raise OSError. Nothing is erased before its mark is on the disk."""
        line = _Line(at=millis(now), marks=tuple(map(self._mark, sorted(subjects))))
        known = self._path.read_bytes() if self._path.exists() else b""
        replace_file(self._path, known + msgspec.json.encode(line) + b"\n")

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
        except FileNotFoundError:
            return {}
        # A command erases while the server runs.
        if self._read != (state.st_mtime_ns, state.st_size):
            lines = self._path.read_bytes().splitlines()
            told = (msgspec.json.decode(line, type=_Line) for line in lines)
            self._at = {mark: line.at for line in told for mark in line.marks}
            self._read = (state.st_mtime_ns, state.st_size)
        return self._at


def marks_file(data_dir: Path) -> Path:
    return data_dir / FILE


def merge_marks(path: Path, *others: Path) -> None:
    """Add what other files of marks have. Raise OSError."""
    found = [one.read_bytes().splitlines() for one in (path, *others) if one.exists()]
    lines = sorted({line for lines in found for line in lines if line})
    if lines:
        replace_file(path, b"\n".join(lines) + b"\n")


def row_subject(kind: str, row_id: str) -> str:
    return f"{kind}:{row_id}"


def person_subjects(details: CallerDetails) -> list[str]:
    """Return under what a person would be known again: the code, or number and name."""
    found = [f"code:{details.fiscal_code}"] if details.fiscal_code else []
    if details.phone and details.name:
        found.append(f"phone:{details.phone} {name_key(details.name)}")
    return found
