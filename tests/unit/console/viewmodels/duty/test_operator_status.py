"""Ready, pause, call."""

from console.model.duty.seat_state import AgentState, PauseReason
from console.runtime.task_scope import TaskScope
from contract.wire.phone_socket import CallState, EndCause, Line
from tests.support.waiting import until
from tests.unit.console.viewmodels.duty_seat import Seat, own_call
from tests.unit.console.viewmodels.seat import REGISTERED, a_call


async def test_signing_in_leaves_the_seat_not_ready_until_f5(scope: TaskScope) -> None:
    seat = Seat(scope)
    assert seat.state is AgentState.OFFLINE
    seat.status.get_ready()
    assert seat.state is AgentState.OFFLINE
    seat.status.signed_in()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "signed_in")
    await until(lambda: seat.phone.available is False)


async def test_a_number_that_nobody_may_dial_is_told_to_the_server_and_a_slip_is_not(
    seat: Seat,
) -> None:
    seat.steps.clear()
    for number in ("899 123456", "+44 20 7123 4567", "12ab"):
        seat.call.controls.dial(number)
    seat.call.refused.emit("forbidden_number")  # as the phone says it of a transfer
    seat.call.refused.emit("phone_gone")
    assert seat.steps == [
        ("not_dialled", "phone_forbidden"),
        ("not_dialled", "phone_forbidden"),
        ("not_dialled", "forbidden_number"),
    ]


async def test_a_pause_with_its_reason_stops_calls_at_once(seat: Seat) -> None:
    seat.status.pause(PauseReason.SCREEN_BREAK)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "screen_break")
    await until(lambda: seat.phone.available is False)
    seat.pass_time(90)
    assert seat.status.elapsed_s == 90


async def test_a_pause_asked_while_talking_waits_for_the_end_of_the_contact(seat: Seat) -> None:
    seat.talk()
    seat.status.pause(PauseReason.BREAK)
    assert seat.state is AgentState.TALKING
    assert seat.status.pending_pause is PauseReason.BREAK
    seat.hang_up()
    assert seat.state is AgentState.WRAP_UP
    seat.status.wrap_up.contact_closed()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")
    assert seat.status.pending_pause is None


async def test_a_pending_pause_can_be_taken_back(seat: Seat) -> None:
    seat.talk()
    seat.status.pause(PauseReason.BREAK)
    seat.status.get_ready()
    assert seat.status.pending_pause is None
    assert seat.state is AgentState.TALKING


async def test_a_call_not_answered_in_15_seconds_leaves_the_seat_not_ready(seat: Seat) -> None:
    seat.phone.report(a_call())
    seat.pass_time(14.9)
    assert seat.state is AgentState.RINGING
    seat.pass_time(0.2)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "missed_call")
    await until(lambda: ("reject", 1) in seat.phone.asked)
    assert seat.told == ["missed"]
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "missed_call")


async def test_the_exchange_taking_an_unanswered_call_back_counts_as_missed(seat: Seat) -> None:
    seat.phone.report(a_call())
    seat.hang_up(EndCause.NO_ANSWER)
    assert seat.status.reason == "missed_call"


async def test_a_citizen_hanging_up_while_it_rings_costs_the_operator_nothing(seat: Seat) -> None:
    seat.phone.report(a_call())
    seat.hang_up()
    assert seat.state is AgentState.READY


async def test_declining_a_call_leaves_the_seat_not_ready(seat: Seat) -> None:
    seat.phone.report(a_call())
    seat.status.calls.decline()
    await until(lambda: seat.status.reason == "declined")
    assert seat.state is AgentState.NOT_READY


async def test_without_a_microphone_no_call_arrives_until_it_is_back(seat: Seat) -> None:
    seat.call.on_devices((), False)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "no_microphone")
    seat.status.get_ready()
    assert seat.state is AgentState.NOT_READY
    seat.call.on_devices((), True)
    assert seat.state is AgentState.READY


async def test_a_lost_line_brings_the_seat_back_by_itself_only_if_it_was_ready(seat: Seat) -> None:
    seat.call.on_line(Line(reason="unreachable"))
    assert seat.status.reason == "line_lost"
    seat.call.on_line(REGISTERED)
    assert seat.state is AgentState.READY
    seat.status.pause(PauseReason.BREAK)
    seat.call.on_line(Line(reason="unreachable"))
    seat.call.on_line(REGISTERED)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")


async def test_the_line_lost_while_talking_is_told_only_after_the_contact(seat: Seat) -> None:
    seat.talk()
    seat.call.on_line(Line(reason="unreachable"))
    assert seat.state is AgentState.TALKING
    seat.hang_up()
    seat.status.wrap_up.contact_closed()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "line_lost")


async def test_a_citizen_on_hold_is_remembered_after_45_seconds_then_every_30(seat: Seat) -> None:
    seat.talk()
    seat.phone.report(a_call(state=CallState.HELD, answered_mono_s=1000.0))
    assert seat.state is AgentState.HELD
    seat.pass_time(44)
    assert seat.told == []
    seat.pass_time(1)
    seat.pass_time(1)
    assert seat.told == ["reminder"]
    seat.pass_time(30)
    assert seat.told == ["reminder", "reminder"]


async def test_calling_out_returns_to_what_was_before(seat: Seat) -> None:
    seat.status.work_on_case()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "case_work")
    seat.phone.report(a_call(is_incoming=False, state=CallState.CALLING))
    assert seat.state is AgentState.CALLING
    seat.phone.report(a_call(is_incoming=False, state=CallState.ACTIVE, answered_mono_s=1005.0))
    assert seat.state is AgentState.TALKING
    seat.hang_up()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "case_work")
    seat.status.case_done()
    assert seat.state is AgentState.READY


async def test_a_case_closed_while_talking_leaves_her_ready_after_the_call(seat: Seat) -> None:
    seat.status.work_on_case()
    own_call(seat)
    seat.status.case_done()
    assert seat.state is AgentState.CALLING
    seat.hang_up()
    assert (seat.state, seat.status.reason) == (AgentState.READY, "")
    assert [wish for wish, _ in seat.steps].count("case_done") == 1


async def test_a_pause_chosen_before_the_case_is_what_she_comes_back_to(seat: Seat) -> None:
    seat.status.pause(PauseReason.TRAINING)
    seat.status.work_on_case()
    own_call(seat)
    seat.status.case_done()
    seat.hang_up()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, PauseReason.TRAINING)


async def test_signing_out_takes_the_seat_off_the_queue(seat: Seat) -> None:
    seat.status.signed_out()
    assert seat.state is AgentState.OFFLINE
    await until(lambda: seat.phone.available is False)


async def test_a_pause_asked_for_while_calling_a_citizen_comes_after_the_call(seat: Seat) -> None:
    seat.status.work_on_case()
    own_call(seat)
    seat.status.pause(PauseReason.MEETING)
    seat.hang_up()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, PauseReason.MEETING)
    seat.status.case_done()
    assert seat.state is AgentState.NOT_READY
