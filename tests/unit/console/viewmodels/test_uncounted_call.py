"""The server never counted the call that is written up here."""

import pytest

from console.model.duty.seat_state import AgentState, PauseReason
from contract.domain.agents.agent import DutyState
from contract.wire.phone_socket import CallState
from tests.unit.console.viewmodels.duty_seat import (
    Seat,
    a_seat_writing_up_what_no_server_knows,
    a_view,
)
from tests.unit.console.viewmodels.seat import a_call


@pytest.mark.parametrize("reason", ["line_lost", "seat_lost", "signed_in"])
async def test_the_contact_of_a_call_the_server_never_counted_stays_on_the_screen(
    reason: str,
) -> None:
    async with a_seat_writing_up_what_no_server_knows() as seat:
        view = a_view(seat, 2, state=DutyState.NOT_READY, reason=reason)
        seat.status.server.adopt(view, True)
        seat.pass_time(59)
        assert (seat.state, seat.told, seat.steps) == (AgentState.WRAP_UP, [], [])
        seat.pass_time(1)
        assert seat.told == ["expired"]
        assert seat.steps == [("wrap_up_done", "")]  # whoever is asked answers: the view holds now
        seat.status.server.adopt(view, True)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, reason)


async def test_no_call_rings_while_she_writes_up_what_the_server_never_counted() -> None:
    async with a_seat_writing_up_what_no_server_knows() as seat:
        seat.status.server.adopt(a_view(seat, 2, state=DutyState.READY), True)
        assert seat.state is AgentState.WRAP_UP
        assert seat.steps == [("case_work", "")]
        seat.status.server.adopt(a_view(seat, 3, state=DutyState.READY), True)
        assert seat.steps == [("case_work", "")]  # asked for once
        seat.status.server.adopt(
            a_view(seat, 4, state=DutyState.NOT_READY, reason="case_work"), True
        )
        assert seat.state is AgentState.WRAP_UP
        seat.status.wrap_up.contact_closed()
        assert seat.state is AgentState.READY
        assert seat.steps[1:] == [("wrap_up_done", ""), ("case_done", "")]
        assert seat.told == []


async def test_a_pause_of_who_writes_up_alone_comes_when_she_has_done() -> None:
    async with a_seat_writing_up_what_no_server_knows() as seat:
        seat.status.pause(PauseReason.BREAK)
        seat.status.server.adopt(a_view(seat, 2, state=DutyState.NOT_READY, reason="break"), True)
        assert (seat.state, seat.status.pending_pause) == (AgentState.WRAP_UP, PauseReason.BREAK)
        seat.status.wrap_up.contact_closed()
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")


async def test_each_time_calls_may_ring_again_the_server_is_asked_again() -> None:
    async with a_seat_writing_up_what_no_server_knows() as seat:
        seat.status.server.adopt(a_view(seat, 2, state=DutyState.READY), True)
        seat.status.lock.lock()
        seat.status.server.adopt(a_view(seat, 4, state=DutyState.NOT_READY, reason="break"), True)
        seat.status.lock.unlock()
        seat.pass_time(1)
        seat.status.server.adopt(a_view(seat, 5, state=DutyState.RESERVED), True)
        assert seat.steps[-1] == ("ready", "")  # a call on its way is not asked away
        seat.status.server.adopt(a_view(seat, 6, state=DutyState.READY), True)
        assert seat.steps[-1] == ("case_work", "")


async def test_who_signed_in_elsewhere_is_not_made_ready_there_by_what_ends_here() -> None:
    async with a_seat_writing_up_what_no_server_knows() as seat:
        seat.status.seat = "1001"
        seat.status.server.adopt(a_view(seat, 2, state=DutyState.READY), True)
        seat.status.server.adopt(
            a_view(seat, 4, state=DutyState.NOT_READY, reason="case_work", seat="1002"), True
        )
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "elsewhere")
        assert seat.steps == [("case_work", "")]


async def test_the_server_is_told_which_call_is_written_up(seat: Seat) -> None:
    seat.phone.report(a_call(call_key="k-1"))
    seat.phone.report(a_call(call_key="k-1", state=CallState.ACTIVE, answered_mono_s=1000.0))
    seat.hang_up()
    seat.status.server.adopt(a_view(seat, 2, state=DutyState.READY), True)
    assert (seat.steps[-1], seat.keys[-1]) == (("case_work", ""), "k-1")
