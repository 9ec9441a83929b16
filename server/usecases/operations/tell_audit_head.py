"""Keeps the head of the audit, and tells it to the system's log each hour."""

import logging
import syslog
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from server.store.engine.server_database import ServerDatabase
from server.usecases.operations.audit_head import AuditBroken, AuditHead, keep_head

log = logging.getLogger(__name__)

TELL_EVERY = timedelta(hours=1)


def to_syslog(text: str) -> None:
    """Leave a line where another computer may collect it, out of the reach of root here."""
    syslog.syslog(syslog.LOG_AUTH | syslog.LOG_NOTICE, text)


class TellAuditHead:
    def __init__(
        self,
        *,
        database: ServerDatabase,
        path: Path,
        key: bytes,
        clock: Callable[[], datetime],
        tell: Callable[[str], None] = to_syslog,
    ) -> None:
        self._database = database
        self._path = path
        self._key = key
        self._clock = clock
        self._tell = tell
        self._told_at: datetime | None = None

    async def __call__(self) -> None:
        """Raise StoreFault, OSError."""
        try:
            head = await self._database.read(lambda c: keep_head(c, self._path, self._key))
        except AuditBroken as error:
            self._tell_hourly(f"chiamaroma-server audit is broken: {error}")
            log.error("the audit is broken: %s", error)
            return
        self._tell_hourly(told(head))

    def _tell_hourly(self, text: str) -> None:
        now = self._clock()
        if self._told_at is None or not timedelta() <= now - self._told_at < TELL_EVERY:
            self._told_at = now
            self._tell(text)


def told(head: AuditHead) -> str:
    """Return the line of the system's log, which audit verify --head compares."""
    return f"chiamaroma-server audit head {head.seq}:{head.hash}"
