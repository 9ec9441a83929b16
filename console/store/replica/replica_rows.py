"""Rows of every replicated kind: what the server said, with the seat's own work laid over it."""

import logging
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from console.store.replica.cipher import Connection
from contract.wire.changes import BODY_TYPES, Kind

log = logging.getLogger(__name__)
SHOWN_COPY = "coalesce((SELECT copy FROM sync_scope WHERE scope = ?1), 0)"


def put_row(
    connection: Connection, scope: str, kind: str, row_id: str, version: int, body: str
) -> None:
    connection.execute(
        "INSERT INTO replica_row (scope, copy, kind, id, version, body)"
        f" VALUES (?1, {SHOWN_COPY}, ?2, ?3, ?4, ?5) ON CONFLICT (scope, copy, kind, id)"
        " DO UPDATE SET version = excluded.version, body = excluded.body",
        (scope, kind, row_id, version, body),
    )


def drop_row(connection: Connection, scope: str, kind: str, row_id: str) -> None:
    connection.execute(
        f"DELETE FROM replica_row WHERE scope = ?1 AND copy = {SHOWN_COPY}"
        " AND kind = ?2 AND id = ?3",
        (scope, kind, row_id),
    )


def server_version(connection: Connection, kind: Kind, row_id: str) -> int:
    """Return the version the server last said, 0 when it said nothing."""
    row = connection.execute(
        "SELECT max(version) FROM server_row WHERE kind = ? AND id = ?", (kind, row_id)
    ).fetchone()
    return int(row[0] or 0)


def is_overlaid(connection: Connection, kind: Kind, row_id: str) -> bool:
    """Return whether this seat's own work is shown in place of the server's row."""
    found = connection.execute(
        "SELECT 1 FROM overlay_row WHERE kind = ? AND id = ?", (kind, row_id)
    ).fetchone()
    return found is not None


def shown(connection: Connection, kind: Kind, row_id: str) -> Any:
    """Return the value as the operator should see it, None when there is none."""
    rows = connection.execute(
        "SELECT body FROM shown_row WHERE kind = ? AND id = ? ORDER BY version DESC LIMIT 1",
        (kind, row_id),
    )
    return next(iter(_values(kind, rows)), None)


def shown_all(
    connection: Connection,
    kind: Kind,
    where: str = "1",
    *parameters: object,
    read: dict[str, Any] | None = None,
) -> Any:
    """Return a tuple of the values of a kind. where is SQL of ours over the JSON in "body".

    A row that is in two scopes for a moment comes once, in its newest version. read: values by the
    body they were read from, by the last call; it holds those of this call afterwards.
    """
    rows = connection.execute(
        # The dict below keeps the last of an id: in this order the newest version.
        f"SELECT body FROM shown_row WHERE kind = '{kind.value}' AND {where} ORDER BY version",
        parameters,
    )
    values = _values(kind, rows) if read is None else _read_again(kind, rows, read)
    return tuple({value.id: value for value in values}.values())


def _values(kind: Kind, rows: Iterable[tuple[str]]) -> Iterable[Any]:
    return readable((body for (body,) in rows), BODY_TYPES[kind], str(kind))


def _read_again(kind: Kind, rows: Iterable[tuple[str]], read: dict[str, Any]) -> Iterable[Any]:
    """Yield the values; a body that is as it was is not decoded again: of thousands few change."""
    before = dict(read)
    read.clear()
    for row in rows:
        body, known = row[0], before.get(row[0])
        for value in _values(kind, [row]) if known is None else (known,):
            read[body] = value
            yield value


def readable(bodies: Iterable[str], body_type: Any, what: str) -> Iterator[Any]:
    """Yield the values that can be read; the others stay where they are. what: for the log."""
    for body in bodies:
        try:
            yield msgspec.json.decode(body, type=body_type)
        # One row of a newer server or console must not take a whole list off the screen.
        except (msgspec.DecodeError, UnicodeError):
            log.warning("a row of kind %s cannot be read and is not shown", what)
