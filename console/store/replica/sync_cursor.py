"""How far this replica has read each scope, and the snapshot being copied, if any."""

import logging

from console.store.replica.cipher import Connection
from console.store.session.session_record import get_fact, set_fact
from contract.wire.changes import SnapshotRow, checksum

log = logging.getLogger(__name__)


def epoch(connection: Connection) -> str | None:
    """Return the server's epoch this replica belongs to; None before the first pull."""
    return get_fact(connection, "epoch")


def set_epoch(connection: Connection, value: str) -> None:
    """Begin another epoch: what was read may not be at the server any more."""
    set_fact(connection, "epoch", value)
    connection.execute(
        # Numbers of another life of the feed mean nothing: every scope is read from its start.
        "UPDATE sync_scope SET cursor = NULL, verified_sum = NULL,"
        " stage_copy = NULL, stage_head = NULL, stage_after = NULL"
    )


def cursors(connection: Connection) -> dict[str, int]:
    """Return the last change applied of each scope that is complete here."""
    rows = connection.execute("SELECT scope, cursor FROM sync_scope WHERE cursor IS NOT NULL")
    return {row[0]: row[1] for row in rows}


def positions(connection: Connection) -> dict[str, int]:
    """Return the last change applied of every scope in sight; 0 for one being copied."""
    rows = connection.execute("SELECT scope, coalesce(cursor, 0) FROM sync_scope")
    return {row[0]: row[1] for row in rows}


def known_scopes(connection: Connection) -> frozenset[str]:
    return frozenset(row[0] for row in connection.execute("SELECT scope FROM sync_scope"))


def add_scope(connection: Connection, scope: str) -> None:
    connection.execute("INSERT OR IGNORE INTO sync_scope (scope) VALUES (?)", (scope,))


def set_cursor(connection: Connection, scope: str, cursor: int | None) -> None:
    connection.execute("UPDATE sync_scope SET cursor = ? WHERE scope = ?", (cursor, scope))


def purge_scope(connection: Connection, scope: str) -> None:
    """Delete everything of a scope the account may not see any more."""
    # Every copy, not only the one shown: nothing of a desk out of sight stays on the disk.
    for table in ("replica_row", "sync_scope"):
        connection.execute(f"DELETE FROM {table} WHERE scope = ?", (scope,))


def kinds_of(connection: Connection, scope: str) -> frozenset[str]:
    rows = connection.execute("SELECT DISTINCT kind FROM server_row WHERE scope = ?", (scope,))
    return frozenset(row[0] for row in rows)


def equals_server(connection: Connection, scope: str, expected: int, *, changed: bool) -> bool:
    """Compare the scope with the server's checksum; not computed again while nothing changed."""
    row = connection.execute(
        "SELECT verified_sum FROM sync_scope WHERE scope = ?", (scope,)
    ).fetchone()
    # Summing a whole knowledge base at each poll would cost every idle seat its processor.
    if not changed and row is not None and row[0] == expected:
        return True
    rows = connection.execute("SELECT kind, id, version FROM server_row WHERE scope = ?", (scope,))
    # Over server_row: the seat's own effects are not among what the server counts.
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


def staged_rows(connection: Connection, scope: str) -> int:
    """Return how many rows of the copy being made are here."""
    rows: int = connection.execute(
        "SELECT count(*) FROM replica_row JOIN sync_scope USING (scope)"
        " WHERE scope = ? AND replica_row.copy = stage_copy",
        (scope,),
    ).fetchone()[0]
    return rows


def is_expected(connection: Connection, scope: str, after: str | None, head: int) -> bool:
    """Return whether a page with this key and head belongs to the copy being made.

    A page of an older copy that comes late has an older head: rows made since would be missing.
    """
    row = connection.execute(
        "SELECT stage_after, stage_head FROM sync_scope WHERE scope = ? AND cursor IS NULL",
        (scope,),
    ).fetchone()
    # Found by histories played by chance (test_a_page_of_an_abandoned_copy_is_not_taken).
    return row is not None and row[0] == after and (after is None or row[1] <= head)


def begin_stage(connection: Connection, scope: str, head: int) -> None:
    """Start a copy beside the one shown; head: from where the feed goes on after it."""
    connection.execute(
        # Above every number in use: rows of a copy given up may not have been swept away yet.
        "UPDATE sync_scope SET stage_head = ?1, stage_after = NULL, stage_copy = 1 + max(copy,"
        " coalesce((SELECT max(copy) FROM replica_row WHERE scope = ?2), 0)) WHERE scope = ?2",
        (head, scope),
    )


def stage(connection: Connection, scope: str, rows: tuple[SnapshotRow, ...]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO replica_row (scope, copy, kind, id, version, body) VALUES"
        " (?1, (SELECT stage_copy FROM sync_scope WHERE scope = ?1), ?2, ?3, ?4, ?5)",
        ((scope, row.kind, row.id, row.version, bytes(row.body).decode()) for row in rows),
    )


def set_stage_position(connection: Connection, scope: str, after: str) -> None:
    connection.execute("UPDATE sync_scope SET stage_after = ? WHERE scope = ?", (after, scope))


def drop_stage(connection: Connection, scope: str) -> None:
    connection.execute(
        "UPDATE sync_scope SET stage_copy = NULL, stage_head = NULL, stage_after = NULL"
        " WHERE scope = ?",
        (scope,),
    )


def swap_stage(connection: Connection, scope: str) -> None:
    """Show the new copy; the feed goes on from the head of its first page. No row moves."""
    connection.execute(
        # One number changes, no row: moving 20,000 rows made drafts wait for more than a second.
        "UPDATE sync_scope SET cursor = stage_head, copy = stage_copy, verified_sum = NULL"
        " WHERE scope = ?",
        (scope,),
    )
    drop_stage(connection, scope)


def sweep(connection: Connection, limit: int) -> int:
    """Delete some rows of copies that are neither shown nor being made; return how many.

    In small steps: what an operator types must not wait behind a whole knowledge base.
    """
    swept = 0
    scopes = connection.execute("SELECT scope, copy, stage_copy FROM sync_scope").fetchall()
    for scope, shown, staged in scopes:
        if swept < limit:
            swept += connection.execute(
                "DELETE FROM replica_row WHERE number IN (SELECT number FROM replica_row"
                " WHERE scope = ? AND copy <> ? AND copy IS NOT ? LIMIT ?)",
                (scope, shown, staged, limit - swept),
            ).rowcount
    return swept


def count_mismatch(connection: Connection, scope: str) -> None:
    """Note that a scope differed from the server and is copied anew; never limp on."""
    number = int(get_fact(connection, "sum_mismatches") or 0) + 1
    set_fact(connection, "sum_mismatches", str(number))
    log.error("scope %s differed from the server and is copied anew (%d so far)", scope, number)


def mismatches(connection: Connection) -> int:
    return int(get_fact(connection, "sum_mismatches") or 0)
