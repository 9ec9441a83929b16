"""No call rings at a locked seat, nor after one that hurt."""

from console.model.duty.seat_state import AgentState, PauseReason
from contract.wire.phone_socket import Line
from tests.support.waiting import until
from tests.unit.console.viewmodels.duty_seat import Seat
from tests.unit.console.viewmodels.seat import REGISTERED, a_call


async def test_no_call_rings_at_a_locked_seat_after_the_one_it_was_locked_in(seat: Seat) -> None:
    seat.talk()
    seat.status.lock.lock()
    assert seat.state is AgentState.TALKING
    seat.hang_up()
    seat.pass_time(60)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, PauseReason.BREAK)
    await until(lambda: seat.phone.available is False)
    seat.status.lock.unlock()
    seat.status.get_ready()
    assert seat.state is AgentState.READY


async def test_unlocking_during_the_call_asks_for_no_pause(seat: Seat) -> None:
    seat.complete = True
    seat.talk()
    seat.status.lock.lock()
    seat.status.lock.unlock()
    seat.hang_up()
    assert seat.state is AgentState.READY


async def test_a_call_ringing_when_the_seat_is_locked_goes_back_to_its_queue(seat: Seat) -> None:
    seat.phone.report(a_call())
    seat.status.lock.lock()
    await until(lambda: ("reject", 1) in seat.phone.asked)
    await until(lambda: seat.state is AgentState.NOT_READY)


async def test_a_line_that_comes_back_to_a_locked_seat_rings_nothing(seat: Seat) -> None:
    seat.call.on_line(Line(registered=False, reason="unreachable"))
    seat.status.lock.lock()
    seat.call.on_line(REGISTERED)
    assert seat.state is AgentState.NOT_READY


async def test_a_call_on_its_way_to_a_seat_just_locked_goes_back_at_once(seat: Seat) -> None:
    seat.status.lock.lock()
    seat.phone.report(a_call())
    await until(lambda: seat.call.call is None)
    assert ("reject", 1) in seat.phone.asked
    assert seat.state is AgentState.NOT_READY


async def test_a_locked_seat_is_out_of_the_queue_even_where_no_pause_is_free(seat: Seat) -> None:
    seat.steps.clear()
    seat.status.lock.lock()
    assert seat.steps == [("pause", "break")]
    seat.status.server.refused("pause_full")
    assert seat.steps[-1] == ("case_work", "")
    assert seat.words == []


async def test_after_a_hurting_call_no_other_rings_until_the_operator_says_so(seat: Seat) -> None:
    seat.complete = True
    seat.talk()
    seat.status.need_care()
    seat.hang_up()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "after_care")
    seat.status.get_ready()
    assert seat.state is AgentState.READY


async def test_unlocking_takes_no_rest_back_that_an_alarm_asks_for(seat: Seat) -> None:
    seat.complete = True
    seat.talk()
    seat.status.lock.lock()
    seat.status.expect_care()
    seat.status.lock.unlock()
    seat.hang_up()
    seat.status.need_care()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "after_care")
    assert seat.steps[-3:] == [("pause", "break"), ("ended", ""), ("wrap_up_done", "")]
