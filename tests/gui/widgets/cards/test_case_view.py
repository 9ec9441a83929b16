from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from tests.gui.widgets.conftest import QtBot
from widgets.cases.case_steps import NOW, CaseSteps, Step
from widgets.cases.case_story import StoryRow
from widgets.cases.case_text import CaseText, Expiry
from widgets.cases.case_view import CALL, SAVE, TAKE, CaseView
from widgets.cases.day_boxes import LAST, DayBox, DayBoxes
from widgets.fields.labelled_field import Choice
from widgets.kit.action_button import ActionButton
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
    view = qtbot.own(CaseView())
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
        for one in view.findChildren(ActionButton)
        if one.isVisible() and one.is_filled
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
    assert list(offered) == ["Chiama", "Passa a un altro ufficio…", "Rimetti in coda"]
    with qtbot.waitSignal(view.call_requested):
        offered["Chiama"].trigger()


def test_the_cursor_can_be_put_back(view: CaseView, qtbot: QtBot) -> None:
    view.show_case(CASE)
    view.activateWindow()
    view.set_values({"answer": "Rimborso"})
    view.focus_field("answer", 3)
    qtbot.waitUntil(lambda: view.focused_field() == ("answer", 3))


def test_steps_and_days_are_a_sentence_each_and_no_stop_of_tab(view: CaseView) -> None:
    steps, days = view.findChild(CaseSteps), view.findChild(DayBoxes)
    expiry = Expiry(
        heading="Perché scade oggi",
        reason="promesso al cittadino per le 11-13",
        days=(DayBox(word="lun", number="30", kind=LAST, is_today=True),),
        sentence="1 giorno lavorativo dal 29/11.",
    )
    step = Step(word="In lavorazione", detail="da 25/11", state=NOW)
    case = replace(CASE, steps=(step,), steps_said="Passo 1 di 1.", expiry=expiry)
    view.show_case(case)
    said = "Perché scade oggi. promesso al cittadino per le 11-13. 1 giorno lavorativo dal 29/11."
    for part, words in ((steps, "Passo 1 di 1."), (days, said)):
        told = QAccessible.queryAccessibleInterface(part)
        assert told.role() is QAccessible.Role.StaticText
        assert told.text(QAccessible.Text.Name) == words
        assert part.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_what_is_read_line_by_line_stays_in_sight(view: CaseView, qtbot: QtBot) -> None:
    rows = tuple(StoryRow(when=f"{day}/11", what="Nota", rest="x") for day in range(1, 30))
    view.resize(430, 690)
    view.show_case(replace(CASE, history=rows))
    view.activateWindow()
    view.story.setFocus()
    qtbot.waitUntil(view.story.hasFocus)
    for _ in range(40):
        QTest.keyClick(view.story, Qt.Key.Key_Down)
    line = view.story.cursorRect().center()
    at = view.story.viewport().mapTo(view, line)
    assert 0 <= at.y() <= view.answer.mapTo(view, QPoint()).y()


def test_the_form_keeps_cursor_and_text_where_the_window_becomes_low(
    view: CaseView, qtbot: QtBot
) -> None:
    view.resize(430, 690)
    view.show_case(CASE)
    view.activateWindow()
    view.set_values({"answer": "Rimborso"})
    view.focus_field("answer", 3)
    qtbot.waitUntil(lambda: view.focused_field() == ("answer", 3))
    view.resize(430, 320)
    assert view.focused_field() == ("answer", 3)
    assert view.values()["answer"] == "Rimborso"
    view.resize(430, 690)
    assert view.focused_field() == ("answer", 3)
