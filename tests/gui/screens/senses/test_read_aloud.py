"""What is said of the card in front, of the time that is left, of a page she comes back to."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.calls.call_panels import CallPanels
from console.screens.contact.contact_screen import ContactScreen
from console.viewmodels.calls.call_notices import CallNotice
from console.viewmodels.kit.notices import Level
from console.viewmodels.session.session import SessionState
from tests.gui.screens.calls.test_call_panel import a_seat_talking
from tests.gui.screens.conftest import heard
from tests.support.async_fixtures import async_fixture
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import PASSWORD
from tests.support.waiting import until
from widgets.cards.card_text import CardText, OfficeText

talking = async_fixture(a_seat_talking)
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


async def test_one_key_says_whether_it_is_open_the_notice_and_the_text_to_say(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "talking") as (window, _):
        search, focus = window.part(ContactScreen).search, QApplication.focusWidget()
        search.show_card(
            CardText(
                title="TARI: scadenze",
                warning="Seconda rata entro il 31 dicembre",
                say="«La seconda rata scade il 16 dicembre.»",
                offices=(OfficeText(name="Ufficio tributi", tag="chiuso · apre domani 08:30"),),
            )
        )
        spoken.clear()
        QTest.keyClick(focus, Qt.Key.Key_L, CTRL_SHIFT)
        await heard(
            spoken,
            "Chiuso, apre domani 08:30. Attenzione: Seconda rata entro il 31 dicembre. "
            "Da dire: «La seconda rata scade il 16 dicembre.»",
        )
        assert QApplication.focusWidget() is focus


async def test_a_withdrawn_card_is_never_said_as_a_text_for_the_citizen(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "talking") as (window, _):
        search = window.part(ContactScreen).search
        search.show_card(
            CardText(title="Vecchia", warning="Scheda ritirata.", say="No.", is_withdrawn=True)
        )
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, CTRL_SHIFT)
        await heard(spoken, "Attenzione: Scheda ritirata.")


async def test_without_a_card_the_key_says_what_to_do(app: QApplication, spoken: list[str]) -> None:
    async with staged(app, "nothing-found") as (_, _):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, CTRL_SHIFT)
        await heard(spoken, "Nessuna scheda aperta: F2 per cercare.")


async def test_a_card_taken_says_the_topic_that_went_into_the_contact_with_it(
    talking: DrivenConsole, spoken: list[str]
) -> None:
    await talking.search_is_ready()
    talking.type("tassa rifiuti")
    await until(lambda: talking.models.knowledge.answer.hits)
    talking.press(Qt.Key.Key_Return)
    await until(lambda: any(one.startswith("Nel contatto") for one in spoken))
    draft = talking.models.editor.draft
    assert draft is not None
    [topic] = [one for one in talking.models.editor.topics if one.id == draft.topic_id]
    said = f"Nel contatto: Tassa rifiuti: scadenze e rate. Argomento: {topic.path}"
    await heard(spoken, said.replace(" › ", ", "))


async def test_the_end_of_the_wrap_up_is_said_half_a_minute_and_ten_seconds_before(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "wrap-up") as (_, seat):
        spoken.clear()
        seat.models.duty.reminders.wrap_up_left.emit(30)
        await heard(spoken, "Ancora 30 secondi. Ctrl+T per un altro minuto.")
        seat.models.duty.reminders.wrap_up_left.emit(10)
        await heard(spoken, "10 secondi.")


async def test_who_locks_hears_it_once_and_who_unlocks_how_it_stands(
    talking: DrivenConsole, spoken: list[str]
) -> None:
    talking.models.session.lock()
    await until(lambda: talking.models.session.state is SessionState.LOCKED)
    talking.models.session.unlock("sbagliata")
    await until(lambda: talking.models.session.refusal, what="a try, and the page shown anew")
    assert len([one for one in spoken if one.startswith("Postazione bloccata")]) == 1
    spoken.clear()
    talking.models.session.unlock(PASSWORD)
    await until(lambda: talking.models.session.state is SessionState.SIGNED_IN)
    await until(lambda: any(one.startswith("In linea, ") for one in spoken), what=str(spoken))


@pytest.mark.parametrize("name", ["talking", "level2-case"])
async def test_the_answer_is_a_text_to_read_called_by_its_title(
    app: QApplication, name: str
) -> None:
    async with staged(app, name) as (window, _):
        view = window.part(ContactScreen).search.card_view
        seen = QAccessible.queryAccessibleInterface(view)
        assert seen.role() is QAccessible.Role.EditableText, "a label is read as one sentence"
        assert seen.state().readOnly
        card = view.card()
        assert card is not None
        assert seen.text(QAccessible.Text.Name) == f"Scheda: {card.title}"


async def test_a_page_further_in_the_card_says_which_heading_is_seen_now(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "talking") as (window, _):
        search = window.part(ContactScreen).search
        long = "\n".join(f"riga {number}" for number in range(40))
        search.show_card(
            CardText(title="TARI", say="Sì.", facts=(("Tempi", long), ("Costi", long)))
        )
        search.focus_box()
        spoken.clear()
        for _ in range(2):
            QTest.keyClick(search.field.editor, Qt.Key.Key_PageDown)
        assert search.card_view.verticalScrollBar().value() > 0
        await until(lambda: spoken, what="the place in the card is said")
        assert search.field.editor.hasFocus()
        QTest.keyClick(search.field.editor, Qt.Key.Key_PageUp)
        QTest.keyClick(search.field.editor, Qt.Key.Key_PageUp)
        await until(lambda: spoken[-1] == "TARI", what=f"among {spoken}")


async def test_that_a_citizen_waits_too_long_is_said_once_and_then_only_heard_as_a_tone(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "talking") as (window, seat):
        window.commands.run("call.answer_or_hold")
        await heard(spoken, "In attesa")
        for seconds in ("45", "75", "105"):
            told = {"seconds": seconds}
            seat.models.notices.tell(CallNotice.HOLD_REMINDER, Level.ACT_NOW, **told)
            await settle()
        await until(lambda: "In attesa da 45 secondi. F4 riprende." in spoken, what=str(spoken))
        window.commands.run("call.answer_or_hold")
        await until(lambda: "In linea" in spoken)
        assert [one for one in spoken if "F4 riprende" in one] == [
            "In attesa da 45 secondi. F4 riprende."
        ]


async def test_a_closed_line_says_so_as_it_asks_for_a_reason(
    talking: DrivenConsole, spoken: list[str]
) -> None:
    talking.press(Qt.Key.Key_F7)
    talking.type("nidi")
    talking.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: any("è chiuso" in one and "Scrivi perché" in one for one in spoken))
    assert talking.focus() is talking.window.part(CallPanels).transfer.picker.reason.editor
