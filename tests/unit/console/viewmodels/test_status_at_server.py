"""What the server says of a seat, and what it is told of one."""

import pytest

from console.model.duty.seat_state import AgentState, PauseReason
from console.runtime.task_scope import TaskScope
from contract.domain.agents.agent import DutyState
from contract.wire.phone_socket import CallState, EndCause, Line
from tests.support.waiting import until
from tests.unit.console.viewmodels.duty_seat import Seat, a_view, own_call
from tests.unit.console.viewmodels.seat import REGISTERED, a_call


async def test_a_view_that_lacks_what_was_done_here_changes_nothing(seat: Seat) -> None:
    seat.status.pause(PauseReason.BREAK)
    seat.status.server.adopt(a_view(seat, state=DutyState.READY), False)
    assert seat.status.reason == PauseReason.BREAK
    seat.status.server.adopt(a_view(seat, 2, state=DutyState.READY), True)
    assert seat.state is AgentState.READY


async def test_a_refused_pause_is_worded_and_the_seat_is_as_the_server_says(seat: Seat) -> None:
    seat.status.pause(PauseReason.BREAK)
    seat.status.server.refused("pause_full")
    seat.status.server.adopt(a_view(seat, state=DutyState.READY), True)
    assert seat.words == [("pause_full", {})]
    assert seat.state is AgentState.READY


async def test_what_somebody_else_decided_meanwhile_is_told_with_the_state_of_now(
    seat: Seat,
) -> None:
    seat.status.pause(PauseReason.BREAK)
    seat.status.server.refused("stale_wish")
    assert seat.words == []
    seat.status.server.adopt(a_view(seat, state=DutyState.NOT_READY, reason="training"), True)
    assert seat.words == [("stale_wish", {"state": "not_ready", "reason": "training"})]


async def test_nothing_is_told_where_the_same_was_decided_elsewhere(seat: Seat) -> None:
    seat.phone.report(a_call())
    seat.status.calls.decline()
    await until(lambda: seat.status.reason == "declined")
    seat.status.server.refused("stale_wish")
    seat.status.server.adopt(a_view(seat, state=DutyState.NOT_READY, reason="declined"), True)
    assert seat.words == []
    seat.status.server.adopt(a_view(seat, 2, state=DutyState.READY), True)
    assert seat.words == [], "that came later, and not in place of what she did"


async def test_what_a_lead_decided_meanwhile_is_said_once_in_the_leads_name(seat: Seat) -> None:
    seat.status.pause(PauseReason.BREAK)
    seat.status.server.refused("stale_wish")
    view = a_view(
        seat, state=DutyState.NOT_READY, reason="forced", forced_by="Lea", message="Vieni"
    )
    seat.status.server.adopt(view, True)
    assert [code for code, _ in seat.words] == ["forced_pause"]


async def test_a_missed_call_told_by_the_server_is_told_to_the_operator(seat: Seat) -> None:
    seat.status.server.adopt(a_view(seat, state=DutyState.NOT_READY, reason="missed_call"), True)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "missed_call")
    assert seat.told == ["missed"]


async def test_what_the_seat_calls_missed_stays_missed_when_the_server_calls_it_declined(
    seat: Seat,
) -> None:
    seat.phone.report(a_call())
    seat.pass_time(15)
    await until(lambda: ("reject", 1) in seat.phone.asked)
    seat.status.server.adopt(a_view(seat, state=DutyState.NOT_READY, reason="declined"), True)
    assert seat.status.reason == "missed_call"


@pytest.mark.parametrize("reason", ["flapping", "seat_lost", "after_care"])
async def test_the_operator_is_told_why_no_call_rings(seat: Seat, reason: str) -> None:
    seat.status.server.adopt(a_view(seat, state=DutyState.NOT_READY, reason=reason), True)
    assert seat.words == [(reason, {})]
    seat.status.get_ready()
    assert seat.state is AgentState.READY


async def test_calls_ring_where_the_operator_signed_in_last(scope: TaskScope) -> None:
    seat = Seat(scope)
    seat.call.on_line(REGISTERED)
    seat.status.signed_in("1001")
    seat.status.get_ready()
    seat.status.server.adopt(a_view(seat, state=DutyState.READY, seat="1002"), True)
    assert seat.status.elsewhere == "1002"
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "elsewhere")
    await until(lambda: seat.phone.available is False)
    seat.status.get_ready()
    assert seat.state is AgentState.NOT_READY
    assert seat.words == [("elsewhere", {"seat": "1002"})] * 2
    seat.status.server.adopt(a_view(seat, 2, state=DutyState.READY, seat="1001"), True)
    assert seat.status.elsewhere == ""
    assert seat.state is AgentState.READY


async def test_a_call_goes_on_at_a_seat_the_operator_left_for_another(scope: TaskScope) -> None:
    seat = Seat(scope)
    seat.call.on_line(REGISTERED)
    seat.status.signed_in("1001")
    seat.status.get_ready()
    seat.talk()
    seat.status.server.adopt(a_view(seat, state=DutyState.ON_CALL, seat="1002"), True)
    assert seat.state is AgentState.TALKING
    seat.complete = True
    seat.hang_up()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "elsewhere")


async def test_what_happened_is_proposed_in_its_order(seat: Seat) -> None:
    seat.steps.clear()
    seat.talk()
    seat.status.pause(PauseReason.BREAK)
    seat.complete = True
    seat.hang_up()
    assert seat.steps == [("answered", ""), ("pause", "break"), ("ended", ""), ("wrap_up_done", "")]
    assert seat.status.reason == PauseReason.BREAK


async def test_a_call_the_operator_made_leaves_no_wrap_up_at_the_server(seat: Seat) -> None:
    seat.status.work_on_case()
    seat.steps.clear()
    own_call(seat)
    own_call(seat, answered_mono_s=1000.0)
    seat.phone.report(
        a_call(call=9, is_incoming=False, state=CallState.ACTIVE, answered_mono_s=1000.0)
    )
    seat.hang_up()
    assert seat.steps == [("answered", ""), ("ended", ""), ("wrap_up_done", "")]


async def test_a_call_lost_with_the_phone_is_named_so(seat: Seat) -> None:
    seat.talk()
    seat.hang_up(EndCause.PHONE_LOST)
    assert ("ended", "phone_lost") in seat.steps


async def test_the_line_is_told_when_it_changes(seat: Seat) -> None:
    seat.steps.clear()
    seat.call.on_line(Line(reason="unreachable"))
    seat.call.on_line(REGISTERED)
    assert seat.steps == [("line", "unreachable"), ("line", "")]


async def test_a_pause_taken_while_a_call_was_on_its_way_stands(seat: Seat) -> None:
    """The call is offered to her still; it finds nobody, and goes on to a colleague."""
    seat.status.pause(PauseReason.BREAK)
    seat.status.server.adopt(a_view(seat, 2, state=DutyState.RESERVED, pending="break"), True)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")
