"""A running "2:14" from a monotonic start, with digits of equal width."""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from widgets.kit.plain_text import InkLabel, duration


class CallTimer(InkLabel):
    """Counts up by itself; hidden while it has no start."""

    ticked = Signal()  # a second went by

    def __init__(
        self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__("", "timer", parent)
        self._clock = clock
        self._started_at: float | None = None
        font = QFont()
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
        self.setAccessibleDescription(self.tr("Durata"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)

    def run(self, started_at: float | None) -> None:
        """Count from started_at (the clock's seconds); None stops and hides."""
        self._started_at = started_at
        self.setVisible(started_at is not None)
        if started_at is None:
            self._timer.stop()
            self.clear()
        else:
            self._tick()

    def _tick(self) -> None:
        if self._started_at is None:
            return
        elapsed_s = max(0.0, self._clock() - self._started_at)
        text = duration(elapsed_s)
        if text != self.text():
            self.setText(text)
            self.ticked.emit()
        self._timer.start(1000 - int(elapsed_s * 1000) % 1000)
