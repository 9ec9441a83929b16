from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.widgets.conftest import QtBot
from tests.support.event_count import EventCount
from widgets.cards.answer_document import AnswerDocument
from widgets.cards.card_text import CardText
from widgets.cards.card_view import CardView
from widgets.kit.plain_text import without_isolates
from widgets.kit.theme import apply_theme, wear_looks

CARD = CardText(
    title="Anagrafe <script>",
    say="«Via Petroselli 50, dalle 8:30 alle 12:30.»",
    facts=(("Dove", "Via Petroselli 50"), ("Costi", "")),
    footer="Verificata 11/11/2025",
    warning="Scheda scaduta",
)


def _shown(view: CardView) -> str:
    return without_isolates(view.toPlainText())


def test_a_card_is_shown_with_what_to_say_first(qtbot: QtBot) -> None:
    view = qtbot.own(CardView())
    view.show_card(CARD)
    lines = [line for line in _shown(view).splitlines() if line]
    assert lines == [
        "Anagrafe <script>",
        "Scheda scaduta",
        "«Via Petroselli 50, dalle 8:30 alle 12:30.»",
        "Dove",
        "Via Petroselli 50",
        "Verificata 11/11/2025",
    ]


def test_markup_in_a_card_is_shown_as_text(qtbot: QtBot) -> None:
    view = qtbot.own(CardView())
    view.show_card(CardText(title='<img src="http://127.0.0.1/x.png">', say="<b>a</b> & b"))
    assert '<img src="http://127.0.0.1/x.png">' in _shown(view)
    assert "<b>a</b> & b" in _shown(view)


def test_no_resource_is_ever_loaded(qtbot: QtBot, tmp_path: Path) -> None:
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(0xFF0000)
    file = tmp_path / "picture.png"
    assert picture.save(str(file))
    view = qtbot.own(CardView())
    address = QUrl.fromLocalFile(str(file))
    style = QTextDocument.ResourceType.StyleSheetResource.value
    loaded = view.loadResource(style, address)
    assert isinstance(loaded, QByteArray)
    assert bytes(loaded.data()) == b" "
    view.setHtml(f'<img src="{address.toString()}">')
    view.resize(100, 100)
    image = view.grab().toImage()
    reds = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name() == "#ff0000"
    ]
    assert reds == []


def test_searched_words_are_marked(qtbot: QtBot) -> None:
    view = qtbot.own(CardView())
    view.show_card(CARD, ("petroselli", "petros"))
    marked = [selection.cursor.selectedText() for selection in view.extraSelections()]
    assert marked == ["Petroselli", "Petroselli"]


def test_searched_words_are_marked_behind_a_sign_of_two_places(qtbot: QtBot) -> None:
    view = qtbot.own(CardView())
    view.show_card(replace(CARD, say="📞 Chiama lo sportello."), ("sportello",))
    marked = [selection.cursor.selectedText() for selection in view.extraSelections()]
    assert "sportello" in marked


def test_copied_text_has_no_invisible_marks(qtbot: QtBot) -> None:
    view = qtbot.own(CardView())
    view.show_card(CARD)
    view.selectAll()
    view.show()
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.Copy))
    copied = QApplication.clipboard().text()
    assert "8:30 alle 12:30" in copied
    assert without_isolates(copied) == copied


def test_a_new_theme_keeps_the_card(qtbot: QtBot, qapp: QApplication) -> None:
    view = qtbot.own(CardView())
    view.show_card(CARD)
    before = _shown(view)
    apply_theme(qapp, "dark", 130)
    assert _shown(view) == before


def test_a_new_theme_lays_a_card_out_once_and_one_that_is_not_seen_when_it_is_shown(
    qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, "light", 100)
    window = qtbot.own(QWidget())
    wear_looks(window)
    seen, hidden = CardView(window), CardView(window)
    hidden.hide()
    window.show()
    for view in (seen, hidden):
        view.show_card(CARD)
    before = [seen.document(), hidden.document()]
    apply_theme(qapp, "dark", 100)
    ended = before[0]
    laid_out = set(seen.findChildren(AnswerDocument)) - {ended}
    assert laid_out == {seen.document()}, "each part is told three times of a theme"
    assert hidden.document() is before[1]
    hidden.show()
    assert hidden.document() is not before[1]


def test_the_next_long_card_comes_without_the_bar_going_and_coming(qtbot: QtBot) -> None:
    long = replace(CARD, say="Sedici parole che si leggono in fretta al telefono. " * 60)
    view = qtbot.own(CardView())
    view.resize(700, 400)
    view.show()
    view.show_card(long)
    resized = EventCount(view.viewport(), QEvent.Type.Resize)  # each lays the card out anew
    view.show_card(replace(long, title="Residenza"))
    assert view.verticalScrollBar().isVisible()
    assert resized.count == 0
    view.show_card(replace(CARD, say="Sì."))
    assert not view.verticalScrollBar().isVisible(), "a short card has none"


def test_the_same_card_again_does_not_jump_to_its_top(qtbot: QtBot) -> None:
    long = CardText(title="Lunga", facts=(("Dove", "riga\n" * 100),))
    view = qtbot.own(CardView())
    view.resize(200, 100)
    view.show()
    view.show_card(long)
    view.verticalScrollBar().setValue(40)
    view.show_card(long)
    assert view.verticalScrollBar().value() == 40
    view.show_card(None)
    assert view.toPlainText() == ""


def test_a_card_is_read_line_by_line_with_the_arrows(qtbot: QtBot) -> None:
    view = qtbot.own(CardView())
    view.resize(400, 400)
    view.show()
    view.show_card(CARD)
    assert view.textCursor().atStart()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert without_isolates(view.textCursor().block().text()) == "Scheda scaduta"
    assert view.isReadOnly()


def test_nothing_is_painted_behind_a_card(qtbot: QtBot) -> None:
    around = qtbot.own(QWidget())
    view = CardView(around)
    view.show_card(CARD)
    around.show()
    behind = EventCount(around, QEvent.Type.Paint)
    view.viewport().update()
    assert behind.count == 0
