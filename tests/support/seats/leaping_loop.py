"""A loop whose clock leaps to the next timer as soon as nothing else can happen before it.

For rules that wait: half a second of quiet passes at once, and in the same order each time.
"""

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

OWN_ENDS = 1  # of the pipe by which the loop is woken


class _LeapingSelector(selectors.DefaultSelector):
    """Waits for nothing while nobody outside of the loop could come."""

    def __init__(self) -> None:
        super().__init__()
        self.leapt_s = 0.0
        self.outside = 0  # works on other threads, each of which comes back

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        somebody_may_come = self.outside > 0 or len(self.get_map()) > OWN_ENDS
        if somebody_may_come or timeout is None or timeout <= 0:
            return super().select(timeout)
        found = super().select(0)
        if not found:
            self.leapt_s += timeout
        return found


class LeapingLoop(asyncio.SelectorEventLoop):
    """Real time passes while a thread works or a connection is open; otherwise timers are due."""

    def __init__(self) -> None:
        self._leaping = _LeapingSelector()
        super().__init__(self._leaping)

    def time(self) -> float:
        return super().time() + self._leaping.leapt_s

    def run_in_executor[*Arguments, Result](
        self,
        executor: Executor | None,
        func: Callable[[*Arguments], Result],
        *args: *Arguments,
    ) -> asyncio.Future[Result]:
        work = super().run_in_executor(executor, func, *args)
        self._leaping.outside += 1
        work.add_done_callback(self._one_is_back)
        return work

    async def shutdown_default_executor(
        self,
        timeout: float | None = None,  # noqa: ASYNC109 - as asyncio has it
    ) -> None:
        self._leaping.outside += 1  # the thread that joins the others
        try:
            await super().shutdown_default_executor(timeout)
        finally:
            self._leaping.outside -= 1

    def _one_is_back(self, _: asyncio.Future[Any]) -> None:
        self._leaping.outside -= 1
