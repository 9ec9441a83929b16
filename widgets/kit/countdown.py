"""What is left of a time, "ancora 0:12", in digits of equal width; seen only, never read out."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from widgets.kit.plain_text import InkLabel, left_to_right


class Countdown(InkLabel):
    """Counts down by itself and stays at nothing left; hidden while it has no end."""

    def __init__(
        self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__("", "", parent)
        self._clock = clock
        self._ends_at: float | None = None
        font = QFont()
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        self.hide()

    def run(self, ends_at: float | None) -> None:
        """Count towards ends_at (the clock's seconds); None stops and hides."""
        self._ends_at = ends_at
        self.setVisible(ends_at is not None)
        if ends_at is None:
            self._timer.stop()
            self.clear()
        else:
            self._tick()

    def _tick(self) -> None:
        if self._ends_at is None:
            return
        left_s = max(0.0, self._ends_at - self._clock())
        minutes, seconds = divmod(math.ceil(left_s), 60)
        words = self.tr("ancora {0}").format(left_to_right(f"{minutes}:{seconds:02}"))
        if words != self.text():
            self.setText(words)
        if left_s > 0:
            self._timer.start(int(left_s % 1 * 1000) + 1)
