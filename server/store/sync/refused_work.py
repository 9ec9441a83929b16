"""Refused commands that wait for their author, each in a box that the keys of the server open."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import datetime

from server.store.engine.connection import Connection, Row, millis

_PAGE = 200
type RefusedRow = tuple[str, str, str]  # command, author, box in Base64


def keep_refused(
    connection: Connection, command_id: str, account_id: str, box: bytes, now: datetime
) -> None:
    """Keep it once: handed over a second time it is known, told or not."""
    row = {
        "command_id": command_id,
        "account_id": account_id,
        "box": b64encode(box).decode(),
        "at": millis(now),
    }
    connection.insert("refused_work", row, keeps_old=True)


def refused_of(connection: Connection, account_id: str, limit: int) -> list[RefusedRow]:
    """Return what waits for this account, oldest first."""
    return _boxes(
        connection.execute(
            "SELECT command_id, account_id, box FROM refused_work"
            " WHERE account_id = :id AND box <> '' ORDER BY at, command_id LIMIT :limit",
            {"id": account_id, "limit": limit},
        )
    )


def refused_of_the_gone(connection: Connection, limit: int) -> list[RefusedRow]:
    """Return what waits for accounts that may sign in no more."""
    return _boxes(
        connection.execute(
            "SELECT command_id, account_id, box FROM refused_work WHERE box <> '' AND account_id IN"
            " (SELECT id FROM account WHERE is_active = 0) ORDER BY at, command_id LIMIT :limit",
            {"limit": limit},
        )
    )


def all_refused(connection: Connection) -> Iterator[Row]:
    """Yield each that waits for anybody, by its id, a page at a time."""
    after = ""
    while page := connection.execute(
        "SELECT * FROM refused_work WHERE command_id > :after AND box <> ''"
        " ORDER BY command_id LIMIT :limit",
        {"after": after, "limit": _PAGE},
    ):
        yield from page
        after = page[-1]["command_id"]


def author_of_refused(connection: Connection, command_id: str) -> str | None:
    """Return whose refused command it is; None: it is none that was handed over."""
    row = connection.one(
        "SELECT account_id FROM refused_work WHERE command_id = :id", {"id": command_id}
    )
    return None if row is None else str(row["account_id"])


def forget_words(connection: Connection, command_ids: Iterable[str]) -> None:
    """Keep only that these were there."""
    for command_id in command_ids:
        connection.execute(
            "UPDATE refused_work SET box = '' WHERE command_id = :id", {"id": command_id}
        )


def forget_refused(connection: Connection, before: datetime, at_most: int) -> int:
    """Delete the oldest that no seat may ask for any more; return how many."""
    rows = connection.execute(
        "DELETE FROM refused_work WHERE command_id IN (SELECT command_id FROM refused_work"
        " WHERE at < :before ORDER BY at LIMIT :limit) RETURNING command_id",
        {"before": millis(before), "limit": at_most},
    )
    return len(rows)


def _boxes(rows: list[Row]) -> list[RefusedRow]:
    return [(str(row["command_id"]), str(row["account_id"]), str(row["box"])) for row in rows]
