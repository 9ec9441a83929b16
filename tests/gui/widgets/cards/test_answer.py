"""An answer: what can be done with its offices, and what nobody may read out any more."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from tests.gui.widgets.conftest import QtBot
from widgets.answers.answer_paint import block_top
from widgets.cards.answer_document import AnswerDocument
from widgets.cards.card_text import CardText, OfficeText
from widgets.cards.card_view import CardView
from widgets.kit.action_button import ActionButton
from widgets.kit.plain_text import without_isolates

NEAR = OfficeText(
    name="Ufficio tributi", tag="chiuso · apre domani", has_phone=True, lines=("Via",)
)
FAR = OfficeText(name="Ufficio lontano", tag="aperto", is_open=True, has_phone=True)
SILENT = OfficeText(name="Senza telefono")
CARD = CardText(
    title="TARI",
    warning="Seconda rata entro il 31 dicembre",
    say="Ha diritto al rimborso.",
    facts=(("Tempi", "180 giorni"), ("Costi", "Nessuno")),
    offices=(OfficeText(name="Sedi"), NEAR, SILENT, FAR),
    questions=(("Per mia madre?", "Con delega."), ("E poi?", "- uno\n- due")),
    is_markdown=True,
)


@pytest.fixture
def view(qtbot: QtBot) -> CardView:
    view = qtbot.own(CardView())
    view.resize(650, 600)
    view.offer_calls("Chiama", "F7")
    view.show_card(CARD)
    view.show()
    QApplication.sendPostedEvents()
    return view


def shown(view: CardView) -> str:
    return without_isolates(view.toPlainText()).replace("\u00a0", " ")


def calls(view: CardView) -> list[ActionButton]:
    return [one for one in view.findChildren(ActionButton) if one.isVisible()]


def test_each_office_with_a_phone_has_a_button_beside_its_name(view: CardView) -> None:
    document = view.document()
    assert isinstance(document, AnswerDocument)
    tops = [round(block_top(document, at)) for at in document.callable_offices.values()]
    assert [button.y() for button in calls(view)] == tops
    assert [button.accessibleName() for button in calls(view)] == [
        "Chiama: Ufficio tributi",
        "Chiama: Ufficio lontano",
    ]


def test_only_the_first_button_has_the_key_for_it_means_one_office(view: CardView) -> None:
    assert [button.key for button in calls(view)] == ["F7", ""]


def test_a_button_tells_which_office_it_is_at(view: CardView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.office_called) as told:
        calls(view)[1].click()
    assert CARD.offices[told.args[0]] is FAR


def test_a_button_goes_with_the_page(view: CardView) -> None:
    view.resize(650, 120)
    QApplication.sendPostedEvents()
    before = calls(view)[0].y()
    view.verticalScrollBar().setValue(30)
    assert calls(view)[0].y() == before - 30


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_no_line_of_an_office_runs_below_its_button(
    view: CardView, qapp: QApplication, direction: Qt.LayoutDirection
) -> None:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(direction)
    view.show_card(replace(CARD, offices=(replace(NEAR, lines=("Parole lunghe " * 12,)),)))
    document = view.document()
    block = document.findBlock(document.characterCount() - 1)
    layout = document.documentLayout()
    rows = []
    while block.isValid():
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number).naturalTextRect()
            rows.append(line.translated(layout.blockBoundingRect(block).topLeft()).toRect())
        block = block.previous()
    place = QRect(calls(view)[0].mapTo(view.viewport(), QPoint()), calls(view)[0].size())
    qapp.setLayoutDirection(before)
    assert not [row for row in rows if row.intersects(place)]


def test_without_anybody_to_call_there_are_no_buttons(view: CardView) -> None:
    view.show_card(replace(CARD, offices=(SILENT,)))
    assert calls(view) == []
    view.show_card(None)
    assert calls(view) == []


def test_what_was_withdrawn_cannot_be_read_out_by_mistake(view: CardView) -> None:
    view.show_card(replace(CARD, is_withdrawn=True, warning="Scheda ritirata"))
    assert "Ha diritto" not in shown(view)
    title = view.textCursor()
    title.setPosition(1)
    assert title.charFormat().fontStrikeOut()


def test_a_short_answer_stands_in_the_line_of_its_question(view: CardView) -> None:
    lines = shown(view).splitlines()
    assert "Per mia madre? Con delega." in lines
    assert "E poi?" in lines


def test_the_sign_of_a_notice_is_painted_and_not_read_out(view: CardView) -> None:
    assert not set("⚠○✓") & set(shown(view))


def test_a_call_that_begins_lays_no_card_out_anew(view: CardView) -> None:
    """Its buttons are called otherwise then: it cost 5 ms in the moment in which it rings."""
    view.offer_calls("Trasferisci qui")
    document = view.document()
    for words, key in (("Chiama", "F7"), ("Trasferisci qui", ""), ("Chiama", "F7")):
        view.offer_calls(words, key)
        QApplication.sendPostedEvents()
        assert view.document() is document
        assert [(one.text(), one.key) for one in calls(view)] == [(words, key), (words, "")]
        assert {one.geometry().right() for one in calls(view)} == {view.viewport().width() - 1}


def test_an_arabic_answer_is_read_from_the_right_in_any_window(view: CardView) -> None:
    view.show_card(replace(CARD, title="ضريبة النفايات"))
    document = view.document()
    first, second = (document.find(words).block() for words in ("giorni", "Nessuno"))
    room_of = document.documentLayout().blockBoundingRect
    assert room_of(first).left() > room_of(second).right()
    assert calls(view)[0].x() == 0
