"""The calls an exchange of another make has now: one task each, legs found by their names."""

import asyncio
import logging
from collections.abc import Callable

from server.gateways.routed_call import Citizen, ExchangeRefused, RoutedCall

log = logging.getLogger(__name__)


class RoutedCalls:
    """Used on the loop's thread. make() builds the call of a citizen."""

    def __init__(self, make: Callable[[Citizen], RoutedCall]) -> None:
        self._make = make
        self._calls: dict[str, RoutedCall] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def begin(self, citizen: Citizen) -> None:
        """Route a citizen's call; one that is known already goes on as it is."""
        # After a lost line the exchange's calls are taken up once more: those we know are among
        # them.
        if citizen.leg in self._calls:
            return
        call = self._calls[citizen.leg] = self._make(citizen)
        task = asyncio.create_task(self._run(call), name="exchange.call")
        self._tasks[citizen.leg] = task
        task.add_done_callback(lambda _: self._tasks.pop(citizen.leg, None))

    async def gone(self, leg: str, why: str) -> None:
        """A leg has hung up, a citizen's or a seat's; an unknown one is no matter."""
        found = self._citizen_of(leg)
        if found is None:
            return
        call = self._calls[found]
        task = self._tasks.get(found)
        # Only the citizen's hang-up ends the search: a seat that went away is one try.
        if task is not None and leg == found:
            task.cancel()
        try:
            await call.gone(leg, why)
        except ExchangeRefused as refusal:
            log.info("the other side had gone too: %s", refusal)
        finally:
            # Its legs hang up one after the other: an end heard twice must find nothing.
            if call.is_over:
                self._calls.pop(found, None)

    async def close(self) -> None:
        """Stop routing; calls that talk go on at the exchange."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        # A cancelled ring ends its seat's channel first: nobody rings for a server that has gone.
        await asyncio.gather(*tasks, return_exceptions=True)
        self._calls.clear()

    @property
    def count(self) -> int:
        return len(self._calls)

    def _citizen_of(self, leg: str) -> str | None:
        if leg in self._calls:
            return leg
        return next((key for key, call in self._calls.items() if call.seat_leg == leg), None)

    async def _run(self, call: RoutedCall) -> None:
        try:
            await call.run()
        except ExchangeRefused as refusal:
            log.warning("a call could not be handled: %s", refusal)
