"""Writing replicated rows so that no change can miss the feed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from contract.wire.changes import Kind, Op
from server.store.engine.connection import Connection, Row, millis
from server.store.sync.change_log import Emission, emit
from server.store.sync.replicated_rows import (
    ASIDE,
    AT_SERVER,
    KINDS,
    OF_DESK,
    TABLES,
    mark_deleted,
    place,
    places,
    rescoped,
    rows_of_cases,
    write_row,
    write_rows,
)


class FeedEdit:
    """Rows written in one transaction; finish() is its last step and gives them their numbers."""

    def __init__(
        self,
        connection: Connection,
        *,
        now: datetime,
        command_id: str | None = None,
        hides: bool = False,
    ) -> None:
        """hides: what is put has lost what it held; what is removed need not be told so."""
        self._connection = connection
        self._now = now
        self._command_id = command_id
        self._hides = hides
        self._emissions: list[Emission] = []

    def put[S: msgspec.Struct](self, scope: str, value: S) -> S:
        """Write a new row or its next version; a row of another scope moves. Return it.

        What is new in a case that no seat copies any more brings all of the case back.
        """
        kind, entity_id = KINDS[type(value)], _id(value)
        old = place(self._connection, kind, entity_id)
        if scope != AT_SERVER and (old is None or old["scope"] == AT_SERVER):
            self._bring_back(kind, value)
            old = place(self._connection, kind, entity_id)
        # Of a deleted row too: what comes back must be newer than its tombstone.
        version = old["version"] + 1 if old else 1
        written = msgspec.structs.replace(value, version=version)
        write_row(self._connection, written, scope, is_new=old is None)
        self._emit_put(scope, kind, entity_id, old)
        return written

    def put_many[S: msgspec.Struct](self, scope: str, values: Sequence[S]) -> list[S]:
        """Do as put for many values of one kind, each of another id, much faster."""
        if not values:
            return []
        kind = KINDS[type(values[0])]
        known = places(self._connection, kind, [_id(value) for value in values])
        versions = {entity_id: row["version"] + 1 for entity_id, row in known.items()}
        written = [
            msgspec.structs.replace(value, version=versions.get(_id(value), 1)) for value in values
        ]
        for are_new in (True, False):
            rows = [value for value in written if (_id(value) not in known) is are_new]
            write_rows(self._connection, rows, scope, are_new=are_new)
        for value in written:
            self._emit_put(scope, kind, _id(value), known.get(_id(value)))
        return written

    def put_where_it_is[S: msgspec.Struct](self, value: S) -> S:
        """Write the next version of a row that is there, without moving it."""
        old = place(self._connection, KINDS[type(value)], _id(value))
        assert old is not None, "a row that is there"
        return self.put(old["scope"], value)

    def withdraw(self, kind: Kind, rows: Iterable[Row]) -> None:
        """Take rows, by id and scope, out of the copies of seats; the server keeps them."""
        scopes = {row["id"]: row["scope"] for row in rows}
        for row in rescoped(self._connection, kind, scopes, f"'{AT_SERVER}'"):
            version = row["version"]
            gone = Emission(scopes[row["id"]], kind, row["id"], Op.GONE, version, version - 1)
            self._emissions.append(gone)

    def _bring_back(self, kind: Kind, value: Any) -> None:
        if kind not in (Kind.CASE, Kind.ACTIVITY, Kind.CALLBACK):
            return
        case_id = _id(value) if kind is Kind.CASE else value.case_id
        # Locked: what is written now must not be left behind by a case that leaves meanwhile.
        at = place(self._connection, Kind.CASE, case_id)
        if at is None or at["scope"] != AT_SERVER:
            return
        for part, rows in rows_of_cases(self._connection, [case_id], at_server=True).items():
            ids = [row["id"] for row in rows]
            for row in rescoped(self._connection, part, ids, OF_DESK):
                put = Emission(row["scope"], part, row["id"], Op.PUT, row["version"])
                self._emissions.append(put)

    def _emit_put(self, scope: str, kind: Kind, entity_id: str, old: Row | None) -> None:
        version = old["version"] + 1 if old else 1
        was = old["version"] if old and not old["deleted"] else None
        # Seats of the scope it left hold the row: nobody else would tell them that it is gone.
        if old and old["scope"] != scope and was is not None:
            self._emissions.append(Emission(old["scope"], kind, entity_id, Op.GONE, version, was))
            was = None
        self._emissions.append(Emission(scope, kind, entity_id, Op.PUT, version, was))

    def remove(self, kind: Kind, entity_id: str) -> None:
        """Delete a row, leaving a tombstone; one that is not there stays so."""
        old = place(self._connection, kind, entity_id)
        if old is None or old["deleted"] not in (0, ASIDE):
            return
        version = old["version"] + 1
        # A tombstone, not a DELETE: a row without its version would begin again at 1.
        mark_deleted(self._connection, kind, entity_id, version)
        if old["deleted"]:
            return  # it was out of the feed before
        gone = Emission(old["scope"], kind, entity_id, Op.GONE, version, old["version"])
        self._emissions.append(gone)

    def finish(self) -> dict[str, int]:
        """Return the marks: the number at which each scope contains all of this."""
        emissions, self._emissions = self._emissions, []
        return emit(
            self._connection,
            emissions,
            now=self._now,
            command_id=self._command_id,
            hides=self._hides,
        )


def forget_old(
    connection: Connection,
    kind: Kind,
    at: str,
    before: datetime,
    now: datetime,
    *,
    only: str = "1 = 1",
    loses: str = "",
    limit: int = 500,
) -> list[str]:
    """Take the oldest rows of before an instant out of the feed; return their ids.

    at: the column of their instant. only: SQL that holds for them. loses: what is written into
    the rows themselves, which stay.
    """
    rows = connection.execute(
        # Those that cannot be read too: they name people like the others.
        f"SELECT id FROM {TABLES[kind]} WHERE deleted IN (0, {ASIDE}) AND {only} AND {at} < :before"
        f" ORDER BY {at}, id LIMIT :limit{connection.for_update}",
        {"before": millis(before), "limit": limit},
    )
    edit = FeedEdit(connection, now=now)
    for row in rows:
        edit.remove(kind, row["id"])
        if loses:
            connection.execute(f"UPDATE {TABLES[kind]} SET {loses} WHERE id = :id", row)
    edit.finish()
    return [row["id"] for row in rows]


def _id(value: Any) -> str:
    return str(value.id)
