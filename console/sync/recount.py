"""Once a day sums all rows of the replica: what was kept up change by change must be their sum."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from console.runtime.clock import Clock
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.sync_cursor import cursors, mend_sum, sum_after
from console.store.session.session_record import get_fact, set_fact
from contract.wire.changes import CHECKSUM_MASK

log = logging.getLogger(__name__)

EVERY = timedelta(days=1)
PAGE_ROWS = 2000  # what the screen reads waits for one page at most
START: tuple[str, str] | None = ("", "")  # behind no kind and id
_FACT = "summed_at"


class Recount:
    """Run where no pull runs beside it. A sum that was wrong makes the next pull find out."""

    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def when_due(self) -> None:
        """Sum every scope that is complete here, a day after the last time."""
        now = self._clock()
        at = await self._database.read(lambda c: get_fact(c, _FACT))
        if at and now - datetime.fromisoformat(at) < EVERY:
            return
        # A replica of today was summed while it was copied.
        for scope in await self._database.read(cursors) if at else ():
            counted = await self._summed(scope)
            if await self._written(partial(mend_sum, scope=scope, counted=counted)):
                log.error("the sum kept of scope %s was not that of its rows", scope)
        await self._written(lambda c: set_fact(c, _FACT, now.isoformat()))

    async def _summed(self, scope: str) -> int:
        total, after = 0, START
        while after is not None:
            work = partial(sum_after, scope=scope, after=after, limit=PAGE_ROWS)
            added, after = await self._database.read(work)
            total = (total + added) & CHECKSUM_MASK
        return total

    async def _written[T](self, work: Callable[[Connection], T]) -> T:
        return await self._database.write(work, changes=frozenset(), may_use_reserve=False)
