"""Watches an asyncio loop: processor time of each callback, and gaps between its turns."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

TICK_S = 0.005


@dataclass(slots=True)
class LoopMonitor:
    """slot_cpu_ms: of each callback, on its thread alone. gap_ms: wall, later than asked for."""

    slot_cpu_ms: list[float] = field(default_factory=list)
    gap_ms: list[float] = field(default_factory=list)
    slowest: str = ""  # what ran in the longest one
    _longest_ms: float = 0.0
    _ticker: asyncio.TimerHandle | None = None

    def _tick(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        now = loop.time()
        self.gap_ms.append(max(0.0, now - due) * 1000)
        self._ticker = loop.call_later(TICK_S, self._tick, loop, now + TICK_S)

    def note(self, cpu_ms: float, handle: asyncio.Handle) -> None:
        if cpu_ms > self._longest_ms:
            self._longest_ms, self.slowest = cpu_ms, repr(handle)
        self.slot_cpu_ms.append(cpu_ms)


@contextmanager
def watched_loop() -> Iterator[LoopMonitor]:
    """Watch the running loop. One at a time; asyncio's handles are replaced meanwhile."""
    monitor = LoopMonitor()
    run = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        started = time.thread_time()
        run(handle)
        monitor.note((time.thread_time() - started) * 1000, handle)

    loop = asyncio.get_running_loop()
    asyncio.Handle._run = timed  # type: ignore[method-assign, assignment]
    monitor._tick(loop, loop.time())
    try:
        yield monitor
    finally:
        asyncio.Handle._run = run  # type: ignore[method-assign]
        if monitor._ticker is not None:
            monitor._ticker.cancel()
