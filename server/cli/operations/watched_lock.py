"""Looks after the lock of the database while the server runs: who has lost it serves no more."""

import asyncio
import logging
from collections.abc import Callable

from server.cli.database_lock import DatabaseInUse, HeldLock
from server.store.engine.faults import OtherDatabase, StoreUnavailable

log = logging.getLogger(__name__)

LOOK_EVERY_S = 2.0


class WatchedLock:
    """lost: why this server had to end, None while it need not."""

    def __init__(self, held: HeldLock) -> None:
        self._held = held
        self.lost: OtherDatabase | DatabaseInUse | None = None

    async def watch(self, end: Callable[[], None]) -> None:
        """Keep the lock until cancelled; call end once it cannot be had any more."""
        while self.lost is None:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                # It waits for PostgreSQL, and for half a minute where that has vanished.
                await asyncio.to_thread(self._held.keep)
            except (OtherDatabase, DatabaseInUse) as error:
                self.lost = error
            except StoreUnavailable as fault:
                log.warning("the database does not answer: %s", fault)
        log.error("this server ends: %s", type(self.lost).__name__)
        end()
