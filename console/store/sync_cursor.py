"""How far this replica has read each scope, and the snapshot being copied, if any."""

import logging

from console.store.cipher import Connection
from console.store.session_record import get_fact, set_fact
from contract.wire.changes import SnapshotRow, checksum

log = logging.getLogger(__name__)


def epoch(connection: Connection) -> str | None:
    """Return the server's life this replica belongs to; None before the first pull."""
    return get_fact(connection, "epoch")


def set_epoch(connection: Connection, value: str) -> None:
    """Begin another life: what was read is no longer known to be there."""
    set_fact(connection, "epoch", value)
    connection.execute(
        "UPDATE sync_scope SET cursor = NULL, verified_sum = NULL,"
        " stage_head = NULL, stage_after = NULL"
    )
    connection.execute("DELETE FROM staged_row")


def cursors(connection: Connection) -> dict[str, int]:
    """Return the last change applied of each scope that is complete here."""
    rows = connection.execute("SELECT scope, cursor FROM sync_scope WHERE cursor IS NOT NULL")
    return {row[0]: row[1] for row in rows}


def known_scopes(connection: Connection) -> frozenset[str]:
    return frozenset(row[0] for row in connection.execute("SELECT scope FROM sync_scope"))


def add_scope(connection: Connection, scope: str) -> None:
    connection.execute("INSERT OR IGNORE INTO sync_scope (scope) VALUES (?)", (scope,))


def set_cursor(connection: Connection, scope: str, cursor: int | None) -> None:
    connection.execute("UPDATE sync_scope SET cursor = ? WHERE scope = ?", (cursor, scope))


def purge_scope(connection: Connection, scope: str) -> None:
    """Delete everything of a scope the account may not see any more."""
    for table in ("replica_row", "staged_row", "sync_scope"):
        connection.execute(f"DELETE FROM {table} WHERE scope = ?", (scope,))


def kinds_of(connection: Connection, scope: str) -> frozenset[str]:
    rows = connection.execute("SELECT DISTINCT kind FROM replica_row WHERE scope = ?", (scope,))
    return frozenset(row[0] for row in rows)


def equals_server(connection: Connection, scope: str, expected: int, *, changed: bool) -> bool:
    """Compare the scope with the server's checksum; not computed again while nothing changed."""
    row = connection.execute(
        "SELECT verified_sum FROM sync_scope WHERE scope = ?", (scope,)
    ).fetchone()
    if not changed and row is not None and row[0] == expected:
        return True
    rows = connection.execute("SELECT kind, id, version FROM replica_row WHERE scope = ?", (scope,))
    if checksum(rows) != expected:
        return False
    connection.execute("UPDATE sync_scope SET verified_sum = ? WHERE scope = ?", (expected, scope))
    return True


def stage_position(connection: Connection, scope: str) -> str | None:
    """Return where the copying of a snapshot goes on; None: from the start."""
    row = connection.execute(
        "SELECT stage_after FROM sync_scope WHERE scope = ?", (scope,)
    ).fetchone()
    return None if row is None else row[0]


def is_expected(connection: Connection, scope: str, after: str | None, head: int) -> bool:
    """Return whether a page with this key and head belongs to the copy being made.

    A page of an older copy that comes late has an older head: rows made since would be missing.
    """
    row = connection.execute(
        "SELECT stage_after, stage_head FROM sync_scope WHERE scope = ? AND cursor IS NULL",
        (scope,),
    ).fetchone()
    return row is not None and row[0] == after and (after is None or row[1] <= head)


def stage(connection: Connection, scope: str, rows: tuple[SnapshotRow, ...]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO staged_row VALUES (?, ?, ?, ?, ?)",
        ((scope, row.kind, row.id, row.version, bytes(row.body).decode()) for row in rows),
    )


def begin_stage(connection: Connection, scope: str, head: int) -> None:
    connection.execute("DELETE FROM staged_row WHERE scope = ?", (scope,))
    connection.execute(
        "UPDATE sync_scope SET stage_head = ?, stage_after = NULL WHERE scope = ?", (head, scope)
    )


def set_stage_position(connection: Connection, scope: str, after: str) -> None:
    connection.execute("UPDATE sync_scope SET stage_after = ? WHERE scope = ?", (after, scope))


def drop_stage(connection: Connection, scope: str) -> None:
    connection.execute("DELETE FROM staged_row WHERE scope = ?", (scope,))
    connection.execute(
        "UPDATE sync_scope SET stage_head = NULL, stage_after = NULL WHERE scope = ?", (scope,)
    )


def swap_stage(connection: Connection, scope: str) -> None:
    """Replace the scope by its snapshot; the feed goes on from the head of the first page."""
    connection.execute("DELETE FROM replica_row WHERE scope = ?", (scope,))
    connection.execute(
        "INSERT INTO replica_row (scope, kind, id, version, body)"
        " SELECT scope, kind, id, version, body FROM staged_row WHERE scope = ?",
        (scope,),
    )
    connection.execute(
        "UPDATE sync_scope SET cursor = stage_head, verified_sum = NULL WHERE scope = ?", (scope,)
    )
    drop_stage(connection, scope)


def count_mismatch(connection: Connection, scope: str) -> None:
    """Note that a scope differed from the server and is copied anew; never limp on."""
    number = int(get_fact(connection, "sum_mismatches") or 0) + 1
    set_fact(connection, "sum_mismatches", str(number))
    log.error("scope %s differed from the server and is copied anew (%d so far)", scope, number)


def mismatches(connection: Connection) -> int:
    return int(get_fact(connection, "sum_mismatches") or 0)
