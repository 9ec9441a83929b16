"""The change feed: numbers born in order of commit, without gaps, one counter per scope."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from contract.wire.changes import BODY_TYPES, NO_BODY, Change, Kind, Op, checksum
from contract.wire.decoding import encode
from server.store.engine.connection import Connection, Row, millis
from server.store.engine.row_codec import codec_of
from server.store.sync.replicated_rows import TABLES, versions_of


@dataclass(frozen=True, slots=True)
class Emission:
    """One row's place in the feed of a scope, before it has its number."""

    scope: str
    kind: Kind
    id: str
    op: Op
    version: int


def emit(
    connection: Connection,
    emissions: Iterable[Emission],
    *,
    now: datetime,
    command_id: str | None = None,
) -> dict[str, int]:
    """Number the emissions; return each scope's new head. The only birthplace of numbers.

    Called once, last in its transaction: the counters stay locked until the commit, and sorted
    scopes keep two transactions from waiting for each other.
    """
    by_scope: dict[str, list[Emission]] = {}
    for emission in emissions:
        by_scope.setdefault(emission.scope, []).append(emission)
    heads = {}
    # In one order everywhere: two transactions that wait for each other's counter would deadlock.
    for scope in sorted(by_scope):
        heads[scope] = _advance(connection, scope, len(by_scope[scope]))
        first = heads[scope] - len(by_scope[scope]) + 1
        _append(connection, first, by_scope[scope], command_id, millis(now))
    connection.moved |= heads
    return heads


def head_and_floor(connection: Connection, scope: str) -> tuple[int, int]:
    """Return the newest number of a scope, and the oldest cursor still served."""
    row = connection.one(
        "SELECT head, floor FROM scope_head WHERE scope = :scope", {"scope": scope}
    )
    return (row["head"], row["floor"]) if row else (0, 0)


def changes_after(
    connection: Connection, scope: str, cursor: int, limit: int
) -> tuple[Change, ...]:
    """Return the changes after cursor with the bodies of now; what is no longer there is gone."""
    rows = connection.execute(
        "SELECT seq, kind, entity_id, version, command_id FROM change_row"
        " WHERE scope = :scope AND seq > :cursor ORDER BY seq LIMIT :limit",
        {"scope": scope, "cursor": cursor, "limit": limit},
    )
    if not rows:
        return ()
    bodies = {
        kind: _bodies(connection, Kind(kind), scope, cursor, rows[-1]["seq"])
        for kind in {row["kind"] for row in rows}
    }
    return tuple(_change(row, bodies[row["kind"]].get(row["entity_id"])) for row in rows)


def scope_checksum(connection: Connection, epoch: str, scope: str, head: int) -> int:
    """Return the checksum of a scope at its head; remembered until the head moves."""
    known = connection.scope_sums
    # Looked up once: between two looks another reader may remember another head.
    known_head, total = (known or {}).get((epoch, scope), (-1, 0))
    # Of this very head: another reader may be ahead (test_scope_checksum).
    if known_head == head:
        return total
    total = checksum(versions_of(connection, scope))
    if known is not None:
        known[epoch, scope] = (head, total)
    return total


def trim_scope(connection: Connection, scope: str, floor: int) -> None:
    """Forget the changes up to floor; a seat with an older cursor takes a snapshot."""
    connection.execute(
        "UPDATE scope_head SET floor = :floor"
        # Never beyond the head: seats would be sent to a snapshot of what is not there yet.
        " WHERE scope = :scope AND floor < :floor AND head >= :floor",
        {"scope": scope, "floor": floor},
    )
    connection.execute(
        "DELETE FROM change_row WHERE scope = :scope"
        " AND seq <= (SELECT floor FROM scope_head WHERE scope = :scope)",
        {"scope": scope},
    )


def _advance(connection: Connection, scope: str, count: int) -> int:
    # A counter, no sequence: numbers of a later commit would be lost to a reader that tails
    # (test_read_changes: plain_sequence_would_lose_rows_for_a_tailing_reader).
    row = connection.one(
        "INSERT INTO scope_head (scope, head, floor) VALUES (:scope, :count, 0)"
        " ON CONFLICT (scope) DO UPDATE SET head = scope_head.head + excluded.head"
        " RETURNING head",
        {"scope": scope, "count": count},
    )
    assert row is not None
    return int(row["head"])


def _append(
    connection: Connection,
    first: int,
    emissions: Sequence[Emission],
    command_id: str | None,
    at: int,
) -> None:
    rows = [
        {
            "scope": emission.scope,
            "seq": seq,
            "kind": str(emission.kind),
            "entity_id": emission.id,
            "op": str(emission.op),
            "version": emission.version,
            "command_id": command_id,
            "at": at,
        }
        for seq, emission in enumerate(emissions, first)
    ]
    connection.insert("change_row", *rows)


def _bodies(
    connection: Connection, kind: Kind, scope: str, cursor: int, last: int
) -> dict[str, tuple[int, msgspec.Raw]]:
    """Return version and JSON of the rows changed in a page that are still in the scope."""
    rows = connection.execute(
        # Bodies of now: an erased person is nowhere in the feed (decision 0002).
        f"SELECT e.* FROM {TABLES[kind]} e WHERE e.scope = :scope AND e.deleted = 0 AND e.id IN"
        " (SELECT entity_id FROM change_row WHERE scope = :scope AND seq > :cursor"
        " AND seq <= :last AND kind = :kind)",
        {"scope": scope, "cursor": cursor, "last": last, "kind": str(kind)},
    )
    codec = codec_of(BODY_TYPES[kind])
    return {row["id"]: (row["version"], msgspec.Raw(encode(codec.value(row)))) for row in rows}


def _change(row: Row, body: tuple[int, msgspec.Raw] | None) -> Change:
    return Change(
        seq=row["seq"],
        kind=row["kind"],
        id=row["entity_id"],
        op=Op.GONE if body is None else Op.PUT,
        version=row["version"] if body is None else body[0],
        body=NO_BODY if body is None else body[1],
        command_id=row["command_id"],
    )
