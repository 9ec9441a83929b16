"""Rows of the copy shown, as a page of another copy could bring them."""

from collections.abc import Iterable

import msgspec

from console.store.replica.cipher import Connection
from console.store.replica.replica_rows import SHOWN_COPY
from contract.wire.changes import COPY_ROWS, PAGE_LIMIT, SnapshotRow


def holds_many(connection: Connection, scope: str) -> bool:
    """Return whether there are more than a small page of a scope."""
    found = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM replica_row WHERE scope = ?1"
        f" AND copy = {SHOWN_COPY} LIMIT ?2)",
        (scope, PAGE_LIMIT + 1),
    ).fetchone()
    return bool(found[0] > PAGE_LIMIT)


def held_rows(
    connection: Connection, scope: str, spans: Iterable[tuple[str, str, str]]
) -> tuple[SnapshotRow, ...]:
    """Return the rows of each span: a kind, the id behind which it begins, its last id."""
    return tuple(
        SnapshotRow(kind=kind, id=row[0], version=row[1], body=msgspec.Raw(row[2].encode()))
        for kind, behind, last in spans
        for row in connection.execute(
            "SELECT id, version, body FROM replica_row WHERE scope = ?1"
            f" AND copy = {SHOWN_COPY} AND kind = ?2 AND id > ?3 AND id <= ?4 ORDER BY id LIMIT ?5",
            (scope, kind, behind, last, COPY_ROWS + 1),  # more is no page of the server
        )
    )
