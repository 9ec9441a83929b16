"""The flows that make up the day, in keys: a slower console fails here."""

from collections.abc import AsyncIterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.model.duty.seat_state import AgentState
from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from console.screens.contact.contact_screen import ContactScreen
from console.viewmodels.contact.contact_fields import Field
from contract.domain.contact import Disposition
from tests.support.async_fixtures import async_fixture
from tests.support.known import known
from tests.support.seats.driven_console import DrivenConsole, driven_console
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until
from widgets.cases.case_view import CaseView

SHIFT = Qt.KeyboardModifier.ShiftModifier


async def a_call_answered(driven: DrivenConsole, *, is_offline: bool = False) -> None:
    """Ready, ringing, F4: the contact is open and the cursor is in the search."""
    models = driven.models
    await driven.become_ready(is_offline=is_offline)
    driven.phone.citizen_calls()
    driven.keys = 0
    driven.press(Qt.Key.Key_F4)
    await until(lambda: models.editor.draft is not None)
    await until(lambda: driven.focus() is driven.window.part(ContactScreen).search.field.editor)


async def test_where_and_when_takes_at_most_twelve_keys(driven: DrivenConsole) -> None:
    await driven.start_work()
    await a_call_answered(driven)
    driven.type("tassa ri")
    driven.press(Qt.Key.Key_F9)
    await until(lambda: driven.models.own_work.contacts)
    [contact] = driven.models.own_work.contacts
    assert contact.topic_id == "tari"
    assert contact.card_ids == ("c-tari",)
    assert contact.disposition is Disposition.INFORMATION_GIVEN
    assert driven.keys <= 12
    await until(lambda: driven.models.connection.waiting == 0, what="sent to the server")


async def test_forwarding_a_known_caller_takes_at_most_twelve_keys_and_the_text(
    driven: DrivenConsole,
) -> None:
    await driven.start_work()
    await a_call_answered(driven)
    driven.type("tassa")
    await until(lambda: driven.models.knowledge.preview is not None)
    driven.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    form = driven.window.part(ContactScreen).form
    assert driven.focus() is form.fields.field("description").editor
    before = driven.keys
    driven.type("Ha pagato due volte.")
    driven.keys = before
    await until(lambda: driven.models.editor.draft.topic_id == "tari")
    driven.press(Qt.Key.Key_F9, SHIFT)
    await until(lambda: driven.models.own_work.contacts)
    [contact] = driven.models.own_work.contacts
    assert contact.disposition is Disposition.FORWARDED
    assert contact.desk_id == "tributi"
    assert contact.case_id is not None
    assert driven.keys <= 12


async def test_a_promised_callback_takes_at_most_six_keys(driven: DrivenConsole) -> None:
    await driven.sign_in()
    await a_call_answered(driven)
    driven.keys = 0
    driven.press(Qt.Key.Key_F11)
    driven.press(Qt.Key.Key_Down)
    driven.press(Qt.Key.Key_Return)
    editor = driven.models.editor
    assert known(editor.draft).callback == editor.offered_windows()[1]
    assert driven.keys <= 6


async def a_forwarded_case(app: QApplication, server: RealServer, folder: Path) -> None:
    """Level I forwards a case with a callback, and it reaches the server."""
    async with driven_console(app, server, folder) as driven:
        await driven.start_work()
        await a_call_answered(driven)
        editor = driven.models.editor
        await until(lambda: editor.topics)
        editor.edit(Field.TOPIC, "tari")
        editor.edit(Field.DESCRIPTION, "Ha pagato due volte la tassa rifiuti.")
        driven.press(Qt.Key.Key_F9, SHIFT)
        own_work = driven.models.own_work
        await until(lambda: own_work.contacts and not own_work.unsent, what="sent to the server")


@async_fixture
async def at_level_two(
    app: QApplication, city: RealServer, tmp_path: Path
) -> AsyncIterator[DrivenConsole]:
    """A clerk to whom a case was forwarded, before her first key."""
    await a_forwarded_case(app, city, tmp_path / "one")
    async with driven_console(app, city, tmp_path / "two") as driven:
        await driven.sign_in("livia")
        await until(lambda: driven.models.queue.rows)
        driven.keys = 0
        yield driven


async def dialled(at_level_two: DrivenConsole) -> CaseView:
    """Take the next callback and dial its number."""
    case = at_level_two.window.part(CallbackQueueScreen).case
    at_level_two.press(Qt.Key.Key_F11)
    await until(lambda: at_level_two.focus() is case.call_button)
    at_level_two.press(Qt.Key.Key_Return)
    await until(lambda: at_level_two.phone.call is not None)
    return case


async def test_taking_and_dialling_the_next_callback_takes_at_most_three_keys(
    at_level_two: DrivenConsole,
) -> None:
    await dialled(at_level_two)
    assert known(at_level_two.phone.call).peer == "+390655500123"
    assert at_level_two.keys <= 3


