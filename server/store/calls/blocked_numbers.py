"""Numbers whose calls are turned away, once a second person has agreed."""

import msgspec

from server.store.engine.connection import Connection, Row


class BlockedRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row; instants are milliseconds since 1970, until_at None: for good."""

    phone: str
    reason: str = ""
    asked_by: str | None = None
    approved_by: str | None = None
    asked_at: int
    approved_at: int | None = None
    until_at: int | None = None


def is_blocked(connection: Connection, phone: str, now: int) -> bool:
    row = connection.one(
        "SELECT phone FROM blocked_number WHERE phone = :phone AND approved_at IS NOT NULL"
        " AND (until_at IS NULL OR until_at > :now)",
        {"phone": phone, "now": now},
    )
    return row is not None


def blocked_row(connection: Connection, phone: str) -> BlockedRow | None:
    rows = connection.execute(
        f"SELECT * FROM blocked_number WHERE phone = :phone{connection.for_update}",
        {"phone": phone},
    )
    return msgspec.convert(rows[0], BlockedRow) if rows else None


def blocked_rows(connection: Connection) -> list[Row]:
    """Return all, the latest asked for first; as_blocked() reads one."""
    return connection.execute("SELECT * FROM blocked_number ORDER BY asked_at DESC, phone")


def as_blocked(row: Row) -> BlockedRow:
    return msgspec.convert(row, BlockedRow)


def save_blocked(connection: Connection, row: BlockedRow) -> BlockedRow:
    connection.put("blocked_number", msgspec.structs.asdict(row), "phone")
    return row


def delete_blocked(connection: Connection, phone: str) -> None:
    connection.execute("DELETE FROM blocked_number WHERE phone = :phone", {"phone": phone})
