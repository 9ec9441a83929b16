"""Notices for the operator, stored until seen."""

import msgspec

from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import readable
from contract.domain.ids import CommandId, NoticeId
from contract.domain.notice import Notice


def add_notice(connection: Connection, notice: Notice) -> bool:
    """Store a notice; one that is already there stays as it is. Return whether it was new."""
    return (
        connection.execute(
            "INSERT OR IGNORE INTO notice (id, at, body) VALUES (?, ?, ?)",
            (notice.id, notice.at.isoformat(), msgspec.json.encode(notice).decode()),
        ).rowcount
        > 0
    )


def unseen_notices(connection: Connection) -> tuple[Notice, ...]:
    """Return the notices not yet seen, oldest first."""
    rows = connection.execute("SELECT body FROM notice WHERE seen = 0 ORDER BY at, rowid")
    return tuple(readable((body for (body,) in rows), Notice, "notice"))


def tells_of(connection: Connection, command_id: CommandId) -> bool:
    """Return whether there is or was a notice about this command."""
    row = connection.execute(
        "SELECT 1 FROM notice WHERE json_extract(body, '$.command_id') = ?", (command_id,)
    ).fetchone()
    return row is not None


def mark_notice_seen(connection: Connection, notice_id: NoticeId) -> None:
    connection.execute("UPDATE notice SET seen = 1 WHERE id = ?", (notice_id,))
