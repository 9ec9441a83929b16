from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.cards.card_text import CardText
from widgets.cards.card_view import CardView
from widgets.kit.plain_text import without_isolates
from widgets.kit.theme import apply_theme

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
    view = CardView()
    qtbot.addWidget(view)
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
    view = CardView()
    qtbot.addWidget(view)
    view.show_card(CardText(title='<img src="http://127.0.0.1/x.png">', say="<b>a</b> & b"))
    assert '<img src="http://127.0.0.1/x.png">' in _shown(view)
    assert "<b>a</b> & b" in _shown(view)


def test_no_resource_is_ever_loaded(qtbot: QtBot, tmp_path: Path) -> None:
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(0xFF0000)
    file = tmp_path / "picture.png"
    assert picture.save(str(file))
    view = CardView()
    qtbot.addWidget(view)
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
    view = CardView()
    qtbot.addWidget(view)
    view.show_card(CARD, ("petroselli", "petros"))
    marked = [selection.cursor.selectedText() for selection in view.extraSelections()]
    assert marked == ["Petroselli", "Petroselli"]


def test_searched_words_are_marked_behind_a_sign_of_two_places(qtbot: QtBot) -> None:
    view = CardView()
    qtbot.addWidget(view)
    view.show_card(replace(CARD, say="📞 Chiama lo sportello."), ("sportello",))
    marked = [selection.cursor.selectedText() for selection in view.extraSelections()]
    assert "sportello" in marked


def test_copied_text_has_no_invisible_marks(qtbot: QtBot) -> None:
    view = CardView()
    qtbot.addWidget(view)
    view.show_card(CARD)
    view.selectAll()
    view.show()
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.Copy))
    copied = QApplication.clipboard().text()
    assert "8:30 alle 12:30" in copied
    assert without_isolates(copied) == copied


def test_a_new_theme_keeps_the_card(qtbot: QtBot, qapp: QApplication) -> None:
    view = CardView()
    qtbot.addWidget(view)
    view.show_card(CARD)
    before = _shown(view)
    apply_theme(qapp, "dark", 130)
    assert _shown(view) == before


def test_the_same_card_again_does_not_jump_to_its_top(qtbot: QtBot) -> None:
    long = CardText(title="Lunga", facts=(("Dove", "riga\n" * 100),))
    view = CardView()
    qtbot.addWidget(view)
    view.resize(200, 100)
    view.show()
    view.show_card(long)
    view.verticalScrollBar().setValue(40)
    view.show_card(long)
    assert view.verticalScrollBar().value() == 40
    view.show_card(None)
    assert view.toPlainText() == ""


def test_a_card_is_read_line_by_line_with_the_arrows(qtbot: QtBot) -> None:
    view = CardView()
    qtbot.addWidget(view)
    view.resize(400, 400)
    view.show()
    view.show_card(CARD)
    assert view.textCursor().atStart()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert without_isolates(view.textCursor().block().text()) == "Scheda scaduta"
    assert view.isReadOnly()
