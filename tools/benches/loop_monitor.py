"""Watches an asyncio loop: processor time of each callback, and gaps between its turns."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tools.benches.measured import waited_for_processor_s

TICK_S = 0.005
WORST = 8
NOTED_MS = 1.0  # shorter callbacks are nobody's concern


@dataclass(slots=True)
class LoopMonitor:
    """slot_cpu_ms: of each callback, on its thread alone. gap_ms: wall, later than asked for.

    busy_gap_ms: without the time in which the thread was ready but no processor free.
    """

    slot_cpu_ms: list[float] = field(default_factory=list)
    gap_ms: list[float] = field(default_factory=list)
    busy_gap_ms: list[float] = field(default_factory=list)
    _waited_s: float = field(default_factory=waited_for_processor_s)
    _longest: dict[str, float] = field(default_factory=dict)
    _ticker: asyncio.TimerHandle | None = None

    @property
    def worst(self) -> list[str]:
        """Return the longest callback of each task, of the few with the longest ones."""
        longest = sorted(self._longest.items(), key=lambda item: item[1], reverse=True)
        return [f"{cpu_ms:.1f} ms {name}" for name, cpu_ms in longest[:WORST]]

    def note(self, cpu_ms: float, handle: asyncio.Handle) -> None:
        self.slot_cpu_ms.append(cpu_ms)
        if cpu_ms > NOTED_MS:
            name = _name_of(handle)
            self._longest[name] = max(cpu_ms, self._longest.get(name, 0.0))

    def tick(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        now, waited_s = loop.time(), waited_for_processor_s()
        late_s, was_ready_s = max(0.0, now - due), waited_s - self._waited_s
        self.gap_ms.append(late_s * 1000)
        self.busy_gap_ms.append(max(0.0, late_s - was_ready_s) * 1000)
        self._waited_s = waited_s
        self._ticker = loop.call_later(TICK_S, self.tick, loop, now + TICK_S)

    def stop(self) -> None:
        if self._ticker is not None:
            self._ticker.cancel()


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
    monitor.tick(loop, loop.time())
    try:
        yield monitor
    finally:
        asyncio.Handle._run = run  # type: ignore[method-assign]
        monitor.stop()


def _name_of(handle: asyncio.Handle) -> str:
    """Return the name of the task a callback carries on, else the callback itself."""
    callback = getattr(handle, "_callback", None)  # None once it is cancelled
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        return owner.get_name()
    return getattr(callback, "__qualname__", None) or repr(callback)
