"""How many citizens wait in the queues and for how long, and whether that is still true."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from contract.wire.duty import QueueFigures

OLD_AFTER_S = 5.0  # the stream gives a sign of life every 2 s


class QueueFiguresViewModel(QObject):
    """figures: as the server told them last. tick() notices that nothing comes any more."""

    changed = Signal()

    def __init__(self, *, monotonic_s: Callable[[], float], now: Callable[[], datetime]) -> None:
        super().__init__()
        self._monotonic_s = monotonic_s
        self._now = now
        self._alive_s: float | None = None
        self.figures: tuple[QueueFigures, ...] = ()
        self.alive_at: datetime | None = None  # when the server was heard last
        self.is_old = False

    @property
    def is_known(self) -> bool:
        """Return whether the server ever told any, since somebody signed in."""
        return bool(self.figures)

    @property
    def waiting(self) -> int:
        return sum(one.waiting for one in self.figures)

    @property
    def longest_wait_s(self) -> int:
        """Return the wait of whoever waits longest, as of the last report."""
        return max((one.longest_wait_s for one in self.figures), default=0)

    def show(self, figures: tuple[QueueFigures, ...]) -> None:
        self.figures = figures
        self.note_server()
        self.changed.emit()

    def note_server(self) -> None:
        """The stream lives: figures that did not change are as good as new."""
        self._alive_s, self.alive_at = self._monotonic_s(), self._now()
        if self.is_old:
            self.is_old = False
            self.changed.emit()

    def tick(self) -> None:
        is_old = self._alive_s is not None and self._monotonic_s() - self._alive_s > OLD_AFTER_S
        if is_old and not self.is_old:
            self.is_old = True
            self.changed.emit()
