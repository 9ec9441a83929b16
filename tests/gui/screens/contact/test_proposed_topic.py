"""A topic that a card proposes looks and sounds like a proposal, and one key confirms it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from console.screens.contact.contact_screen import ContactScreen
from console.viewmodels.contact import contact_closing
from tests.gui.screens.conftest import heard
from tests.gui.screens.shell.test_key_counts import a_call_answered
from tests.support.seats.driven_console import DrivenConsole
from tests.support.waiting import until
from widgets.cards.contact_form import ContactForm
from widgets.kit.theme import current_tokens

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last letter was typed long ago."""
    monkeypatch.setattr(contact_closing, "STILL_WRITING_S", 0.0)


def the_form(driven: DrivenConsole) -> ContactForm:
    return driven.window.part(ContactScreen).form


def topic_line(driven: DrivenConsole) -> QWidget:
    return the_form(driven).topic.editor


async def a_card_looked_at(driven: DrivenConsole, text: str = "tassa") -> None:
    """A call answered, a card on the screen for long enough: its topic is proposed."""
    await driven.start_work()
    await a_call_answered(driven)
    await read(driven, text)


async def read(driven: DrivenConsole, text: str) -> None:
    knowledge, editor = driven.models.knowledge, driven.models.editor
    driven.type(text)
    card = await knowledge.card_in_use()
    knowledge.card_read.emit(card)
    await until(lambda: editor.draft.awaits_topic)


async def test_a_proposed_topic_is_marked_and_named_as_one(driven: DrivenConsole) -> None:
    await a_card_looked_at(driven)
    line = topic_line(driven)
    assert line.property("proposed") == "true"
    assert (
        line.accessibleName() == "Argomento, Tributi › TARI, proposto dalla scheda, Invio conferma"
    )
    assert driven.models.editor.draft.topic_id is None


async def test_enter_in_it_confirms_it_and_it_is_a_plain_field(driven: DrivenConsole) -> None:
    await a_card_looked_at(driven)
    topic_line(driven).setFocus()
    driven.press(Qt.Key.Key_Return)
    assert driven.models.editor.draft.topic_id == "tari"
    assert topic_line(driven).property("proposed") == "false"
    assert topic_line(driven).accessibleName() == ""
    assert the_form(driven).topic.value() == "tari"


async def test_a_digit_on_the_result_confirms_it(driven: DrivenConsole) -> None:
    await a_card_looked_at(driven)
    driven.press(Qt.Key.Key_1, CTRL)
    await until(lambda: driven.models.editor.draft.topic_id == "tari")
    assert topic_line(driven).property("proposed") == "false"


async def test_letters_of_her_own_are_no_proposal(driven: DrivenConsole) -> None:
    await a_card_looked_at(driven)
    topic_line(driven).setFocus()
    driven.type("im")
    assert topic_line(driven).property("proposed") == "false"
    assert driven.models.editor.draft.proposal is None


async def test_it_is_said_once_and_again_only_when_it_changes(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await a_card_looked_at(driven)
    await heard(spoken, "Argomento proposto: Tributi, TARI.")
    editor = driven.models.editor
    editor.filling.link_card(await driven.models.knowledge.card_in_use())
    editor.draft_replaced.emit()
    driven.window.part(ContactScreen).focus_search(afresh=True)
    await read(driven, "imposta")
    await heard(spoken, "Argomento proposto: Tributi, IMU.")
    assert not any("TARI" in sentence for sentence in spoken)


@pytest.mark.usefixtures("nobody_writes")
async def test_a_hang_up_leads_to_the_proposal_and_saves_nothing(driven: DrivenConsole) -> None:
    await a_card_looked_at(driven)
    driven.phone.citizen_hangs_up()
    status = driven.models.status
    await until(lambda: status.state is not None and not driven.models.call.is_live)
    await until(lambda: driven.focus() is topic_line(driven))
    assert driven.models.editor.draft is not None
    assert not driven.models.own_work.contacts
    driven.press(Qt.Key.Key_Return)
    driven.press(Qt.Key.Key_F9)
    await until(lambda: driven.models.own_work.contacts)
    [contact] = driven.models.own_work.contacts
    assert contact.topic_id == "tari"


async def test_who_is_writing_keeps_the_cursor_when_the_citizen_hangs_up(
    driven: DrivenConsole,
) -> None:
    await a_card_looked_at(driven)
    driven.window.part(ContactScreen).focus_description()
    driven.type("Chiede")
    place = driven.focus()
    driven.phone.citizen_hangs_up()
    await until(lambda: not driven.models.call.is_live)
    assert driven.focus() is place
    assert driven.models.editor.draft.awaits_topic


@pytest.mark.usefixtures("painted")
async def test_with_the_cursor_in_it_a_proposal_has_the_ring_of_every_field(
    driven: DrivenConsole,
) -> None:
    await a_card_looked_at(driven)
    line = topic_line(driven)
    edge, place = QColor(current_tokens().focus), line.mapTo(driven.window, QPoint(40, 0))
    assert driven.window.grab().toImage().pixelColor(place) != edge
    line.setFocus()
    assert driven.window.grab().toImage().pixelColor(place) == edge
