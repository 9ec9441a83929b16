"""Writing replicated rows so that no change can miss the feed."""

from datetime import datetime
from typing import Any

import msgspec

from contract.wire.changes import Kind, Op
from server.store.change_log import Emission, emit
from server.store.connection import Connection
from server.store.replicated_rows import KINDS, mark_deleted, place, write_row


class FeedEdit:
    """Rows written in one transaction; finish() is its last step and gives them their numbers."""

    def __init__(
        self, connection: Connection, *, now: datetime, command_id: str | None = None
    ) -> None:
        self._connection = connection
        self._now = now
        self._command_id = command_id
        self._emissions: list[Emission] = []

    def put[S: msgspec.Struct](self, scope: str, value: S) -> S:
        """Write a new row or its next version; a row of another scope moves. Return it."""
        kind, entity_id = KINDS[type(value)], _id(value)
        old = place(self._connection, kind, entity_id)
        version = old["version"] + 1 if old else 1
        written = msgspec.structs.replace(value, version=version)
        write_row(self._connection, written, scope, is_new=old is None)
        if old and old["scope"] != scope and not old["deleted"]:
            self._emissions.append(Emission(old["scope"], kind, entity_id, Op.GONE, version))
        self._emissions.append(Emission(scope, kind, entity_id, Op.PUT, version))
        return written

    def remove(self, kind: Kind, entity_id: str) -> None:
        """Delete a row, leaving a tombstone; one that is not there stays so."""
        old = place(self._connection, kind, entity_id)
        if old is None or old["deleted"]:
            return
        version = old["version"] + 1
        mark_deleted(self._connection, kind, entity_id, version)
        self._emissions.append(Emission(old["scope"], kind, entity_id, Op.GONE, version))

    def finish(self) -> dict[str, int]:
        """Return the marks: the number at which each scope contains all of this."""
        emissions, self._emissions = self._emissions, []
        return emit(self._connection, emissions, now=self._now, command_id=self._command_id)


def _id(value: Any) -> str:
    return str(value.id)
