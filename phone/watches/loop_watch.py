"""Writes down what every thread does when the phone's own loop stands still for too long.

A loop that stands still answers no client and sends nothing; the voice has threads of its own. The
stacks name functions and lines, no values: nothing of a citizen is in them.
"""

import faulthandler
import logging
import time
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QObject, QTimer

log = logging.getLogger(__name__)

STILL_S = 5.0
_MOST_BYTES = 1_000_000


class LoopWatch(QObject):
    """The stacks are appended to file; what is older goes when it has grown too long."""

    def __init__(
        self, file: Path, *, still_s: float = STILL_S, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._still_s = still_s
        self._file = _opened(file)
        self._seen_s = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)
        # Three turns within the limit: one that comes late writes no stacks.
        self._timer.start(round(still_s * 1000 / 3))
        self._turn()

    def close(self) -> None:
        # Before the file closes: it writes to a number that could be another file's by then.
        faulthandler.cancel_dump_traceback_later()
        self._timer.stop()
        if self._file is not None:
            self._file.close()

    def _turn(self) -> None:
        """Note that the loop turned, and arm the next dump."""
        now_s = time.monotonic()
        still_s, self._seen_s = now_s - self._seen_s, now_s
        if still_s > self._still_s:
            log.error("the loop stood still for %.1f s", still_s)
        if self._file is not None:
            faulthandler.dump_traceback_later(self._still_s, file=self._file)


def _opened(file: Path) -> BinaryIO | None:
    """Return the file, or None where it cannot be written: the phone works without it."""
    try:
        if file.exists() and file.stat().st_size > _MOST_BYTES:
            file.unlink()
        # Unbuffered: faulthandler writes past Python's buffers.
        return file.open("ab", buffering=0)
    except OSError:
        log.exception("stacks cannot be written to %s", file)
        return None
