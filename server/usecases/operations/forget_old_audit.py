"""Lines of the audit go at their age; what stays is still seen to be whole."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from contract.domain.opening_times.opening_hours import ROME
from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.operations.audit_log import count_lines_before, delete_lines, last_line_before
from server.usecases.operations.audit_head import AuditBroken, keep_head, move_beginning
from server.usecases.operations.forget_old_rows import Due

log = logging.getLogger(__name__)


def audit_due(connection: Connection, days: int, now: datetime) -> Due:
    """Return what the next run would delete, without doing it."""
    before = now - timedelta(days=days)
    rows = count_lines_before(connection, before)
    day = before.astimezone(ROME).date()
    return Due(what="lines of the audit", verb="deleted", before=day, rows=rows)


class ForgetOldAudit:
    def __init__(
        self,
        *,
        database: ServerDatabase,
        path: Path,
        key: bytes,
        days: int,
        clock: Callable[[], datetime],
    ) -> None:
        """path: of the head. days: how old a line may become."""
        self._database = database
        self._path = path
        self._key = key
        self._days = days
        self._clock = clock

    async def __call__(self) -> int:
        """Return how many lines went. Raise StoreFault, OSError."""
        before, gone = self._clock() - timedelta(days=self._days), 0
        while True:
            until = await self._database.read(lambda c: last_line_before(c, before))
            if not until[0]:
                return gone
            try:
                known = await self._database.read(lambda c: keep_head(c, self._path, self._key))
                # First where it begins: cut short between, what is left is whole all the same.
                move_beginning(self._path, self._key, until)
            except AuditBroken as error:
                log.error("no line of the audit was deleted: %s", error)
                return gone
            await self._database.write(partial(delete_lines, until=until[0]))
            gone += until[0] - known.begun_seq
