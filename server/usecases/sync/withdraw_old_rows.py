"""Each night: contacts and closed cases of some time ago leave the copies of seats."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from contract.domain.opening_times.opening_hours import ROME
from server.store.engine.connection import Connection, instant, millis
from server.store.engine.server_database import ServerDatabase
from server.store.operations.in_steps import in_steps
from server.store.operations.old_rows import mark, set_mark
from server.store.sync.withdrawn_rows import count_withdrawn, withdraw_cases, withdraw_contacts
from server.usecases.operations.forget_old_rows import Due
from server.usecases.operations.nightly import is_night

log = logging.getLogger(__name__)

DONE = "copies_shortened_at"  # in meta


def copies_due(connection: Connection, days: int, now: datetime) -> tuple[Due, ...]:
    """Return what the next run would take out of copies, without doing it."""
    before = now - timedelta(days=days)
    day = before.astimezone(ROME).date()
    return tuple(
        Due(what=f"{what} in copies of seats", verb="left at the server", before=day, rows=rows)
        for what, rows in count_withdrawn(connection, before).items()
    )


class WithdrawOldRows:
    """Small transactions, one after the other; a run that was cut short is simply done again."""

    def __init__(
        self, *, database: ServerDatabase, days: int, clock: Callable[[], datetime]
    ) -> None:
        """days: after the contact, or after the last that was done for a closed case."""
        self._database = database
        self._days = days
        self._clock = clock

    async def when_due(self) -> None:
        """Run once a night. Raise StoreFault."""
        done = instant(await self._database.read(lambda c: mark(c, DONE)))
        if is_night(self._clock(), done):
            await self()

    async def __call__(self) -> int:
        """Return how many rows left the copies. Raise StoreFault."""
        now = self._clock()
        before = now - timedelta(days=self._days)
        count = 0
        for some in (withdraw_contacts, withdraw_cases):
            count += await in_steps(self._database, partial(some, before=before, now=now))
        await self._database.write(lambda c: set_mark(c, DONE, millis(now)))
        if count:
            log.info("rows that no seat copies any more: %d", count)
        return count
