"""Notices that the computer slept: one clock went on while the other stood still."""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

LOOK_MS = 1000
SLEPT_S = 3.0  # less is a stumble, not a sleep


class SleepWatch(QObject):
    woke = Signal(float)  # how many seconds it slept

    def __init__(
        self,
        *,
        slept_s: Callable[[], float] | None = None,
        look_ms: int = LOOK_MS,
        parent: QObject | None = None,
    ) -> None:
        """slept_s returns how long the computer slept since it was started."""
        super().__init__(parent)
        self._slept_s = slept_s or _slept_s
        self._before_s = self._slept_s()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(look_ms)

    def _look(self) -> None:
        now_s = self._slept_s()
        slept_s, self._before_s = now_s - self._before_s, now_s
        if slept_s >= SLEPT_S:
            self.woke.emit(slept_s)


def _slept_s() -> float:
    if sys.platform == "win32":
        return _windows_slept_s()
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.clock_gettime(time.CLOCK_MONOTONIC)


def _windows_slept_s() -> float:
    """The interrupt time of Windows counts sleep, its unbiased twin does not; 100 ns each."""
    import ctypes

    kernel: object = ctypes.WinDLL("kernelbase")  # type: ignore[attr-defined]  # Windows only
    with_sleep, without = ctypes.c_ulonglong(), ctypes.c_ulonglong()
    kernel.QueryInterruptTime(ctypes.byref(with_sleep))  # type: ignore[attr-defined]  # of the DLL
    kernel.QueryUnbiasedInterruptTime(ctypes.byref(without))  # type: ignore[attr-defined]
    return (with_sleep.value - without.value) / 1e7
