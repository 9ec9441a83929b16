"""What editors typed and did not hand over: one row an editor and entry, the newest text alone."""

from datetime import UTC, datetime, timedelta

from server.store.engine.connection import Connection, Row, millis
from server.store.operations.old_rows import Deletion, delete_some

_NUMBERS_FROM = datetime(2020, 1, 1, tzinfo=UTC)  # in seconds they stay small for decades
GONE_SHOWN_FOR = timedelta(days=30)
_GONE = Deletion(
    name="drafts that are gone",
    table="kept_draft",
    keys=("account_id", "entry_kind", "entry_id"),
    at="kept_at",
    old="body = '' AND kept_at < :before",
)
_ENTRY = "account_id = :account_id AND entry_kind = :entry_kind AND entry_id = :entry_id"


def keep_draft(
    connection: Connection, place: Row, body: str, seen_number: int, now: datetime
) -> int | None:
    """Keep it and return its number; None where another device kept one that was not seen.

    place: account_id, entry_kind, entry_id and device_id.
    """
    row = connection.one(
        "INSERT INTO kept_draft (account_id, entry_kind, entry_id, device_id, body, number,"
        " kept_at) VALUES (:account_id, :entry_kind, :entry_id, :device_id, :body, :number, :now)"
        " ON CONFLICT (account_id, entry_kind, entry_id) DO UPDATE SET"
        " device_id = excluded.device_id, body = excluded.body, kept_at = excluded.kept_at,"
        " number = CASE WHEN kept_draft.number >= excluded.number THEN kept_draft.number + 1"
        " ELSE excluded.number END"
        # The editor's text from another seat that this one has not seen is never written over.
        " WHERE kept_draft.number = :seen OR kept_draft.body = ''"
        " OR kept_draft.device_id = excluded.device_id RETURNING number",
        {
            **place,
            "body": body,
            "seen": seen_number,
            "number": max(1, int((now - _NUMBERS_FROM).total_seconds())),
            "now": millis(now),
        },
    )
    return None if row is None else int(row["number"])


def kept_draft(connection: Connection, place: Row) -> Row | None:
    return connection.one(f"SELECT * FROM kept_draft WHERE {_ENTRY}", place)


def kept_drafts(connection: Connection, account_id: str) -> list[Row]:
    """Return the rows of an account, the last kept first."""
    return connection.execute(
        "SELECT * FROM kept_draft WHERE account_id = :account_id ORDER BY number DESC, entry_id",
        {"account_id": account_id},
    )


def others_kept(connection: Connection, place: Row) -> int:
    """Return how many texts of other entries the account has here."""
    return connection.number(
        "SELECT COUNT(*) AS number FROM kept_draft WHERE account_id = :account_id AND body != ''"
        " AND NOT (entry_kind = :entry_kind AND entry_id = :entry_id)",
        place,
    )


def drop_draft(connection: Connection, place: Row, number: int) -> None:
    """Empty the draft with this number; one that was kept since then stays."""
    connection.execute(
        # The row stays, emptied: the editor's other seats must learn that the draft is gone.
        f"UPDATE kept_draft SET body = '', number = number + 1 WHERE {_ENTRY} AND number = :number",
        {**place, "number": number},
    )


def forget_gone_drafts(connection: Connection, now: datetime) -> int:
    """Delete some that have been gone for so long that no seat asks for them; return how many."""
    return delete_some(connection, _GONE, millis(now - GONE_SHOWN_FOR))
