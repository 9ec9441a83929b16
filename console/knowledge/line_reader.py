"""Reads what thesaurus lines mean, beside everything else and with rests."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable

from console.runtime.task_scope import TaskScope

REST_SHARE = 9.0  # of the time reading takes; some seconds of it become half a minute
LONGEST_REST_S = 0.25
QUIET_S = 0.5  # without a question: whoever types waits for no line that is being read


def to_the_loop(name: str, error: BaseException) -> None:
    """Hand a fault to whoever hears of the loop's."""
    told = {"message": f"{name} failed", "exception": error}
    asyncio.get_running_loop().call_exception_handler(told)


class LineReader:
    """Rests, because a window that shares the interpreter with a thread at work for seconds
    stands still when others want the processors.

    read_some: reads a few lines off the loop, returns whether others may be left. rest_share: as a
    multiple of the time reading takes. Create and use it on the loop.
    """

    def __init__(
        self,
        read_some: Callable[[], Awaitable[bool]],
        *,
        rest_share: float,
        on_crash: Callable[[str, BaseException], None],
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read_some = read_some
        self._rest_share = rest_share
        self._monotonic_s = monotonic_s
        self._asked_s = -math.inf
        self._tasks = TaskScope(on_crash)
        self._has_unread = False
        self._is_idle = asyncio.Event()
        self._is_idle.set()

    def begin(self) -> None:
        """Have read what came; a reading under way goes on with it."""
        self._has_unread = True
        if self._is_idle.is_set():
            self._is_idle.clear()
            self._tasks.start("knowledge.lines", self._read())

    def make_way(self) -> None:
        """Somebody asks: read nothing until they have been quiet for a while."""
        self._asked_s = self._monotonic_s()

    async def finished(self) -> None:
        """Wait until everything that came was read."""
        await self._is_idle.wait()

    async def close(self) -> None:
        """Read no further."""
        await self._tasks.close()
        self._is_idle.set()

    async def _read(self) -> None:
        try:
            while self._has_unread:
                if (left_s := self._asked_s + QUIET_S - self._monotonic_s()) > 0:
                    await asyncio.sleep(left_s)
                    continue
                started_s = time.perf_counter()
                self._has_unread = False
                if await self._read_some():
                    self._has_unread = True
                took_s = time.perf_counter() - started_s
                await asyncio.sleep(min(LONGEST_REST_S, self._rest_share * took_s))
        finally:
            self._is_idle.set()
