"""The change feed: numbers born in order of commit, without gaps, one counter per scope."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from contract.wire.changes import BODY_TYPES, CHECKSUM_MASK, NO_BODY, Change, Kind, Op, checksum
from contract.wire.decoding import encode
from server.store.engine.connection import Connection, Row, millis
from server.store.operations.old_rows import mark, set_mark
from server.store.sync.replicated_rows import AT_SERVER, TABLES, values_in


@dataclass(frozen=True, slots=True)
class Emission:
    """One row's place in the feed of a scope, before it has its number.

    was: its version in this scope until now, None where it was not there.
    """

    scope: str
    kind: Kind
    id: str
    op: Op
    version: int
    was: int | None = None


@dataclass(frozen=True, slots=True)
class ScopeHead:
    """The newest number of a scope, the oldest cursor still served, and what it holds at its head.

    row_sum, row_count: None until the rows were counted.
    """

    head: int = 0
    floor: int = 0
    row_count: int | None = 0
    row_sum: int | None = 0


def emit(
    connection: Connection,
    emissions: Iterable[Emission],
    *,
    now: datetime,
    command_id: str | None = None,
    hides: bool = False,
) -> dict[str, int]:
    """Number the emissions; return each scope's new head. The only birthplace of numbers.

    hides: what is put has lost what it held, as where a citizen is erased.

    Called once, last in its transaction: the counters stay locked until the commit, and sorted
    scopes keep two transactions from waiting for each other.
    """
    by_scope: dict[str, list[Emission]] = {}
    for emission in emissions:
        if emission.scope != AT_SERVER:  # no seat copies it, and none hears of it
            by_scope.setdefault(emission.scope, []).append(emission)
    heads = {}
    # In one order everywhere: two transactions that wait for each other's counter would deadlock.
    for scope in sorted(by_scope):
        heads[scope] = _advance(connection, scope, by_scope[scope])
        first = heads[scope] - len(by_scope[scope]) + 1
        _append(connection, first, by_scope[scope], command_id, millis(now))
        if hides or any(one.op is Op.GONE for one in by_scope[scope]):
            set_mark(connection, _hidden(scope), heads[scope])
    connection.moved |= heads
    return heads


def hidden_at(connection: Connection, scope: str) -> int:
    """Return the last number at which a row left the scope or lost what it held, 0 for none."""
    return mark(connection, _hidden(scope))


def _hidden(scope: str) -> str:
    return f"hidden:{scope}"  # in meta


def scope_head(connection: Connection, scope: str, *, lock: bool = False) -> ScopeHead:
    """Return how far a scope is; lock keeps it there until the commit."""
    row = connection.one(
        "SELECT head, floor, row_count, row_sum FROM scope_head WHERE scope = :scope"
        f"{connection.for_update if lock else ''}",
        {"scope": scope},
    )
    return ScopeHead(**row) if row else ScopeHead()


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


def _advance(connection: Connection, scope: str, emissions: Sequence[Emission]) -> int:
    # A counter, no sequence: numbers of a later commit would be lost to a reader that tails
    # (test_read_changes: plain_sequence_would_lose_rows_for_a_tailing_reader).
    row = connection.one(
        "INSERT INTO scope_head (scope, head, floor, row_count, row_sum)"
        " VALUES (:scope, :count, 0, :rows, :sum)"
        " ON CONFLICT (scope) DO UPDATE SET head = scope_head.head + excluded.head,"
        # With the change, never by reading the rows: at each pull that cost what the scope holds.
        " row_count = scope_head.row_count + excluded.row_count,"
        " row_sum = (scope_head.row_sum + excluded.row_sum) & :mask"
        " RETURNING head",
        {"scope": scope, "count": len(emissions), "mask": CHECKSUM_MASK, **_added(emissions)},
    )
    assert row is not None
    return int(row["head"])


def _added(emissions: Sequence[Emission]) -> dict[str, int]:
    """Return by how much rows and sum of their scope grow; the sum as what is added to it."""
    come = [(one.kind, one.id, one.version) for one in emissions if one.op is Op.PUT]
    gone = [(one.kind, one.id, one.was) for one in emissions if one.was is not None]
    return {"rows": len(come) - len(gone), "sum": (checksum(come) - checksum(gone)) & CHECKSUM_MASK}


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
    versions = {row["id"]: row["version"] for row in rows}
    values = values_in(connection, BODY_TYPES[kind], rows)
    return {one: (versions[one], msgspec.Raw(encode(value))) for one, value in values.items()}


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
