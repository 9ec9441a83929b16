"""Who is reading or editing which entry now; told again and again, forgotten after a while."""

from datetime import datetime, timedelta

from server.store.engine.connection import Connection, Row
from server.store.engine.instants import millis


def note_presence(
    connection: Connection, place: Row, is_writing: bool, now: datetime, lasts: timedelta
) -> None:
    """Keep that somebody is at an entry. place: entry_kind, entry_id, account_id and name."""
    connection.execute(
        "INSERT INTO editing_presence (entry_kind, entry_id, account_id, name, is_writing,"
        " since_at, expires_at) VALUES (:entry_kind, :entry_id, :account_id, :name, :is_writing,"
        " :now, :expires_at) ON CONFLICT (entry_kind, entry_id, account_id) DO UPDATE SET"
        " name = excluded.name, is_writing = excluded.is_writing, since_at = CASE WHEN"
        " editing_presence.expires_at > :now THEN editing_presence.since_at"
        " ELSE excluded.since_at END, expires_at = excluded.expires_at",
        {
            **place,
            "is_writing": int(is_writing),
            "now": millis(now),
            "expires_at": millis(now + lasts),
        },
    )


def drop_presence(connection: Connection, place: Row) -> None:
    connection.execute(
        "DELETE FROM editing_presence WHERE entry_kind = :entry_kind AND entry_id = :entry_id"
        " AND account_id = :account_id",
        {name: place[name] for name in ("entry_kind", "entry_id", "account_id")},
    )


def others_present(connection: Connection, place: Row, now: datetime) -> list[Row]:
    """Return the rows of who else is at the entry, the first one first."""
    return connection.execute(
        "SELECT * FROM editing_presence WHERE entry_kind = :entry_kind AND entry_id = :entry_id"
        " AND account_id <> :account_id AND expires_at > :now ORDER BY since_at, account_id",
        {
            **{name: place[name] for name in ("entry_kind", "entry_id", "account_id")},
            "now": millis(now),
        },
    )


def forget_presence(connection: Connection, now: datetime) -> None:
    """Delete what has expired."""
    connection.execute(
        "DELETE FROM editing_presence WHERE expires_at <= :now", {"now": millis(now)}
    )
