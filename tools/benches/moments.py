"""What a moment costs the GUI thread: its slots, its stalls, all of its processor time."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SignalInstance

from tools.benches.console_driver import PictureWatch, until
from tools.benches.loop_monitor import watched_loop
from tools.benches.measured import percentiles
from tools.benches.timed_application import TimedApplication

STALL_LIMIT_MS = 16.0


class Moments:
    """Each named moment is watched as often as it is given, with what follows from it."""

    def __init__(self, app: TimedApplication, watched_s: float) -> None:
        self._app = app
        self._picture = PictureWatch(app)
        self._watched_s = watched_s  # what follows is done by then, or waits for the network
        self._found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        self._worst: dict[str, list[str]] = defaultdict(list)

    def time_picture(
        self, name: str, changed: SignalInstance, is_there: Callable[[], object]
    ) -> None:
        """Time the next moment of this name up to the picture of what changed then tells of."""
        began_s = time.monotonic()

        def note(at_s: float) -> None:
            self._found[name]["painted_ms"].append((at_s - began_s) * 1000)

        def on_changed() -> None:
            if is_there():
                changed.disconnect(on_changed)
                self._picture.after_picture(note)

        changed.connect(on_changed)

    async def watch(
        self, name: str, act: Callable[[], None], then: Callable[[], object] = lambda: True
    ) -> None:
        """Watch act() until then() holds, and for watched_s after it."""
        self._app.watch_anew()
        with watched_loop() as monitor:
            began_s = time.thread_time()
            act()
            await until(then)
            await asyncio.sleep(self._watched_s)
            cpu_ms = (time.thread_time() - began_s) * 1000
        found = self._found[name]
        found["stall_ms"].append(max(monitor.gap_ms))
        found["stall_busy_ms"].append(max(monitor.busy_gap_ms))
        found["cpu_ms"].append(cpu_ms)
        found["slot_cpu_ms"].append(max(self._app.slot_cpu_ms))
        self._worst[name] += [*self._app.worst[:1], *monitor.worst[:1]]

    @property
    def worst_slot_ms(self) -> float:
        """Return the longest slot of all moments, in processor time."""
        return max(max(found["slot_cpu_ms"]) for found in self._found.values())

    def figures(self) -> dict[str, Any]:
        return {"watched_s": self._watched_s} | {name: self._of(name) for name in self._found}

    def _of(self, name: str) -> dict[str, Any]:
        found = self._found[name]
        figures: dict[str, Any] = {kind: percentiles(values) for kind, values in found.items()}
        over = sum(ms > STALL_LIMIT_MS for ms in found["stall_busy_ms"])
        longest = sorted(self._worst[name], key=_ms, reverse=True)[:3]
        return figures | {"stalls_over_limit": over, "worst": longest}


def _ms(told: str) -> float:
    """Return the milliseconds a slot or task is told with, as in "4.7 ms contact.begin"."""
    return float(told.partition(" ")[0])
