"""What is shown before the server answers is what it will say: both ends have one set of rules."""

from console.model.duty.seat_state import AgentState, PauseReason
from contract.domain.agents.agent import DutyState, WrapUpMode
from contract.domain.ids import QueueId
from contract.domain.queue import Queue
from contract.wire.phone_socket import CallState, EndCause
from tests.support.waiting import until
from tests.unit.console.viewmodels.duty_seat import (
    Seat,
    a_seat_with,
    a_view,
    a_wrap_up_view,
    have_talked,
    own_call,
)
from tests.unit.console.viewmodels.seat import a_call


def direct_call(seat: Seat) -> None:
    """Have a colleague call the seat: through no queue, whatever the operator's state."""
    seat.phone.report(a_call(call=5, sip_id="direct", queue="", offer=""))


async def test_ready_said_in_a_call_made_in_a_pause_holds_after_it(seat: Seat) -> None:
    seat.status.pause(PauseReason.BREAK)
    own_call(seat)
    seat.status.get_ready()
    seat.hang_up()
    assert seat.state is AgentState.READY


async def test_a_call_taken_in_a_pause_leads_back_to_it(seat: Seat) -> None:
    seat.status.pause(PauseReason.BREAK)
    seat.complete = True
    seat.talk()
    seat.hang_up()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")


async def test_a_call_missed_in_a_pause_or_while_writing_changes_nothing(seat: Seat) -> None:
    have_talked(seat)
    direct_call(seat)
    seat.hang_up(EndCause.NO_ANSWER)
    assert (seat.state, seat.status.wrap_up.left_s) == (AgentState.WRAP_UP, 60)
    seat.status.wrap_up.contact_closed()
    seat.status.pause(PauseReason.BREAK)
    direct_call(seat)
    seat.pass_time(20)
    await until(lambda: ("reject", 5) in seat.phone.asked)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")


async def test_a_pause_asked_for_while_it_rings_comes_when_the_call_is_missed(seat: Seat) -> None:
    seat.phone.report(a_call())
    seat.status.pause(PauseReason.BREAK)
    seat.pass_time(20)
    await until(lambda: ("reject", 1) in seat.phone.asked)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")
    assert seat.told == ["missed"]


async def test_a_pause_by_a_lead_comes_with_the_end_of_the_time_also_without_a_reason(
    seat: Seat,
) -> None:
    have_talked(seat)
    seat.status.server.adopt(
        a_wrap_up_view(seat, 60, rev=2, call_key="k-1", pending="forced"), True
    )
    seat.pass_time(60)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")


async def test_a_call_made_at_a_seat_left_for_another_leads_back_there(seat: Seat) -> None:
    seat.status.seat = "1001"
    seat.status.pause(PauseReason.BREAK)
    own_call(seat)
    seat.status.server.adopt(a_view(seat, state=DutyState.READY, seat="1002"), True)
    seat.hang_up()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "elsewhere")


async def test_a_pause_asked_for_in_a_call_she_makes_is_said_to_come_and_comes(seat: Seat) -> None:
    own_call(seat)
    seat.status.pause(PauseReason.BREAK)
    assert seat.status.pending_pause is PauseReason.BREAK
    seat.status.server.adopt(a_view(seat, state=DutyState.NOT_READY, reason="break"), True)
    seat.hang_up()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")


async def test_time_asked_for_is_not_over_by_a_call_made_in_it() -> None:
    async with a_seat_with(WrapUpMode.REQUESTED, 45) as seat:
        seat.talk()
        seat.status.wrap_up.want()
        seat.hang_up()
        own_call(seat)
        own_call(seat, answered_mono_s=seat.clock())
        seat.phone.report(
            a_call(call=9, is_incoming=False, state=CallState.ACTIVE, answered_mono_s=seat.clock())
        )
        seat.hang_up()
        assert (seat.state, seat.status.wrap_up.left_s) == (AgentState.WRAP_UP, 45)


async def test_a_queue_that_is_heard_of_during_the_call_says_what_follows_it(seat: Seat) -> None:
    seat.talk()
    queue = Queue(id=QueueId("tributi"), name="Tributi", wrap_up=WrapUpMode.FORCED_TIMEOUT)
    seat.status.show_queues((queue,))
    seat.complete = True
    seat.hang_up()
    assert seat.state is AgentState.WRAP_UP
    assert seat.status.wrap_up.mode is WrapUpMode.FORCED_TIMEOUT


async def test_the_queue_and_key_a_call_has_at_its_end_are_its_own() -> None:
    async with a_seat_with(WrapUpMode.MANDATORY) as seat:
        seat.phone.report(a_call(queue=""))
        seat.phone.report(a_call(queue="", state=CallState.ACTIVE, answered_mono_s=seat.clock()))
        up = a_call(call_key="k-1", state=CallState.ACTIVE, answered_mono_s=seat.clock())
        seat.phone.report(up)
        seat.hang_up()
        assert (seat.state, seat.status.wrap_up.limit_s) == (AgentState.WRAP_UP, None)
