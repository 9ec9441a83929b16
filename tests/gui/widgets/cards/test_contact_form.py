import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.gui.widgets.conftest import QtBot
from widgets.cards.contact_form import ContactForm
from widgets.fields.labelled_field import Choice

TOPICS = (Choice("tari", "Tributi › TARI"), Choice("cie", "Anagrafe › CIE"))


@pytest.fixture
def form(qtbot: QtBot) -> ContactForm:
    form = qtbot.own(ContactForm())
    form.set_choices(
        topics=TOPICS,
        dispositions=(Choice("given", "Informazione fornita"), Choice("ii", "II livello")),
        desks=(Choice("", "—"), Choice("t", "Tributi")),
    )
    form.resize(570, 600)
    form.show()
    form.activateWindow()
    return form


def test_a_draft_comes_back_as_it_was_with_letters_and_cursor(
    form: ContactForm, qtbot: QtBot
) -> None:
    draft = {
        "topic": "",
        "topic_text": "tar",
        "disposition": "ii",
        "desk": "t",
        "fact_address": "Via Appia 1",
        "description": "Ha pagato due volte",
    }
    form.set_values(draft)
    form.focus_field("description", 10)
    qtbot.waitUntil(lambda: form.focused_field() == ("description", 10))
    assert form.values() == draft


def test_a_chosen_topic_wins_over_old_letters(form: ContactForm) -> None:
    form.set_values({"topic": "cie", "topic_text": "ci"})
    assert form.values()["topic"] == "cie"
    assert form.values()["topic_text"] == "Anagrafe › CIE"


def test_choosing_a_topic_tells_letters_and_choice(form: ContactForm) -> None:
    told: list[tuple[str, str]] = []
    form.edited.connect(lambda name, value: told.append((name, value)))
    QTest.keyClicks(form.topic.editor, "ta")
    QTest.keyClick(form.topic.editor, Qt.Key.Key_Return)
    assert told == [
        ("topic_text", "t"),
        ("topic_text", "ta"),
        ("topic_text", "Tributi › TARI"),
        ("topic", "tari"),
    ]


def test_errors_stand_at_their_fields_and_the_first_gets_the_cursor(
    form: ContactForm, qtbot: QtBot
) -> None:
    form.show_errors({"description": "Scrivi che cosa chiede.", "topic": "Scegli l'argomento."})
    assert form.topic.error() == "Scegli l'argomento."
    qtbot.waitUntil(lambda: form.focused_field()[0] == "topic")
    form.show_errors({})
    assert form.topic.error() == ""


def test_an_unknown_field_to_focus_changes_nothing(form: ContactForm) -> None:
    before = form.focused_field()
    form.focus_field("gone")
    assert form.focused_field() == before


def test_both_endings_are_told(form: ContactForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.save_requested):
        form.save_button.click()
    form.forward_button.setFocus()
    with qtbot.waitSignal(form.forward_requested):
        QTest.keyClick(form.forward_button, Qt.Key.Key_Return)


def test_a_promised_callback_can_be_taken_back(form: ContactForm, qtbot: QtBot) -> None:
    form.set_callback_line("Richiamo oggi 13:00–15:00")
    with qtbot.waitSignal(form.callback_removed):
        form.findChild(QPushButton, "callback_remove").click()
    form.set_callback_line("")
    assert not form.findChild(QPushButton, "callback_remove").isVisible()


def test_a_promise_moves_nothing_that_stands_above_it(form: ContactForm, qtbot: QtBot) -> None:
    before = [form.fields.field(name).geometry() for name in ("topic", "desk", "fact_address")]
    top = form.fields.field("description").y()
    form.set_callback_line("Richiamo promesso: mar 1/12, 9-11")
    qtbot.waitUntil(lambda: form.findChild(QPushButton, "callback_remove").isVisible())
    after = [form.fields.field(name).geometry() for name in ("topic", "desk", "fact_address")]
    assert after == before
    assert form.fields.field("description").y() == top


def test_outcome_and_desk_stand_one_above_the_other_when_narrow(
    form: ContactForm, qtbot: QtBot
) -> None:
    assert form.desk.x() > form.disposition.x()
    form.resize(260, 600)
    qtbot.waitUntil(lambda: form.desk.y() > form.disposition.y())


def test_the_endings_stay_visible_when_the_form_scrolls(form: ContactForm, qtbot: QtBot) -> None:
    form.resize(570, 260)
    qtbot.waitUntil(
        lambda: form.rect().contains(
            form.save_button.mapTo(form, form.save_button.rect().bottomRight())
        )
    )


def test_what_comes_from_elsewhere_leaves_the_list_she_chooses_from_open(
    form: ContactForm, qtbot: QtBot
) -> None:
    """The caller is confirmed, a colleague's words come: the whole form is shown again."""
    form.show()
    form.focus_field("topic")
    qtbot.waitUntil(form.topic.editor.hasFocus)
    QTest.keyClicks(form.topic.editor, "tar")
    assert form.topic.is_offering()
    form.set_values({"topic": "", "topic_text": "tar", "description": "Ha pagato"})
    assert form.topic.is_offering()
    form.set_values({"topic": "", "topic_text": ""})
    assert form.topic.text() == "", "another contact begins with no letters"
