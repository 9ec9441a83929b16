"""Presses keys in a real window of this process and sees when it has painted what they did."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:  # the measured console loads it late
    from console.viewmodels.knowledge.knowledge import KnowledgeViewModel

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


class PictureWatch(QObject):
    """Tells when all that is asked to be painted by now has been, also where nothing had to be."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._waiting: deque[tuple[int, Callable[[float], None]]] = deque()

    def after_picture(self, then: Callable[[float], None], rounds: int = 2) -> None:
        """Call back with the monotonic instant.

        The window paints in an event of low priority: one that is posted now comes behind it. The
        first round brings the new layout, the second what this asked to be painted.
        """
        self._waiting.append((rounds, then))
        QApplication.postEvent(
            self, QEvent(QEvent.Type.User), Qt.EventPriority.LowEventPriority.value
        )

    def customEvent(self, event: QEvent) -> None:
        rounds, then = self._waiting.popleft()
        if rounds > 1:
            self.after_picture(then, rounds - 1)
        else:
            then(time.monotonic())


class ResultsWatch:
    """results_ms: from each letter to the picture of what it found, or what a later one did."""

    def __init__(self, app: QApplication, knowledge: "KnowledgeViewModel") -> None:
        self.results_ms: list[float] = []
        self._picture, self._knowledge = PictureWatch(app), knowledge
        self._pressed: list[tuple[str, float]] = []
        knowledge.answer_changed.connect(self._on_answer)

    def note_letter(self, text: str) -> None:
        """text: all that stands in the box once the letter does."""
        self._pressed.append((text, time.monotonic()))

    def _on_answer(self) -> None:
        query = self._knowledge.answer.query
        self._picture.after_picture(lambda at_s: self._note(query, at_s))

    def _note(self, query: str, at_s: float) -> None:
        texts = [text for text, _ in self._pressed]
        if query in texts:
            answered = texts.index(query) + 1
            self.results_ms += [(at_s - one) * 1000 for _, one in self._pressed[:answered]]
            del self._pressed[:answered]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    active = QApplication.activeWindow()
    assert widget is not None, f"nothing has the focus; in front: {active}"
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
