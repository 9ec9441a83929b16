"""A call that ends while she types in a panel leaves cursor and text where they are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from console.model.duty.seat_state import AgentState
from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.scenes.scene_seat import SceneSeat
from console.screens.calls.call_panels import CallPanels
from console.screens.calls.seat_strip import SeatStrip
from console.screens.contact.contact_screen import ContactScreen
from console.screens.duty.pause_presenter import PausePresenter
from console.screens.kit.callback_bands import CallbackBands
from console.screens.knowledge.fault_presenter import FaultPresenter
from console.shell.main_window import MainWindow
from console.viewmodels.contact import contact_closing
from console.viewmodels.contact.contact_fields import Field
from contract.wire.phone_socket import CallState, EndCause
from tests.support.known import known
from tests.support.seats.driven_console import strip_of
from tests.support.waiting import until
from widgets.panels.floating_panel import FloatingPanel, panel_of

# Every command of a call that opens a panel.
OPENS = (
    "call.transfer", "call.digits", "call.list", "status.pause", "callback.act", "palette.open",
    "help.keys", "messages.last", "connection.details", "entry.fault", "card.send", "block.ask",
    "case.find", "case.closed", "safety.open", "audio.open", "password.change",
)  # fmt: skip
OVER = "La telefonata è finita. Quello che hai scritto resta qui finché chiudi: Esc."


def focus() -> QWidget:
    found = known(QApplication.focusWidget())
    return found


def typed(part: QWidget) -> str:
    if isinstance(part, QLineEdit):
        return part.text()
    return part.toPlainText() if isinstance(part, QTextEdit | QPlainTextEdit) else ""


def citizen_hangs_up(seat: SceneSeat) -> None:
    call = known(seat.models.call.call)
    ended_s = call.started_mono_s + 90
    cause = EndCause.HUNG_UP_THERE
    seat.phone.report(call.call, state=CallState.ENDED, cause=cause, ended_mono_s=ended_s)


async def make_incomplete(seat: SceneSeat) -> None:
    seat.models.editor.edit(Field.TOPIC, "")
    await settle()


@pytest.fixture
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contact was written long before: it closes by itself with its call."""
    monkeypatch.setattr(contact_closing, "STILL_WRITING_S", 0.0)


@pytest.mark.usefixtures("nobody_writes")
@pytest.mark.parametrize("is_complete", [True, False])
@pytest.mark.parametrize("name", OPENS)
async def test_the_panel_stays_and_what_she_types_lands_nowhere_else(
    app: QApplication, name: str, is_complete: bool
) -> None:
    async with staged(app, "talking") as (window, seat):
        if is_complete:
            seat.models.editor.filling.confirm_proposal()
        else:
            await make_incomplete(seat)
        search = window.part(ContactScreen).search.field
        before_search = search.value()
        window.commands.run(name)
        await settle()
        panel = panel_of(focus())
        assert panel is not None, "it opens no panel"
        QTest.keyClicks(focus(), "tri")
        await settle()
        part, text = focus(), typed(focus())
        citizen_hangs_up(seat)
        await until(lambda: not seat.models.call.is_live)
        await settle()
        after = AgentState.READY if is_complete else AgentState.WRAP_UP
        assert seat.models.status.state is after
        assert (panel.isVisible(), focus()) == (True, part)
        assert typed(part) == text
        QTest.keyClicks(focus(), "buti")
        await settle()
        assert focus() is part
        assert typed(part) == (f"{text}buti" if text else "")
        assert search.value() in ("", before_search), "nothing is searched for"


async def test_all_panels_of_the_window_are_tried(app: QApplication) -> None:
    """A new command that opens a panel belongs among those above."""
    tried = {
        *OPENS,
        "search.filter",
        "safety.next",
        "text.focus",
        "team.open",
        "words.open",
        "figures.open",
        "settings.open",  # nothing is typed there
    }
    async with staged(app, "talking") as (window, _):
        for command in window.commands.all:
            if command.name in tried or command.name.startswith(("entry.", "session.", "call.")):
                continue
            if command.is_offered():
                window.commands.run(command.name)
                await settle()
                assert panel_of(QApplication.focusWidget()) is None, command.name


async def test_in_the_transfer_note_and_reason_stay_and_enter_calls_nobody(
    app: QApplication,
) -> None:
    async with staged(app, "transfer-closed") as (window, seat):
        picker = window.part(CallPanels).transfer.picker
        QTest.keyClicks(focus(), "aspetta da un'ora")
        reason = focus()
        citizen_hangs_up(seat)
        await settle()
        assert focus() is reason
        assert picker.reason.value().endswith("aspetta da un'ora")
        assert picker.sentence() == OVER
        for keys in ("Return", "Ctrl+Return"):
            QTest.keySequence(focus(), QKeySequence(keys))
            await settle()
        assert not seat.models.call.is_live
        QTest.keyClick(focus(), Qt.Key.Key_Escape)
        assert picker.isHidden()
        assert focus() is window.part(ContactScreen).search.field.editor or focus().isVisible()


async def test_a_second_call_that_rings_leaves_the_transfer_open(app: QApplication) -> None:
    async with staged(app, "transfer-choose") as (window, seat):
        picker, part = window.part(CallPanels).transfer.picker, focus()
        text = typed(part)
        seat.phone.report(2, state=CallState.INCOMING, peer="+390655500999")
        await settle()
        assert (picker.isVisible(), focus(), typed(part)) == (True, part, text)
        assert "In arrivo" in window.part(SeatStrip).spoken_state()


@pytest.mark.usefixtures("nobody_writes")
async def test_closed_by_herself_the_panel_leads_to_the_search(app: QApplication) -> None:
    async with staged(app, "talking") as (window, seat):
        window.part(ContactScreen).focus_description()
        window.commands.run("entry.fault")
        seat.models.editor.filling.confirm_proposal()
        citizen_hangs_up(seat)
        await until(lambda: seat.models.editor.draft is None)
        await settle()
        panel: FloatingPanel = window.part(FaultPresenter).panel
        assert panel.isVisible()
        QTest.keyClick(focus(), Qt.Key.Key_Escape)
        assert focus() is window.part(ContactScreen).search.field.editor


@pytest.mark.usefixtures("nobody_writes")
async def test_a_band_chosen_for_a_contact_that_is_closed_promises_nothing(
    app: QApplication,
) -> None:
    async with staged(app, "talking") as (window, seat):
        window.commands.run("callback.act")
        seat.models.editor.filling.confirm_proposal()
        citizen_hangs_up(seat)
        await until(lambda: seat.models.editor.draft is None)
        seat.models.editor.begin(phone="+390655500999")
        await until(lambda: seat.models.editor.draft is not None)
        await choose_first_band(window)
        draft = known(seat.models.editor.draft)
        assert draft.callback is None
        assert "richiamo non è stato fissato" in strip_of(window).state().detail


async def choose_first_band(window: MainWindow) -> None:
    window.part(CallbackBands).picker.chosen.emit("0")
    await settle()


async def test_the_pause_says_when_it_begins_once_the_call_is_over(app: QApplication) -> None:
    async with staged(app, "talking") as (window, seat):
        window.commands.run("status.pause")
        menu = window.part(PausePresenter).menu
        assert menu.line() == "La pausa comincia dopo questa telefonata."
        citizen_hangs_up(seat)
        await settle()
        assert menu.line() == ""
