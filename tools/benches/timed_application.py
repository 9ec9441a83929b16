"""A QApplication that notes the processor time of every event it delivers."""

import heapq
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

WORST = 5


class TimedApplication(QApplication):
    """slot_cpu_ms: of each event delivered from the loop, with all that it led to, while watching.

    worst: the longest ones with what they were, longest first.
    """

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.slot_cpu_ms: list[float] = []
        self.is_watching = False
        self._worst: list[tuple[float, str]] = []
        self._depth = 0

    @property
    def worst(self) -> list[str]:
        return [f"{ms:.1f} ms {what}" for ms, what in sorted(self._worst, reverse=True)]

    def watch_anew(self) -> None:
        self.slot_cpu_ms, self._worst, self.is_watching = [], [], True

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        if not self.is_watching or self._depth:
            return super().notify(receiver, event)
        kind, told = event.type(), _told(receiver)  # before: the event may end the receiver
        self._depth += 1
        started = time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            self._note((time.thread_time() - started) * 1000, told, kind)

    def _note(self, cpu_ms: float, told: str, kind: QEvent.Type) -> None:
        self.slot_cpu_ms.append(cpu_ms)
        if len(self._worst) < WORST or cpu_ms > self._worst[0][0]:
            entry = (cpu_ms, f"{kind.name} to {told}")
            push = heapq.heappush if len(self._worst) < WORST else heapq.heapreplace
            push(self._worst, entry)


def _told(receiver: QObject) -> str:
    """Name the receiver, and of a timer whose it is: all of them are QTimer."""
    owner = receiver.parent() if isinstance(receiver, QTimer) else None
    name = type(receiver).__name__
    return name if owner is None else f"{name} of {type(owner).__name__}"
