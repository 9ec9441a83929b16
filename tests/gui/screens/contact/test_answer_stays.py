"""What answered a contact stays on the screen after it is closed, until the next call."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.photograph import staged
from console.scenes.scenes import a_call
from console.screens.contact.contact_screen import ContactScreen
from tests.gui.screens.shell.test_key_counts import a_call_answered
from tests.support.heard_signal import heard_by
from tests.support.seats.driven_console import DrivenConsole
from tests.support.waiting import until
from widgets.panels.search_panel import SearchPanel

CTRL = Qt.KeyboardModifier.ControlModifier


def the_search(driven: DrivenConsole) -> SearchPanel:
    return driven.window.part(ContactScreen).search


async def closed_with_a_card(driven: DrivenConsole) -> str:
    """A call answered with a card and closed; return the title of the card."""
    await driven.start_work()
    await a_call_answered(driven)
    driven.type("tassa")
    await driven.models.knowledge.card_in_use()
    driven.press(Qt.Key.Key_F9)
    await until(lambda: driven.models.own_work.contacts)
    card = the_search(driven).card_view.card()
    assert card is not None, "the card has gone with the contact"
    return card.title


async def test_search_and_card_stay_after_the_contact_is_closed(driven: DrivenConsole) -> None:
    title = await closed_with_a_card(driven)
    assert the_search(driven).text() == "tassa"
    assert title == "Tassa rifiuti: scadenze e rate"
    assert driven.focus() is the_search(driven).field.editor


async def test_closed_from_its_form_the_cursor_goes_straight_to_the_search(
    app: QApplication, driven: DrivenConsole
) -> None:
    await driven.start_work()
    await a_call_answered(driven)
    driven.type("tassa")
    await driven.models.knowledge.card_in_use()
    driven.window.part(ContactScreen).focus_description()
    passed: list[QWidget | None] = []
    with heard_by(app.focusChanged, lambda _, now: passed.append(now)):
        driven.press(Qt.Key.Key_F9)
        await until(lambda: driven.models.own_work.contacts)
    assert set(passed) == {the_search(driven).field.editor}  # a reader says each it passes


async def test_the_next_letter_begins_another_search(driven: DrivenConsole) -> None:
    await closed_with_a_card(driven)
    driven.type("i")
    assert the_search(driven).text() == "i"


async def test_ringing_changes_nothing_and_the_answered_call_begins_empty(
    driven: DrivenConsole,
) -> None:
    await closed_with_a_card(driven)
    driven.phone.citizen_hangs_up()
    await until(lambda: not driven.models.call.is_live)
    driven.phone.citizen_calls()
    await until(lambda: driven.models.call.main is not None)
    assert the_search(driven).text() == "tassa"
    driven.press(Qt.Key.Key_F4)
    await until(lambda: driven.models.editor.draft is not None)
    assert the_search(driven).text() == ""


async def test_what_answered_the_last_contact_is_no_answer_of_the_next(
    driven: DrivenConsole,
) -> None:
    await closed_with_a_card(driven)
    driven.press(Qt.Key.Key_N, CTRL)
    await until(lambda: driven.models.editor.draft is not None)
    assert the_search(driven).text() == "tassa"
    driven.press(Qt.Key.Key_F9)
    await until(lambda: driven.models.editor.errors)
    assert ("topic", "missing_field") in driven.models.editor.errors
    assert driven.models.editor.draft.card_ids == ()


async def test_a_result_chosen_again_answers_the_next_contact_too(driven: DrivenConsole) -> None:
    await closed_with_a_card(driven)
    driven.press(Qt.Key.Key_N, CTRL)
    await until(lambda: driven.models.editor.draft is not None)
    driven.press(Qt.Key.Key_1, CTRL)
    await until(lambda: driven.models.editor.draft.topic_id == "tari")


async def test_they_stay_beside_news_of_today_as_the_cursor_passes_them(app: QApplication) -> None:
    async with staged(app, "news-today") as (window, seat):
        contact, editor = window.part(ContactScreen), seat.models.editor
        seat.models.call.on_call(a_call(seat))
        await seat.phone.answer(1)
        await seat.rest()
        contact.search.type_text("anagrafe")
        await seat.rest()
        contact.use_hit(0)
        await seat.rest()
        editor.closing.close()
        await seat.rest()
        assert editor.draft is None
        assert contact.search.text() == "anagrafe"
        card = contact.search.card_view.card()
        assert card is not None
        assert card.title == "Anagrafe di Via degli Esempi: orari e sede"
