"""The keys in a page that is only read: a paragraph at a time, each heard once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support.phones.heard_speech import HandClock, Reader
from widgets.answers.reading_text import ReadingText
from widgets.cards.card_text import CardText, OfficeText
from widgets.cards.card_view import CardView
from widgets.kit.plain_text import without_isolates
from widgets.speech.announcer import Speech

LONG = "Si paga in due rate, la prima a giugno e la seconda a dicembre, con il modulo. " * 4
CARD = CardText(
    title="Tassa rifiuti",
    warning="Seconda rata entro il 31 dicembre.",
    say="«La seconda rata scade il 16 dicembre.»",
    facts=(("Tempi", LONG.strip()), ("Costi", "Nessuno.")),
    offices=(OfficeText(name="Ufficio", tag="chiuso", lines=("Via Esempio 1",)),),
)


class Page:
    """A card in a window that speaks, and what a reader says of the line at the cursor."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(420, 200)
        self.clock, self.reader = HandClock(), Reader()
        Speech(self.window, clock=lambda _: self.clock, send=self.reader)
        self.view = CardView(self.window)
        self.view.resize(420, 200)
        self.view.show_card(CARD)
        self.window.show()
        self.view.setFocus()

    def press(self, key: Qt.Key) -> str:
        """Return all that is heard: the line a reader says by itself, then what is announced."""
        QTest.keyClick(self.view, key)
        cursor = self.view.textCursor()
        line = cursor.block().layout().lineForTextPosition(cursor.positionInBlock())
        start = line.textStart()
        own = cursor.block().text()[start : start + line.textLength()]
        self.clock.go_on(1)
        told, self.reader.heard = self.reader.sentences, []
        return " ".join(without_isolates(" ".join((own, *told))).split())


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return Page(qtbot)


def test_down_goes_from_paragraph_to_paragraph_and_each_is_heard_to_its_end(page: Page) -> None:
    heard = [page.press(Qt.Key.Key_Down) for _ in range(8)]
    assert heard == [
        "Seconda rata entro il 31 dicembre.",
        "«La seconda rata scade il 16 dicembre.»",
        "Tempi",
        LONG.strip(),
        "Costi",
        "Nessuno.",
        "Ufficio chiuso",
        "Via Esempio 1",
    ]


def test_up_goes_back_by_the_same_steps(page: Page) -> None:
    down = [page.press(Qt.Key.Key_Down) for _ in range(5)]
    assert [page.press(Qt.Key.Key_Up) for _ in range(4)] == down[-2::-1]


def test_no_sign_that_only_frames_the_text_is_heard(page: Page) -> None:
    heard = "".join(page.press(Qt.Key.Key_Down) for _ in range(8))
    assert not set(heard) & set("\ufdd0\ufdd1\u2066\u2068\u2069○✓⚠")


def test_a_long_paragraph_is_shown_whole_where_there_is_room(page: Page) -> None:
    for _ in range(4):
        page.press(Qt.Key.Key_Down)
    block, bar = page.view.textCursor().block(), page.view.verticalScrollBar()
    room = page.view.document().documentLayout().blockBoundingRect(block)
    high = page.view.viewport().height()
    assert bar.value() <= room.top() + 1
    assert room.bottom() <= bar.value() + high + 1 or room.height() > high


def test_keys_with_control_or_shift_stay_those_of_a_text(qtbot: QtBot, qapp: QApplication) -> None:
    view = ReadingText()
    qtbot.addWidget(view)
    view.setPlainText("uno\ndue\ntre")
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.textCursor().hasSelection()
