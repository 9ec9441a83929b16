"""Attempts to send what waits in the table of mails or of text messages.

Each is written down before it begins: one that was cut short is found, and never repeated unasked.
"""

from datetime import datetime
from typing import Literal

from server.store.engine.connection import Connection, Row
from server.store.engine.instants import millis

Waiting = Literal["mail", "text_message"]


def claim(connection: Connection, table: Waiting, now: datetime) -> Row | None:
    """Take the oldest that is due and write down that it is on its way; None: nothing is due."""
    row = connection.one(
        f"SELECT * FROM {table} WHERE state = 'waiting' AND next_at <= :now"
        f" ORDER BY next_at, id LIMIT 1{connection.skip_locked}",
        {"now": millis(now)},
    )
    if row is None:
        return None
    row |= {"state": "sending", "attempts": row["attempts"] + 1}
    connection.execute(
        f"UPDATE {table} SET state = 'sending', attempts = :attempts, begun_at = :now"
        " WHERE id = :id",
        {"id": row["id"], "attempts": row["attempts"], "now": millis(now)},
    )
    return row


def has_work(
    connection: Connection, table: Waiting, now: datetime, cut_short_before: datetime
) -> bool:
    """Return whether any is due, or was cut short."""
    row = connection.one(
        f"SELECT 1 AS one FROM {table} WHERE (state = 'waiting' AND next_at <= :now)"
        " OR (state = 'sending' AND begun_at < :before) LIMIT 1",
        {"now": millis(now), "before": millis(cut_short_before)},
    )
    return row is not None


def cut_short(connection: Connection, table: Waiting, before: datetime) -> list[Row]:
    """Return those whose attempt began before then and never ended: their process is gone."""
    return connection.execute(
        f"SELECT * FROM {table} WHERE state = 'sending' AND begun_at < :before ORDER BY id",
        {"before": millis(before)},
    )
