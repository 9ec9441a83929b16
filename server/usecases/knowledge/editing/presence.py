"""Editors of one entry see each other. It keeps nobody out: what both write is merged."""

from datetime import datetime, timedelta

from contract.domain.account import Account
from contract.domain.ids import AccountId
from contract.wire import reason_codes
from contract.wire.editing import PRESENCE_S, EditingPresence, EditorsPresent, PresentEditor
from server.store.engine.connection import Connection, Row, instant, millis
from server.store.engine.readable_rows import readable
from server.usecases.operations.refused import Refused

_ID_LIMIT = 100
_LASTS = timedelta(seconds=PRESENCE_S)


def tell_presence(
    connection: Connection, account: Account, told: EditingPresence, now: datetime
) -> EditorsPresent:
    """Note where the account is, and return who else is there. Raise Refused."""
    if not 1 <= len(told.entry_id) <= _ID_LIMIT or "\0" in told.entry_id:
        raise Refused(reason_codes.INVALID, field="entry_id")
    place: Row = {
        "entry_kind": str(told.entry_kind),
        "entry_id": told.entry_id,
        "account_id": account.id,
        "name": account.display_name,
    }
    forget_presence(connection, now)
    if told.is_leaving:
        drop_presence(connection, place)
    else:
        note_presence(connection, place, told.is_writing, now, _LASTS)
    others = others_present(connection, place, now)
    return EditorsPresent(others=tuple(readable("editing_presence", "account_id", others, _editor)))


def _editor(row: Row) -> PresentEditor:
    return PresentEditor(
        account_id=AccountId(row["account_id"]),
        name=row["name"],
        is_writing=bool(row["is_writing"]),
        since_at=instant(row["since_at"]),
    )


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
