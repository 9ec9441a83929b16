"""How far this replica has read each scope, and the snapshot being copied, if any."""

import logging
from datetime import datetime, timedelta

from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import SHOWN_COPY
from console.store.session.session_record import get_fact, set_fact
from contract.wire.changes import CHECKSUM_MASK, SnapshotRow, checksum

log = logging.getLogger(__name__)
_COPIED_AT = "copied_anew:"  # of a scope that differed: how often, and when
_COPY_AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (0, 1, 5, 15, 60))


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
    """Hide everything of a scope the account may not see any more; sweep() deletes it."""
    # In one transaction a desk of years would hold up what is typed; a copy is numbered from 1.
    connection.execute("DELETE FROM replica_row WHERE scope = ? AND copy = 0", (scope,))
    connection.execute("DELETE FROM sync_scope WHERE scope = ?", (scope,))


def kinds_of(connection: Connection, scope: str) -> frozenset[str]:
    rows = connection.execute("SELECT DISTINCT kind FROM server_row WHERE scope = ?", (scope,))
    return frozenset(row[0] for row in rows)


def sum_of_row(connection: Connection, scope: str, kind: str, row_id: str) -> int:
    """Return what one row adds to the sum of its scope; 0 where there is none."""
    return checksum(
        connection.execute(
            "SELECT kind, id, version FROM server_row WHERE scope = ? AND kind = ? AND id = ?",
            (scope, kind, row_id),
        )
    )


def add_to_sum(connection: Connection, scope: str, added: int) -> None:
    """Count rows that have come and gone, where the sum is known."""
    connection.execute(
        "UPDATE sync_scope SET verified_sum = (verified_sum + ?) & ? WHERE scope = ?",
        (added, CHECKSUM_MASK, scope),
    )


def equals_server(connection: Connection, scope: str, expected: int) -> bool:
    """Compare the scope with the server's checksum by the sum kept with each change.

    By all of its rows only where that differs: a copy of them would cost more.
    """
    # Summing or counting 20,000 cards at each change held up the draft of an opening contact.
    if _kept_sum(connection, scope) == expected:
        return True
    rows = connection.execute("SELECT kind, id, version FROM server_row WHERE scope = ?", (scope,))
    # Over server_row: the seat's own effects are not among what the server counts.
    if checksum(rows) != expected:
        return False
    _keep_sum(connection, scope, expected)
    return True


def sum_after(
    connection: Connection, scope: str, after: tuple[str, str], limit: int
) -> tuple[int, tuple[str, str] | None]:
    """Return the sum of the rows of a scope behind a kind and id, and where to go on."""
    rows: list[tuple[str, str, int]] = connection.execute(
        "SELECT kind, id, version FROM replica_row WHERE scope = ?1"
        f" AND copy = {SHOWN_COPY} AND (kind, id) > (?2, ?3) ORDER BY kind, id LIMIT ?4",
        (scope, *after, limit),
    ).fetchall()
    return checksum(rows), rows[-1][:2] if len(rows) == limit else None


def mend_sum(connection: Connection, scope: str, counted: int) -> bool:
    """Keep what was counted as the sum; return whether another one was kept."""
    is_other = _kept_sum(connection, scope) not in (None, counted)
    _keep_sum(connection, scope, counted)
    return is_other


def _kept_sum(connection: Connection, scope: str) -> int | None:
    row = connection.execute(
        "SELECT verified_sum FROM sync_scope WHERE scope = ?", (scope,)
    ).fetchone()
    return None if row is None else row[0]


def _keep_sum(connection: Connection, scope: str, value: int) -> None:
    connection.execute("UPDATE sync_scope SET verified_sum = ? WHERE scope = ?", (value, scope))


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


def is_expected(connection: Connection, scope: str, after: str | None) -> bool:
    """Return whether a page with this key goes on with the copy being made."""
    row = connection.execute(
        "SELECT stage_after FROM sync_scope WHERE scope = ? AND cursor IS NULL", (scope,)
    ).fetchone()
    return row is not None and row[0] == after


def is_older(connection: Connection, scope: str, head: int) -> bool:
    """Return whether a page was made before the first one of the copy: rows since are not in it."""
    row = connection.execute("SELECT stage_head FROM sync_scope WHERE scope = ?", (scope,))
    # Found by histories played by chance (test_a_page_of_an_abandoned_copy_is_not_taken).
    return bool(head < row.fetchone()[0])


def begin_stage(connection: Connection, scope: str, head: int) -> None:
    """Start a copy beside the one shown; head: from where the feed goes on after it."""
    connection.execute(
        # Above every number in use: rows of a copy given up may not have been swept away yet.
        "UPDATE sync_scope SET stage_head = ?1, stage_after = NULL, verified_sum = 0,"
        " stage_copy = 1 + max(copy,"
        " coalesce((SELECT max(copy) FROM replica_row WHERE scope = ?2), 0)) WHERE scope = ?2",
        (head, scope),
    )


def stage(connection: Connection, scope: str, rows: tuple[SnapshotRow, ...]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO replica_row (scope, copy, kind, id, version, body) VALUES"
        " (?1, (SELECT stage_copy FROM sync_scope WHERE scope = ?1), ?2, ?3, ?4, ?5)",
        ((scope, row.kind, row.id, row.version, bytes(row.body).decode()) for row in rows),
    )
    # Page by page: to sum the whole copy at its end held up whoever was typing.
    add_to_sum(connection, scope, checksum((row.kind, row.id, row.version) for row in rows))


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
        "UPDATE sync_scope SET cursor = stage_head, copy = stage_copy WHERE scope = ?",
        (scope,),
    )
    drop_stage(connection, scope)


def may_copy_anew(connection: Connection, scope: str, now: datetime) -> bool:
    """Note that a scope differs from the server; return whether to copy it anew already.

    What differs again after a copy would differ after the next: each one waits longer.
    """
    number = int(get_fact(connection, "sum_mismatches") or 0) + 1
    set_fact(connection, "sum_mismatches", str(number))
    fact = _COPIED_AT + scope
    times, _, at = (get_fact(connection, fact) or "0").partition(" ")
    tried = min(int(times), len(_COPY_AGAIN_AFTER) - 1)
    if at and now - datetime.fromisoformat(at) < _COPY_AGAIN_AFTER[tried]:
        return False
    set_fact(connection, fact, f"{tried + 1} {now.isoformat()}")
    log.error("scope %s differed from the server and is copied anew (%d so far)", scope, number)
    return True


def agrees(connection: Connection, scope: str) -> None:
    """Note that a scope is what the server has: the next difference is copied anew at once."""
    set_fact(connection, _COPIED_AT + scope, None)


def mismatches(connection: Connection) -> int:
    return int(get_fact(connection, "sum_mismatches") or 0)