async def test_a_callback_takes_at_most_four_commands_from_taking_it_to_the_next(
    at_level_two: DrivenConsole,
) -> None:
    """F11, Enter, the answer in her words, F9: that it is solved the talk itself has told."""
    commands = 0
    work, case = at_level_two.models.case_work, await dialled(at_level_two)
    at_level_two.phone.citizen_answers()
    await until(lambda: at_level_two.focus() is case.answer)
    commands += at_level_two.keys
    at_level_two.phone.both_speak(25)
    assert case.values()["outcome"] == "solved"
    at_level_two.type("Rimborso avviato.")
    at_level_two.phone.citizen_hangs_up()
    at_level_two.press(Qt.Key.Key_F9)
    commands += 1
    await until(lambda: work.callback is None)
    await until(lambda: not at_level_two.models.queue.rows)
    await until(lambda: at_level_two.models.connection.waiting == 0)
    assert commands <= 4


async def test_after_the_last_case_she_is_ready_as_before_she_took_it(
    at_level_two: DrivenConsole,
) -> None:
    status, work = at_level_two.models.status, at_level_two.models.case_work
    await at_level_two.become_ready()
    at_level_two.press(Qt.Key.Key_F11)
    await until(lambda: work.callback is not None)
    assert (status.state, status.reason) == (AgentState.NOT_READY, "case_work")
    work.choose_outcome("no_answer")
    at_level_two.press(Qt.Key.Key_F9)
    await until(lambda: work.callback is None)
    await until(lambda: status.state is AgentState.READY)
    queue = at_level_two.models.queue
    await until(lambda: [(one.attempts, one.holder_name) for one in queue.rows] == [(1, "")])
    await until(lambda: not queue.is_claiming)
    assert (status.state, status.reason, work.callback) == (AgentState.READY, "", None)


async def test_a_mailbox_is_no_citizen_who_was_answered(at_level_two: DrivenConsole) -> None:
    case = await dialled(at_level_two)
    at_level_two.phone.citizen_answers()
    call = known(at_level_two.phone.call)
    greeting, message = (0.1,) * 20, (0.0,) * 60
    at_level_two.phone.says_quality(call.call, rx_levels=greeting, tx_levels=(0.0,) * 20)
    at_level_two.phone.says_quality(call.call, rx_levels=message, tx_levels=(0.1,) * 60)
    at_level_two.phone.citizen_hangs_up()
    assert case.values()["outcome"] == ""
    assert case.save_button.isVisible(), "what it was she says herself"


async def test_enter_pressed_twice_calls_the_citizen_once(at_level_two: DrivenConsole) -> None:
    case = at_level_two.window.part(CallbackQueueScreen).case
    at_level_two.press(Qt.Key.Key_F11)
    await until(lambda: at_level_two.focus() is case.call_button)
    dials: list[str] = []
    dial = at_level_two.phone.dial

    async def noted(to: str) -> int:
        dials.append(to)
        return await dial(to)

    at_level_two.phone.dial = noted  # type: ignore[method-assign]  # the phone itself still dials
    case.call_button.click()
    case.call_button.click()
    await until(lambda: at_level_two.phone.call is not None)
    at_level_two.press(Qt.Key.Key_Return)
    assert dials == ["+390655500123"]


async def test_a_pause_with_its_reason_takes_two_keys(driven: DrivenConsole) -> None:
    await driven.sign_in()
    await driven.become_ready()
    driven.keys = 0
    driven.press(Qt.Key.Key_F5)
    driven.press(Qt.Key.Key_2)
    assert driven.models.status.reason == "screen_break"
    assert driven.keys <= 2


async def test_a_citizen_who_answers_closes_no_panel_in_which_she_types(
    at_level_two: DrivenConsole,
) -> None:
    await dialled(at_level_two)
    at_level_two.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    typed_in = at_level_two.focus()
    at_level_two.type("pausa")
    at_level_two.phone.citizen_answers()
    await until(lambda: at_level_two.models.status.is_in_call)
    assert at_level_two.focus() is typed_in


async def test_a_callback_that_comes_to_her_closes_no_panel_in_which_she_types(
    at_level_two: DrivenConsole,
) -> None:
    """Else the Enter meant for the panel would dial the citizen."""
    at_level_two.press(Qt.Key.Key_F11)  # the server's answer comes while she goes on
    at_level_two.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    typed_in = at_level_two.focus()
    at_level_two.type("pausa")
    work = at_level_two.models.case_work
    await until(lambda: work.callback is not None)
    assert at_level_two.focus() is typed_in
    work.release()
    await until(lambda: work.callback is None)
    assert at_level_two.focus() is typed_in


async def test_who_writes_while_nobody_answers_goes_on_where_she_was(
    at_level_two: DrivenConsole,
) -> None:
    """The call ends and an outcome is proposed: the cursor stands where she is correcting."""
    case = await dialled(at_level_two)
    case.focus_field("answer")
    at_level_two.type("Nessuno ripsonde")
    for _ in range(5):
        at_level_two.press(Qt.Key.Key_Left)
    at_level_two.phone.citizen_hangs_up()
    await until(lambda: case.values()["outcome"] == "no_answer")
    field = case.fields.field("answer")
    assert at_level_two.focus() is field.editor
    assert field.cursor_position() == len("Nessuno rip")
