import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from widgets.cards.case_story import StoryRow
from widgets.cards.case_text import CaseText
from widgets.cards.case_view import CALL, SAVE, TAKE, CaseView
from widgets.fields.labelled_field import Choice
from widgets.kit.plain_text import without_isolates

CASE = CaseText(
    number="Pratica 2026-118204 · TARI",
    citizen="<i>ROSSI</i>",
    phone="06 5123 4567",
    question="Ha pagato due volte.",
    history=(
        StoryRow(when="03/10 9:00", what="I livello", rest="inoltrata"),
        StoryRow(when="04/10 10:00", what="Tentativo 1 di 3", rest="non risponde"),
    ),
)


@pytest.fixture
def view(qtbot: QtBot) -> CaseView:
    view = CaseView()
    qtbot.addWidget(view)
    view.form.set_outcomes((Choice("done", "Risolto"), Choice("none", "Non risponde")))
    view.set_writable(True)
    view.show_main(CALL, can_call=True)
    view.show()
    return view


def _shown(view: CaseView) -> str:
    labels = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    return without_isolates(" | ".join(labels))


def test_without_a_case_only_a_sentence_is_shown(view: CaseView) -> None:
    view.show_case(None, "Nessun richiamo da fare.")
    assert _shown(view) == "Nessun richiamo da fare."
    assert not view.call_button.isVisible()


def test_a_case_shows_who_asks_what_and_what_was_done(view: CaseView) -> None:
    view.show_case(CASE)
    assert "Pratica 2026-118204 · TARI" in _shown(view)
    assert "<i>ROSSI</i>" in _shown(view)
    assert "06 5123 4567" in _shown(view)
    text = without_isolates(view.story.toPlainText())
    assert text.index("Ha pagato due volte.") < text.index("inoltrata") < text.index("04/10")


def test_the_answer_is_told_and_kept(view: CaseView) -> None:
    told: list[tuple[str, str]] = []
    view.edited.connect(lambda name, value: told.append((name, value)))
    view.show_case(CASE)
    view.set_values({"answer": "Rimborso", "outcome": "none"})
    QTest.keyClicks(view.fields.field("answer").editor, "!")
    assert told == [("answer", "!Rimborso")]
    assert view.values()["outcome"] == "none"
    view.show_errors({"answer": "Scrivi la risposta."})
    assert view.fields.field("answer").error() == "Scrivi la risposta."


def test_a_case_of_somebody_else_has_no_form_and_nothing_to_press(view: CaseView) -> None:
    view.show_case(CASE)
    view.set_lock_line("Presa da un collega.")
    view.set_writable(False)
    view.show_main("", can_call=False)
    assert "Presa da un collega." in _shown(view)
    assert not view.answer.isVisible()
    assert [one.objectName() for one in view.findChildren(QPushButton) if one.isVisible()] == []


@pytest.mark.parametrize("main", [CALL, SAVE, TAKE])
def test_one_button_alone_is_the_thing_to_do_now(view: CaseView, main: str) -> None:
    view.show_case(CASE)
    view.show_main(main, can_call=True, can_take=True)
    filled = [
        one.objectName()
        for one in view.findChildren(QPushButton)
        if one.isVisible() and one.property("kind") == "primary"
    ]
    assert filled == [f"case_{main}"]


def test_enter_pressed_once_more_after_the_call_began_presses_nothing_else(
    view: CaseView, qtbot: QtBot
) -> None:
    view.show_case(CASE)
    view.activateWindow()
    view.call_button.setFocus()
    qtbot.waitUntil(view.call_button.hasFocus)
    asked: list[str] = []
    view.postpone_requested.connect(lambda: asked.append("postpone"))
    view.save_requested.connect(lambda: asked.append("save"))
    view.show_main(SAVE, can_call=False)
    assert view.answer.hasFocus()
    QTest.keyClick(view.answer, Qt.Key.Key_Return)
    assert asked == []


def test_each_button_asks_for_its_work(view: CaseView, qtbot: QtBot) -> None:
    view.show_case(CASE)
    view.take_button.setEnabled(True)
    for button, signal in (
        (view.call_button, view.call_requested),
        (view.save_button, view.save_requested),
        (view.take_button, view.take_requested),
        (view.postpone_button, view.postpone_requested),
    ):
        with qtbot.waitSignal(signal):
            button.click()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_is_not_the_thing_to_do_now_is_one_menu_away(view: CaseView, qtbot: QtBot) -> None:
    view.show_case(CASE)
    view.show_main(SAVE, can_call=True)
    view.more_button.click()
    menu = view.findChild(QMenu)
    offered = {one.text(): one for one in menu.actions() if one.isVisible()}
    assert list(offered) == ["Chiama", "Rimetti in coda"]
    with qtbot.waitSignal(view.call_requested):
        offered["Chiama"].trigger()


def test_the_cursor_can_be_put_back(view: CaseView, qtbot: QtBot) -> None:
    view.show_case(CASE)
    view.activateWindow()
    view.set_values({"answer": "Rimborso"})
    view.focus_field("answer", 3)
    qtbot.waitUntil(lambda: view.focused_field() == ("answer", 3))
