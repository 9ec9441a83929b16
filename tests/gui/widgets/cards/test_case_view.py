import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.cards.card_view import CardView
from widgets.cards.case_view import CaseText, CaseView
from widgets.fields.labelled_field import Choice
from widgets.kit.plain_text import without_isolates

CASE = CaseText(
    title="PRATICA 118204 · TARI",
    citizen="<i>ROSSI</i>",
    phone="06 5123 4567",
    question="Ha pagato due volte.",
    history=(("03/10", "Inoltrata"), ("04/10", "Non risponde")),
)


@pytest.fixture
def view(qtbot: QtBot) -> CaseView:
    view = CaseView()
    qtbot.addWidget(view)
    view.set_outcomes((Choice("done", "Risolto"), Choice("none", "Non risponde")))
    view.show()
    return view


def _shown(view: CaseView) -> str:
    labels = [label.text() for label in view.findChildren(QLabel) if label.isVisible()]
    return without_isolates(" | ".join(labels))


def test_without_a_case_only_a_sentence_is_shown(view: CaseView) -> None:
    view.show_case(None, "Nessun richiamo da fare.")
    assert _shown(view) == "Nessun richiamo da fare."
    assert not view.save_button.isVisible()


def test_a_case_shows_who_asks_what_and_what_was_done(view: CaseView) -> None:
    view.show_case(CASE)
    assert "PRATICA 118204 · TARI" in _shown(view)
    assert "<i>ROSSI</i> · 06 5123 4567" in _shown(view)
    text = without_isolates(view.findChild(CardView).toPlainText())
    assert text.index("Ha pagato due volte.") < text.index("Inoltrata") < text.index("04/10")


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


def test_a_case_of_somebody_else_cannot_be_changed(view: CaseView) -> None:
    view.show_case(CASE)
    view.set_lock_line("Presa da un collega.")
    view.set_writable(False)
    assert "Presa da un collega." in _shown(view)
    for part in (view.save_button, view.call_button, view.postpone_button):
        assert not part.isEnabled()
    view.set_writable(True)
    assert view.save_button.isEnabled()


def test_each_button_asks_for_its_work(view: CaseView, qtbot: QtBot) -> None:
    view.show_case(CASE)
    for button, signal in (
        (view.call_button, view.call_requested),
        (view.save_button, view.save_requested),
        (view.postpone_button, view.postpone_requested),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_the_cursor_can_be_put_back(view: CaseView, qtbot: QtBot) -> None:
    view.show_case(CASE)
    view.activateWindow()
    view.set_values({"answer": "Rimborso"})
    view.focus_field("answer", 3)
    qtbot.waitUntil(lambda: view.focused_field() == ("answer", 3))
