"""Events of exchanges of which the database has taken none yet: no exchange tells them again."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime

from contract.wire.exchange import ExchangeEvent
from server.store.engine.faults import StoreBusy, StoreFull, StoreTooSlow, StoreUnavailable

MOST = 20_000  # of some hours of calls; beyond it the oldest go


class UntoldEvents:
    """Follows events in their order, each at the time at which it came.

    Used on the loop's thread only. What is here is lost with the process.
    """

    def __init__(
        self,
        follow: Callable[[ExchangeEvent, datetime], Awaitable[object]],
        clock: Callable[[], datetime],
    ) -> None:
        self._follow = follow
        self._clock = clock
        self._waiting: deque[tuple[datetime, ExchangeEvent]] = deque(maxlen=MOST)
        self._turn = asyncio.Lock()

    async def take(self, event: ExchangeEvent) -> None:
        """Follow it behind those that wait. Raise StoreFault: it waits."""
        self._waiting.append((self._clock(), event))
        await self.follow()

    async def follow(self) -> None:
        """Raise StoreFault while the database takes none."""
        async with self._turn:
            while self._waiting:
                at, event = self._waiting[0]
                try:
                    await self._follow(event, at)
                except Exception as error:
                    if not _passes(error):
                        self._drop(event)
                    raise
                self._drop(event)

    def _drop(self, event: ExchangeEvent) -> None:
        # It may have gone meanwhile: of too many the oldest.
        if self._waiting and self._waiting[0][1] is event:
            self._waiting.popleft()


def _passes(error: Exception) -> bool:
    """Return whether trying again can help; what cannot be followed keeps no other waiting."""
    if isinstance(error, StoreTooSlow):
        return False
    return isinstance(error, StoreFull | StoreBusy | StoreUnavailable)
