"""Whoever takes no calls says so at the door: no seat is asked, and no call can come."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from console.model.duty.seat_state import AgentState
from console.screens.calls.seat_strip import SeatStrip
from console.viewmodels.session.session import SessionState
from contract.domain.account import Role
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import PASSWORD, RealServer
from tests.support.waiting import until
from widgets.kit.action_button import ActionButton


async def _enter(driven: DrivenConsole, login: str) -> None:
    """By keys from the empty page on: name, password, past the seat, the box, Enter."""
    session = driven.models.session
    await until(lambda: session.state is SessionState.SIGNED_OUT)
    driven.window.sign_in.set_values()
    driven.window.sign_in.focus_first()
    driven.type(login)
    driven.press(Qt.Key.Key_Tab)
    driven.type(PASSWORD)
    driven.press(Qt.Key.Key_Tab)
    driven.press(Qt.Key.Key_Tab)
    driven.press(Qt.Key.Key_Space)
    driven.press(Qt.Key.Key_Tab)
    driven.press(Qt.Key.Key_Return)
    await until(lambda: session.state is SessionState.SIGNED_IN)


def shown_seat(driven: DrivenConsole) -> str:
    """Return what the right end of the status line says."""
    buttons = driven.window.work.status.findChildren(ActionButton)
    return next(button.text() for button in buttons if "F1" in button.text())


async def test_the_seat_that_is_shown_is_the_one_she_signed_in_at(driven: DrivenConsole) -> None:
    await driven.sign_in("anna", seat="1007")
    assert "1007" in shown_seat(driven)
    await driven.sign_out()
    await driven.sign_in("livia", seat="1008")
    assert "1008" in shown_seat(driven)


async def test_an_editor_enters_without_a_seat(city: RealServer, driven: DrivenConsole) -> None:
    await city.add_account("edda", Role.EDITOR)
    await _enter(driven, "edda")
    assert driven.window.work.module == "editing"
    seats = await city.database.read(lambda c: c.execute("SELECT seat FROM seat"))
    assert [row["seat"] for row in seats] == []


async def test_alt_t_and_enter_are_enough(city: RealServer, driven: DrivenConsole) -> None:
    await city.add_account("edda", Role.EDITOR)
    driven.window.sign_in.set_values()
    await driven.enter_without_phone("edda")
    assert driven.keys == len("edda") + len(PASSWORD) + 3
    assert driven.window.work.module == "editing"


async def test_a_clerk_who_takes_no_calls_today_works_on_and_is_on_nobodys_list(
    city: RealServer, driven: DrivenConsole
) -> None:
    await _enter(driven, "anna")
    status = driven.models.status
    assert (status.state, status.reason) == (AgentState.OFFLINE, "no_phone")
    assert "senza telefono" in driven.window.part(SeatStrip).spoken_state()
    driven.press(Qt.Key.Key_F5)
    assert status.state is AgentState.OFFLINE, "no key makes calls come to no telephone"
    await until(lambda: driven.models.connection.connection.online)
    duties = await city.database.read(lambda c: c.execute("SELECT * FROM duty"))
    assert list(duties) == []
    assert "1001" not in shown_seat(driven), "the computer's number is not hers today"
    driven.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: driven.models.editor.draft is not None)


async def test_the_line_of_an_earlier_day_does_not_ring_today(
    city: RealServer, driven: DrivenConsole
) -> None:
    await driven.sign_in("anna")
    await driven.sign_out()
    city.go_offline()
    await _enter(driven, "anna")
    assert not driven.models.call.expects_line
    assert driven.models.status.state is AgentState.OFFLINE


async def test_the_next_one_at_this_seat_takes_calls_unless_she_says_otherwise(
    driven: DrivenConsole,
) -> None:
    await _enter(driven, "anna")
    await driven.sign_out()
    box = driven.window.sign_in.findChild(QCheckBox, "sign_in_no_phone")
    await until(lambda: not box.isChecked())
