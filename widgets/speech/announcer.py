"""Sentences for the screen reader that do not move the focus, one after the other."""

import math
import time
from collections.abc import Callable, Hashable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from widgets.kit.plain_text import without_isolates
from widgets.speech.sentence_queue import Sentence, SentenceQueue


class Clock(Protocol):
    """Tells the time and wakes once; a later call replaces the one before."""

    def now_s(self) -> float: ...
    def wake_in(self, delay_s: float, wake: Callable[[], None]) -> None: ...
    def sleep(self) -> None: ...


class QtClock:
    """The real time, until the owner is gone."""

    def __init__(self, owner: QObject) -> None:
        self._timer = QTimer(owner)
        self._timer.setSingleShot(True)
        # A coarse timer may wake 5 % early or late: the gap between sentences is counted finer.
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._wake())
        self._wake: Callable[[], None] = lambda: None

    def now_s(self) -> float:
        return time.monotonic()

    def wake_in(self, delay_s: float, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._timer.start(max(0, math.ceil(delay_s * 1000)))

    def sleep(self) -> None:
        self._timer.stop()


def send_announcement(window: QWidget, sentence: str, urgent: bool) -> None:
    """Hand one sentence to the platform's accessibility service."""
    event = QAccessibleAnnouncementEvent(window, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


class Speech(QObject):
    """The one voice of a window: whatever speaks in it waits for its turn here.

    The window itself is the source of every sentence: Orca takes up all that comes from it. A busy
    Orca takes up two sentences at once however far apart they were said, and drops the second
    when it comes from a part of the window.
    """

    def __init__(
        self,
        window: QWidget,
        *,
        clock: Callable[[QObject], Clock] = QtClock,
        send: Callable[[QWidget, str, bool], None] = send_announcement,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock(self)
        self._send = send
        self._queue = SentenceQueue()
        self._is_closed = False

    def say(self, sentence: Sentence) -> None:
        """Say it when its turn comes: at once, where nothing was said just now."""
        if not self._is_closed:
            self._queue.put(sentence, self._clock.now_s())
            self._speak()

    def withdraw(self, kind: Hashable) -> None:
        """Do not say any more what waits of this kind."""
        self._queue.withdraw(kind)

    def reword(self, kind: Hashable, text: str) -> None:
        """Say it in other words when its turn comes; nothing, when none of its kind waits."""
        self._queue.reword(kind, text)

    def set_talking(self, is_talking: bool) -> None:
        """While the operator talks, resting sentences leave pauses (see Sentence)."""
        if is_talking != self._queue.is_talking:
            self._queue.is_talking = is_talking
            self._speak()

    def clear(self) -> None:
        """Drop every waiting sentence: another operator uses the window now."""
        self._queue.clear()
        self._clock.sleep()

    def close(self) -> None:
        """Say nothing any more: the window goes."""
        self._is_closed = True
        self.clear()

    def _speak(self) -> None:
        while (sentence := self._queue.take(self._clock.now_s())) is not None:
            self._send(self._window, without_isolates(sentence.text), sentence.is_urgent)
        due_s = self._queue.due_s()
        if due_s is not None:
            self._clock.wake_in(due_s - self._clock.now_s(), self._speak)


def speech_of(widget: QWidget) -> Speech | None:
    """Return the voice of the window a widget is in, None while it is in none that has one."""
    # A dialog has no voice of its own: it speaks by that of its window, in the same queue.
    window: QWidget | None = widget.window()
    while window is not None:
        found = window.findChild(Speech, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if found is not None:
            return found
        parent = window.parentWidget()
        window = parent.window() if parent is not None else None
    return None


class Announcer:
    """Speaks for one widget. What is not in a window yet has nobody to speak to."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    def announce(
        self,
        text: str,
        *,
        urgent: bool = False,
        kind: str | None = "",
        rests: bool = False,
        after_s: float = 0.0,
        again_s: float = 0.0,
    ) -> None:
        """See Sentence. kind: of this widget's; without one its newest sentence counts."""
        speech = speech_of(self._widget)
        if speech is not None:
            # Each widget's own: two parts that use one word for a kind must not silence each other.
            whose = None if kind is None else (self, kind)
            speech.say(
                Sentence(
                    text=text,
                    kind=whose,
                    is_urgent=urgent,
                    rests=rests,
                    after_s=after_s,
                    again_s=again_s,
                )
            )

    def withdraw(self, kind: str = "") -> None:
        """Drop what this widget would still say of a kind: it is no longer so."""
        speech = speech_of(self._widget)
        if speech is not None:
            speech.withdraw((self, kind))

    def reword(self, text: str, kind: str = "") -> None:
        """Replace the words this widget would still say of a kind by better ones."""
        speech = speech_of(self._widget)
        if speech is not None:
            speech.reword((self, kind), text)
