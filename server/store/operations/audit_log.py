"""The audit: append-only lines, each sealed with the hash of the one before."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from server.store.engine.advisory_locks import Lock, take
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.engine.readable_rows import readable

_PAGE = 500
_BLOCK = 2000  # lines deleted at once


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    seq: int
    at: datetime
    account_id: str | None  # None: nobody was signed in
    action: str
    subject: str
    hash: str


def append_line(
    connection: Connection, account_id: str | None, action: str, subject: str, now: datetime
) -> int:
    """Add a line and return its number; subject names no person in clear."""
    return append_lines(connection, account_id, action, [subject], now)


def append_lines(
    connection: Connection,
    account_id: str | None,
    action: str,
    subjects: Sequence[str],
    now: datetime,
) -> int:
    """Add a line for each subject, in order; return the number of the last one."""
    # Each line seals the one before: two at once would both seal the same.
    take(connection, Lock.AUDIT)
    seq, previous = last_line(connection)
    first = seq + 1
    lines: list[Row] = []
    for seq, subject in enumerate(subjects, first):
        line: Row = {
            "seq": seq,
            "at": millis(now),
            "account_id": account_id,
            "action": action,
            "subject": subject,
            "prev_hash": previous,
        }
        previous = _seal(line)
        lines.append({**line, "hash": previous})
    connection.insert("audit", *lines)
    return int(seq)


def audit_page(connection: Connection, after: int = 0, limit: int = _PAGE) -> list[AuditLine]:
    """Return the lines after a number that can be read, oldest first."""
    return audit_part(connection, after, limit)[0]


def audit_part(
    connection: Connection, after: int = 0, limit: int = _PAGE
) -> tuple[list[AuditLine], int]:
    """Return the same, and the number to go on after: also where no line can be read."""
    rows = _rows(connection, after, limit)
    return readable("audit", "seq", rows, _line), rows[-1]["seq"] if rows else after


def _line(row: Row) -> AuditLine:
    return AuditLine(
        seq=row["seq"],
        at=instant(row["at"]),
        account_id=row["account_id"],
        action=row["action"],
        subject=row["subject"],
        hash=row["hash"],
    )


def last_line(connection: Connection) -> tuple[int, str]:
    """Return number and hash of the newest line, 0 and "" where there is none."""
    row = connection.one("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
    return (row["seq"], row["hash"]) if row else (0, "")


def hash_of_line(connection: Connection, seq: int) -> str:
    """Return the hash of a line, "" where it is missing; that of line 0 is "", too."""
    row = connection.one("SELECT hash FROM audit WHERE seq = :seq", {"seq": seq})
    return str(row["hash"]) if row else ""


def audit_lines(connection: Connection, after: int = 0) -> Iterator[AuditLine]:
    """Yield the lines after a number that can be read, oldest first."""
    while (part := audit_part(connection, after))[1] > after:
        lines, after = part
        yield from lines


def last_line_before(connection: Connection, before: datetime) -> tuple[int, str]:
    """Return number and hash of the last line in the first block of lines that are older."""
    found, after = (0, ""), 0
    # A block of which no line tells its age keeps none behind it.
    while not found[0] and (part := audit_part(connection, after, _BLOCK))[1] > after:
        lines, after = part
        for line in lines:
            if line.at >= before:
                return found
            found = (line.seq, line.hash)
    return found


def count_lines_before(connection: Connection, before: datetime) -> int:
    """Return how many lines are older, without reading them: their numbers follow their times."""
    first = connection.number("SELECT coalesce(min(seq), 1) AS n FROM audit")
    low, high = first, last_line(connection)[0] + 1
    while low < high:
        middle = (low + high) // 2
        row = connection.one("SELECT at FROM audit WHERE seq = :seq", {"seq": middle})
        if row is not None and row["at"] < millis(before):
            low = middle + 1
        else:
            high = middle
    return low - first


def delete_lines(connection: Connection, until: int) -> None:
    connection.execute("DELETE FROM audit WHERE seq <= :until", {"until": until})


def first_broken_line(connection: Connection, begun: tuple[int, str] = (0, "")) -> int | None:
    """Return the number of the first line that was altered or is missing; None: all are there.

    begun: number and hash of the last line that was deleted for its age.
    """
    expected, previous = begun[0] + 1, begun[1]
    for row in _all_rows(connection, begun[0]):
        if row["seq"] != expected or row["prev_hash"] != previous or row["hash"] != _seal(row):
            return expected
        previous, expected = row["hash"], expected + 1
    return None


def _seal(line: Row) -> str:
    told = [line[name] for name in ("seq", "at", "account_id", "action", "subject", "prev_hash")]
    return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()


def _rows(connection: Connection, after: int, limit: int) -> list[Row]:
    return connection.execute(
        "SELECT * FROM audit WHERE seq > :after ORDER BY seq LIMIT :limit",
        {"after": after, "limit": limit},
    )


def _all_rows(connection: Connection, after: int) -> Iterator[Row]:
    while page := _rows(connection, after, _PAGE):
        yield from page
        after = page[-1]["seq"]
