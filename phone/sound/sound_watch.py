"""Notices each output of sound that goes and is back before anybody looks.

The sound system moves what sounded there to another output and leaves it there; a list of the
outputs is the same before and after.
"""

import logging
import sys

from PySide6.QtCore import QObject, QTimer, Signal

from phone.sound.sound_library import SoundConnection, sound_library

log = logging.getLogger(__name__)

LOOK_MS = 250
AGAIN_MS = 10_000  # after a connection that was lost, or where there is no sound system


class SoundWatch(QObject):
    blinked = Signal(str)  # label of the output

    def __init__(self, *, again_ms: int = AGAIN_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._again_ms = again_ms
        self._library = sound_library() if sys.platform == "linux" else None
        self._connection: SoundConnection | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        if self._library is not None:
            self._timer.start(LOOK_MS)

    def close(self) -> None:
        self._timer.stop()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _look(self) -> None:
        if self._connection is None:
            self._connection = SoundConnection(self._library, self._note)
        if self._connection.look():
            self._timer.setInterval(LOOK_MS)
        else:
            self.close()
            self._timer.start(self._again_ms)

    def _note(self, label: str) -> None:
        log.info("an output of sound went and came")
        self.blinked.emit(label)
