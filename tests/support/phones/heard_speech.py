"""What the screen reader is told in tests, without the real time between two sentences."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from widgets.speech.announcer import Speech


class Reader:
    """Keeps what a screen reader would be told."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, bool]] = []  # and whether it is urgent

    def __call__(self, _: QWidget, sentence: str, urgent: bool) -> None:
        self.heard.append((sentence, urgent))

    @property
    def sentences(self) -> list[str]:
        return [sentence for sentence, _ in self.heard]


@dataclass
class HandClock:
    """Stands still until a test moves it on."""

    time_s: float = 1000.0
    _wake_s: float | None = None
    _wake: Callable[[], None] = field(default=lambda: None)

    def now_s(self) -> float:
        return self.time_s

    def wake_in(self, delay_s: float, wake: Callable[[], None]) -> None:
        self._wake_s, self._wake = self.time_s + delay_s, wake

    def sleep(self) -> None:
        self._wake_s = None

    def go_on(self, seconds: float) -> None:
        """Let the time pass; whoever is to be woken meanwhile is, in time."""
        end_s = self.time_s + seconds
        while self._wake_s is not None and self._wake_s <= end_s:
            self.time_s, self._wake_s = max(self.time_s, self._wake_s), None
            self._wake()
        self.time_s = end_s


class LeapingClock:
    """What is waited for has come by the next turn of the loop, however far off it was."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner
        self._time_s = 0.0
        self._timer = QTimer(owner)

    def now_s(self) -> float:
        return self._time_s

    def wake_in(self, delay_s: float, wake: Callable[[], None]) -> None:
        self.sleep()

        def leap() -> None:
            self._time_s += delay_s
            wake()

        self._timer.deleteLater()
        self._timer = QTimer(self._owner)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(leap)
        self._timer.start(0)

    def sleep(self) -> None:
        self._timer.stop()


def hear_all(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list every sentence of every window made from here on is appended to."""
    said: list[str] = []
    defaults = Speech.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "send", lambda _window, sentence, _urgent: said.append(sentence))
    monkeypatch.setitem(defaults, "clock", LeapingClock)
    return said
