"""Presses keys in a real window of this process and sees when it has painted what they did."""

import asyncio
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

LIMIT_S = 60.0


class PaintWatch(QObject):
    """Calls back once after the next painting of a widget is on the screen; any widget for None."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._widget: QWidget | None = None
        self._then: Callable[[], None] | None = None

    def after_painting(self, widget: QWidget | None, then: Callable[[], None]) -> None:
        # Only now: asked about every event, the filter would be a part of what is measured.
        self._app.installEventFilter(self)
        self._widget, self._then = widget, then

    async def painted(self, widget: QWidget | None = None) -> float:
        """Return the monotonic instant at which the next painting was done. Raise TimeoutError."""
        done: asyncio.Future[float] = asyncio.get_running_loop().create_future()

        def tell() -> None:
            if not done.done():
                done.set_result(time.monotonic())

        self.after_painting(widget, tell)
        async with asyncio.timeout(LIMIT_S):
            return await done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            self._then is not None
            and event.type() is QEvent.Type.Paint
            and (watched is self._widget or self._widget is None)
        ):
            self._app.removeEventFilter(self)
            then, self._then = self._then, None
            QTimer.singleShot(0, then)  # the picture leaves for the screen after this event
        return False


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def press(widget: QWidget, key: Qt.Key, text: str = "") -> None:
    """Queue a stroke behind what waits already, as the window system does."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QApplication.postEvent(widget, event)


def press_letter(widget: QWidget, letter: str) -> None:
    code = ord(letter.upper())
    press(widget, Qt.Key(code) if code < 128 else Qt.Key.Key_unknown, letter)


async def until(condition: Callable[[], object], limit_s: float = LIMIT_S) -> float:
    """Return the monotonic instant at which the condition held. Raise TimeoutError."""
    async with asyncio.timeout(limit_s):
        while not condition():
            await asyncio.sleep(0.002)
    return time.monotonic()
