import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from widgets.announcer import TALKING_PAUSE_S, Announcer, send_announcement


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Reader:
    """Keeps what a screen reader would be told."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, bool]] = []

    def __call__(self, _: QWidget, sentence: str, urgent: bool) -> None:
        self.heard.append((sentence, urgent))


class Seat:
    def __init__(self, qtbot: QtBot) -> None:
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        self.clock, self.reader = Clock(), Reader()
        self.announcer = Announcer(self.widget, clock=self.clock, send=self.reader)


@pytest.fixture
def seat(qtbot: QtBot) -> Seat:
    return Seat(qtbot)


def test_without_a_call_every_sentence_is_spoken(seat: Seat) -> None:
    seat.announcer.announce("uno")
    seat.announcer.announce("due", urgent=True)
    assert seat.reader.heard == [("uno", False), ("due", True)]


def test_while_talking_a_second_sentence_waits(seat: Seat) -> None:
    seat.announcer.set_talking(True)
    seat.announcer.announce("uno")
    seat.announcer.announce("due")
    assert seat.reader.heard == [("uno", False)]
    seat.clock.now = TALKING_PAUSE_S
    seat.announcer.announce("tre")
    assert seat.reader.heard == [("uno", False), ("tre", False)]


def test_the_waiting_sentence_is_spoken_after_the_pause(seat: Seat, qtbot: QtBot) -> None:
    seat.announcer.set_talking(True)
    seat.announcer.announce("uno")
    seat.clock.now = TALKING_PAUSE_S - 0.01
    seat.announcer.announce("due")
    qtbot.waitUntil(lambda: seat.reader.heard[-1][0] == "due")


def test_an_urgent_sentence_is_not_pushed_out_by_a_polite_one(seat: Seat) -> None:
    seat.announcer.set_talking(True)
    seat.announcer.announce("uno")
    seat.announcer.announce("grave", urgent=True)
    seat.announcer.announce("poco")
    seat.announcer.set_talking(False)
    seat.announcer.announce("ultimo", urgent=True)
    assert seat.reader.heard == [("uno", False), ("ultimo", True)]


def test_a_sentence_can_be_handed_to_the_platform(seat: Seat) -> None:
    send_announcement(seat.widget, "Salvato", False)
    send_announcement(seat.widget, "Linea caduta", True)
