"""Keeps Python's cycle collector on the phone's own thread.

The collector runs on whichever thread allocates, also the one that reads a headset; there it may
destroy a QObject that lives here, which is undefined behaviour.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PERIOD_MS = 2000
FULL_EVERY = 30  # periods


class MainThreadGc(QObject):
    """Collects here, every period_ms, until closed; nothing is collected elsewhere meanwhile.

    What was there at the start is set aside, so that a collection takes a moment only.
    """

    def __init__(self, *, period_ms: int = PERIOD_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        self._turns = 0
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)
        self._timer.start(period_ms)

    def close(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    def _turn(self) -> None:
        self._turns += 1
        gc.collect(2 if self._turns % FULL_EVERY == 0 else 1)
