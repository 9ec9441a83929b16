"""The keys in a page that is only read: a paragraph at a time, each heard once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.widgets.conftest import QtBot
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
    view = qtbot.own(ReadingText())
    view.setPlainText("uno\ndue\ntre")
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.textCursor().hasSelection()


def _control(page: Page, key: Qt.Key) -> list[str]:
    QTest.keyClick(page.view, key, Qt.KeyboardModifier.ControlModifier)
    page.clock.go_on(1)
    told, page.reader.heard = page.reader.sentences, []
    return told


def test_control_and_down_goes_from_heading_to_heading_and_back_with_up(page: Page) -> None:
    say = "Da dire: «La seconda rata scade il 16 dicembre.»"
    down = [_control(page, Qt.Key.Key_Down) for _ in range(5)]
    assert down == [[say], ["Tempi"], ["Costi"], ["Ufficio chiuso"], ["Ufficio chiuso"]]
    up = [_control(page, Qt.Key.Key_Up) for _ in range(5)]
    assert up == [["Costi"], ["Tempi"], [say], ["Tassa rifiuti"], ["Tassa rifiuti"]]
    assert page.press(Qt.Key.Key_Down) == "Seconda rata entro il 31 dicembre."


def test_a_reader_finds_the_headings_over_their_lines_and_the_next_card_has_its_own(
    page: Page, listening: None
) -> None:
    page.view.show_card(None)
    page.view.show_card(CARD)
    seen = _headings(page.view)
    assert list(seen) == ["Tassa rifiuti", "Da dire", "Tempi", "Costi", "Ufficio chiuso"]
    page.view.verticalScrollBar().setValue(40)
    moved = _headings(page.view)
    assert [seen[name].y() - moved[name].y() for name in seen] == [40] * 5
    assert moved["Tempi"].top() < moved["Costi"].top() or moved["Tempi"].x() < moved["Costi"].x()
    page.view.show_card(CardText(title="Altra"))
    assert list(_headings(page.view)) == ["Altra"]
    assert page.view.childAt(60, 10) is page.view.viewport(), "they took the mouse"


def test_a_reader_meets_signs_that_turn_words_only_where_words_could_turn(page: Page) -> None:
    """Orca spells them: "entro il ⁦31⁩ dicembre"."""
    office = OfficeText(name="Ufficio", tag="apre 08:30", lines=("tel. \u206606 0606\u2069",))
    say = "Entro il 31 dicembre, 8:30-12:30."
    page.view.show_card(CardText(title="TARI", say=say, offices=(office,)))
    assert say in page.view.toPlainText()
    assert page.view.toPlainText() == without_isolates(page.view.toPlainText())
    page.view.show_card(CardText(title="TARI", say=f"قبل {say}"))
    assert "\u206631\u2069" in page.view.toPlainText()


@pytest.fixture
def listening() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def _headings(view: CardView) -> dict[str, QRect]:
    page = QAccessible.queryAccessibleInterface(view.viewport())
    parts = [page.child(at) for at in range(page.childCount())]
    return {
        one.text(QAccessible.Text.Name): one.rect()
        for one in parts
        if one.role() is QAccessible.Role.Heading and not one.state().invisible
    }
