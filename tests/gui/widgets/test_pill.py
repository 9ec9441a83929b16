"""The pill: what was done is said, stays as long as it is read, and moves nothing."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.support.phones.heard_speech import HandClock, Reader
from widgets.kit.theme import SPACE_XS
from widgets.panels import pill as pill_module
from widgets.panels.pill import INSET_PX, NUMBERED_PX, PILL_PX, Confirmation, Pill, PillAction
from widgets.speech.announcer import Speech

UNDO = PillAction(name="undo", label="Annulla", key="Ctrl+Z")
COPY = PillAction(name="copy", label="Copia")
SAVED = Confirmation(key="saved", text="Contatto salvato.", actions=(UNDO,))
FORWARDED = Confirmation(
    key="forwarded",
    text="II livello Tributi · mar 1/12, 9–11",
    number="Pratica 2026-000009",
    actions=(COPY, UNDO),
)
RECEIPT = QRect(0, 0, 372, 600)


class Desk:
    """A window with a field and a pill; is_read_aloud is hers to set."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(900, 600)
        self.reader = Reader()
        self.clock = HandClock()
        Speech(self.window, clock=lambda _: self.clock, send=self.reader)
        self.field = QLineEdit()
        QVBoxLayout(self.window).addWidget(self.field)
        self.is_read_aloud = False
        self.pressed: list[QRect] = []
        self.pill = Pill(
            self.window,
            lambda: RECEIPT,
            pressed=lambda: self.pressed,
            is_read_aloud=lambda: self.is_read_aloud,
        )
        self.window.show()
        self.window.activateWindow()
        self.field.setFocus()


@pytest.fixture
def desk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(pill_module, "STAYS_MS", 1)
    monkeypatch.setattr(pill_module, "LINGERS_MS", 1)
    return Desk(qtbot)


def test_it_stands_over_the_foot_of_the_receipt_and_moves_nothing(desk: Desk) -> None:
    before = desk.field.geometry()
    desk.pill.tell(SAVED)
    body = desk.pill.body()
    inset = RECEIPT.adjusted(INSET_PX, INSET_PX, -INSET_PX, -INSET_PX)
    assert (body.left(), body.right(), body.bottom()) == (
        inset.left(), inset.right(), inset.bottom(),
    )  # fmt: skip
    assert body.height() == PILL_PX
    assert desk.field.geometry() == before


def test_with_the_number_of_a_case_it_is_higher(desk: Desk) -> None:
    desk.pill.tell(FORWARDED)
    assert desk.pill.body().height() == NUMBERED_PX


def test_words_that_need_more_lines_make_it_higher_not_shorter(desk: Desk) -> None:
    desk.pill.tell(replace(SAVED, text="Non ancora inviata: " + "parole " * 20))
    words = desk.pill._text
    assert words.height() >= words.heightForWidth(words.width())
    assert desk.pill.body().bottom() == RECEIPT.bottom() - INSET_PX


def test_it_stands_above_what_can_be_pressed_and_over_it_where_nothing_else_is_near(
    desk: Desk,
) -> None:
    save, promise = QRect(16, 556, 150, 32), QRect(300, 520, 60, 24)
    high = QRect(0, 300, 372, 300)
    desk.pill.tell(SAVED)
    foot = desk.pill.body()
    for pressed, bottom in (([save], 556), ([save, promise], 520), ([high], foot.bottom() + 5)):
        desk.pressed = pressed
        desk.pill.settle()
        assert desk.pill.body().bottom() == bottom - SPACE_XS - 1, pressed
        assert desk.pill.body().size() == foot.size()


def test_it_is_said_with_its_key(desk: Desk) -> None:
    desk.pill.tell(FORWARDED)
    assert desk.reader.heard == [
        ("Pratica 2026-000009. II livello Tributi · mar 1/12, 9–11 Annulla: Ctrl+Z.", False)
    ]


def test_it_goes_by_itself_and_tells_so(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.pill.gone) as told:
        desk.pill.tell(SAVED)
    assert told.args == ["saved"]
    assert desk.pill.isHidden()


def test_a_new_one_takes_the_place_of_the_one_before(desk: Desk, qtbot: QtBot) -> None:
    desk.pill.tell(SAVED)
    with qtbot.waitSignal(desk.pill.gone) as told:
        desk.pill.tell(FORWARDED)
    assert told.args == ["saved"]
    assert desk.pill.confirmation() == FORWARDED
    desk.pill.take_back("saved")
    assert desk.pill.confirmation() == FORWARDED
    desk.pill.take_back("forwarded")
    assert desk.pill.confirmation() is None


def test_it_stays_while_the_cursor_is_in_it_and_goes_after(desk: Desk, qtbot: QtBot) -> None:
    desk.pill.tell(SAVED)
    desk.pill.setFocus()
    qtbot.waitUntil(lambda: desk.pill._is_due)
    assert desk.pill.isVisible()
    desk.field.setFocus()
    qtbot.waitUntil(desk.pill.isHidden)


def test_it_stays_while_a_screen_reader_runs(desk: Desk, qtbot: QtBot) -> None:
    desk.is_read_aloud = True
    desk.pill.tell(SAVED)
    qtbot.waitUntil(lambda: desk.pill._is_due)
    assert desk.pill.isVisible()


def test_it_stays_under_the_pointer(desk: Desk, qtbot: QtBot) -> None:
    desk.pill.tell(SAVED)
    desk.pill.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    qtbot.waitUntil(lambda: desk.pill._is_due)
    assert desk.pill.isVisible()
    desk.pill.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
    desk.pill.leaveEvent(QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(desk.pill.isHidden)


def test_escape_puts_it_away_and_the_cursor_back(desk: Desk, qtbot: QtBot) -> None:
    desk.pill.tell(SAVED)
    desk.pill.setFocus()
    QTest.keyClick(desk.pill, Qt.Key.Key_Escape)
    assert desk.pill.isHidden()
    assert QApplication.focusWidget() is desk.field


def test_a_link_tells_what_it_is_for(desk: Desk, qtbot: QtBot) -> None:
    desk.pill.tell(FORWARDED)
    link = desk.pill._links["copy"]
    inside = QRect(link.mapTo(desk.window, QPoint(0, 0)), link.size())
    assert desk.pill.body().contains(inside)
    with qtbot.waitSignal(desk.pill.acted) as told:
        link.click()
    assert told.args == ["forwarded", "copy"]


def test_with_nothing_to_say_no_place_for_it_is_looked_for(qtbot: QtBot) -> None:
    """All that can be pressed is asked for: at each change of the page that took half a frame."""
    asked: list[str] = []
    desk = Desk(qtbot)
    desk.pill._pressed = lambda: asked.append("pressed") or []
    desk.pill.settle()
    assert asked == []
    desk.pill.tell(SAVED)
    assert asked == ["pressed"]
    desk.pill.take_back(SAVED.key)
    desk.pill.settle()
    assert asked == ["pressed"]
