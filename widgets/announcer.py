"""Sentences for the screen reader that do not move the focus, few while the operator talks."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

TALKING_PAUSE_S = 5.0


def send_announcement(widget: QWidget, sentence: str, urgent: bool) -> None:
    """Hand one sentence to the platform's accessibility service."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


class Announcer(QObject):
    """Speaks for one widget. While talking at most one sentence per 5 s: the latest urgent one,
    else the latest; a blind operator hears citizen and reader with the same ears."""

    def __init__(
        self,
        widget: QWidget,
        *,
        clock: Callable[[], float] = time.monotonic,
        send: Callable[[QWidget, str, bool], None] = send_announcement,
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._clock = clock
        self._send = send
        self._is_talking = False
        self._last_at = float("-inf")
        self._waiting: tuple[str, bool] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._speak_waiting)

    def set_talking(self, is_talking: bool) -> None:
        self._is_talking = is_talking

    def announce(self, sentence: str, *, urgent: bool = False) -> None:
        """Speak now, or when the pause since the last sentence is over."""
        if self._waiting and self._waiting[1] and not urgent:
            return
        self._waiting = (sentence, urgent)
        rest_s = self._last_at + TALKING_PAUSE_S - self._clock() if self._is_talking else 0.0
        if rest_s <= 0:
            self._speak_waiting()
        elif not self._timer.isActive():
            self._timer.start(round(rest_s * 1000))

    def _speak_waiting(self) -> None:
        if self._waiting is None:
            return
        sentence, urgent = self._waiting
        self._waiting = None
        self._timer.stop()
        self._last_at = self._clock()
        self._send(self._widget, sentence, urgent)
