"""Whoever was erased does not come back with data that went back without a word."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from contract.wire.changes import life_of
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.usecases.citizens.erase_again import erase_marked
from server.usecases.citizens.erased_marks import ErasedMarks
from server.usecases.operations.installation import current_epoch

log = logging.getLogger(__name__)

ERASED_IN = "erased_in"  # of meta: the life, and the PostgreSQL, in which the marks were followed


class EraseReturned:
    """Erases again whom the marks name, once in each life of the data and after each takeover."""

    def __init__(
        self,
        *,
        database: ServerDatabase,
        marks: ErasedMarks,
        private: Sequence[bytes],
        folder: Path,
        clock: Callable[[], datetime],
    ) -> None:
        """private: what opens refused work. folder: that of the voicemail."""
        self._database = database
        self._marks = marks
        self._private = private
        self._folder = folder
        self._clock = clock

    async def when_due(self) -> None:
        """Raise StoreFault, OSError."""
        present, known = await self._database.read(lambda c: (self._present(c), _known(c)))
        if present == known:
            return
        for name in await self._database.write(self._erased):
            (self._folder / name).unlink(missing_ok=True)

    def _present(self, connection: Connection) -> str:
        return f"{life_of(current_epoch(connection))} {self._database.lineage}"

    def _erased(self, connection: Connection) -> list[str]:
        known = _known(connection)
        connection.put("meta", {"name": ERASED_IN, "value": self._present(connection)}, "name")
        # A first start: nothing says that anything went back.
        if known is None or not self._marks:
            return []
        log.warning("the data may have gone back: who was erased is erased again")
        return erase_marked(connection, self._marks, self._clock(), self._private)


def _known(connection: Connection) -> str | None:
    row = connection.one("SELECT value FROM meta WHERE name = :name", {"name": ERASED_IN})
    return None if row is None else str(row["value"])
