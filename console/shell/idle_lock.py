"""Locks a seat that nobody touches, but not one that somebody talks or waits for a call at."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from console.viewmodels.session.session import SessionState, SessionViewModel

LOOK_EVERY_MS = 5_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,  # all that comes of a key that is a command
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class IdleLock(QObject):
    def __init__(
        self,
        window: QWidget,
        session: SessionViewModel,
        *,
        is_at_work: Callable[[], bool],
        minutes: int,
        monotonic_s: Callable[[], float],
    ) -> None:
        """window is shown already; minutes 0: it is never locked."""
        super().__init__(session)  # a child of the window's would end with the first operator
        self._session = session
        self._is_at_work = is_at_work
        self._limit_s = minutes * 60.0
        self._monotonic_s = monotonic_s
        self._touched_s = monotonic_s()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        handle = window.windowHandle()
        if minutes and handle is not None:
            # Of the window, which gets each key and move once: not of every widget's every event.
            handle.installEventFilter(self)
            self._timer.start()

    def end(self) -> None:
        """Look no more: the console is closing."""
        self._timer.stop()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched_s = self._monotonic_s()
        return False

    def look(self) -> None:
        """Lock if it is time; who is at work, or not in, begins the time anew.

        Whoever waits for a call may touch nothing for an hour of the night: a locked seat gets
        none. Somebody who has left misses the next one, and is not ready any more.
        """
        is_open = self._session.state is SessionState.SIGNED_IN
        if not is_open or self._is_at_work():
            self._touched_s = self._monotonic_s()
        elif self._monotonic_s() - self._touched_s >= self._limit_s:
            self._session.lock()
