"""The audit: append-only lines, each sealed with the hash of the one before."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from server.store.engine.advisory_locks import Lock, take
from server.store.engine.connection import Connection, Row, instant, millis

_PAGE = 500


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
    last = connection.one("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
    seq, previous = (last["seq"], last["hash"]) if last else (0, "")
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
    """Return the lines after a number, oldest first."""
    return [
        AuditLine(
            seq=row["seq"],
            at=instant(row["at"]),
            account_id=row["account_id"],
            action=row["action"],
            subject=row["subject"],
            hash=row["hash"],
        )
        for row in _rows(connection, after, limit)
    ]


def first_broken_line(connection: Connection) -> int | None:
    """Return the number of the first line that was altered or is missing; None: all are there."""
    previous, expected = "", 1
    for row in _all_rows(connection):
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


def _all_rows(connection: Connection) -> Iterator[Row]:
    after = 0
    while page := _rows(connection, after, _PAGE):
        yield from page
        after = page[-1]["seq"]
