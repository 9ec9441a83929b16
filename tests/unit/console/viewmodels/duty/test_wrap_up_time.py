"""The time after a call: the five ways of it, and how it ends."""

from console.model.duty.seat_state import AgentState, PauseReason
from console.runtime.task_scope import TaskScope
from contract.domain.agents.agent import WrapUpMode
from contract.wire.phone_socket import CallState
from tests.unit.console.viewmodels.duty_seat import Seat, a_seat_with, a_wrap_up_view, own_call
from tests.unit.console.viewmodels.seat import REGISTERED, a_call


async def test_wrap_up_lasts_60_seconds_and_can_be_lengthened_once(seat: Seat) -> None:
    seat.talk()
    seat.pass_time(30)
    seat.hang_up()
    assert seat.status.wrap_up.left_s == 60
    seat.status.wrap_up.lengthen()
    seat.status.wrap_up.lengthen()
    assert seat.status.wrap_up.left_s == 120
    assert not seat.status.wrap_up.may_be_longer
    seat.pass_time(119)
    assert seat.state is AgentState.WRAP_UP
    seat.pass_time(2)
    assert seat.state is AgentState.READY
    assert seat.told == ["expired"]
    assert seat.status.wrap_up.left_s == 0


async def test_a_complete_contact_needs_no_wrap_up(seat: Seat) -> None:
    seat.talk()
    seat.complete = True
    seat.hang_up()
    assert seat.state is AgentState.READY
    assert seat.told == ["complete"]


async def test_a_call_made_in_wrap_up_costs_none_of_its_time(seat: Seat) -> None:
    seat.talk()
    seat.hang_up()
    seat.pass_time(20)
    own_call(seat)
    seat.pass_time(300)
    seat.hang_up()
    assert seat.state is AgentState.WRAP_UP
    assert seat.status.wrap_up.left_s == 40
    seat.status.tick()
    assert "expired" not in seat.told


async def test_a_contact_saved_while_calling_back_needs_no_wrap_up_any_more(seat: Seat) -> None:
    seat.talk()
    seat.hang_up()
    own_call(seat)
    seat.status.wrap_up.contact_closed()
    seat.hang_up()
    assert seat.state is AgentState.READY


async def test_a_restarted_console_takes_the_wrap_up_with_the_time_that_is_left(
    scope: TaskScope,
) -> None:
    seat = Seat(scope)
    seat.call.on_line(REGISTERED)
    seat.status.signed_in("1001")
    view = a_wrap_up_view(seat, 25, may_extend=True)
    seat.status.server.adopt(view, True)
    assert seat.state is AgentState.WRAP_UP
    assert seat.status.wrap_up.left_s == 25
    assert seat.status.wrap_up.may_be_longer
    seat.pass_time(25)
    assert seat.state is AgentState.READY
    assert seat.told == ["expired"]
    seat.status.server.adopt(view, True)  # the server is a moment behind
    assert seat.state is AgentState.READY
    assert seat.told == ["expired"]


async def test_optional_time_has_no_end_and_ends_when_the_operator_says_so() -> None:
    async with a_seat_with(WrapUpMode.OPTIONAL) as seat:
        seat.talk()
        seat.hang_up()
        assert seat.state is AgentState.WRAP_UP
        assert seat.status.wrap_up.limit_s is None
        assert not seat.status.wrap_up.may_be_longer
        seat.pass_time(4000)
        assert seat.state is AgentState.WRAP_UP
        seat.status.get_ready()
        assert seat.state is AgentState.READY


async def test_a_pause_ends_optional_time_at_once() -> None:
    async with a_seat_with(WrapUpMode.OPTIONAL) as seat:
        seat.talk()
        seat.hang_up()
        seat.status.pause(PauseReason.BREAK)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")


async def test_mandatory_time_ends_only_when_the_contact_is_closed() -> None:
    async with a_seat_with(WrapUpMode.MANDATORY) as seat:
        seat.talk()
        seat.hang_up()
        seat.pass_time(4000)
        seat.status.get_ready()
        assert not seat.status.wrap_up.contact_put_aside()
        assert seat.state is AgentState.WRAP_UP
        assert seat.words == [("wrap_up_must_close", {})] * 2
        seat.status.wrap_up.contact_closed()
        assert seat.state is AgentState.READY
        assert seat.steps[-1] == ("wrap_up_done", "")


async def test_mandatory_time_with_a_limit_ends_at_it_or_when_the_contact_is_put_aside() -> None:
    async with a_seat_with(WrapUpMode.TIMEOUT, 30) as seat:
        seat.talk()
        seat.hang_up()
        assert seat.status.wrap_up.left_s == 30
        assert seat.status.wrap_up.contact_put_aside()
        assert seat.state is AgentState.READY


async def test_forced_time_lasts_exactly_its_length_and_says_so() -> None:
    async with a_seat_with(WrapUpMode.FORCED_TIMEOUT, 40) as seat:
        seat.complete = True
        seat.talk()
        seat.hang_up()
        assert seat.state is AgentState.WRAP_UP
        assert not seat.status.wrap_up.may_be_longer
        seat.status.wrap_up.contact_closed()
        assert seat.words == [("wrap_up_forced", {"seconds": "40"})]
        assert ("wrap_up_done", "") not in seat.steps
        seat.pass_time(40)
        assert seat.state is AgentState.READY


async def test_time_on_request_comes_only_when_it_was_asked_for_during_the_call() -> None:
    async with a_seat_with(WrapUpMode.REQUESTED, 45) as seat:
        assert not seat.status.wrap_up.may_be_wanted
        seat.talk()
        assert seat.status.wrap_up.may_be_wanted
        seat.hang_up()
        assert seat.state is AgentState.READY
        seat.phone.report(a_call(call=2, sip_id="b@exchange"))
        seat.phone.report(
            a_call(call=2, sip_id="b@exchange", state=CallState.ACTIVE, answered_mono_s=1000.0)
        )
        seat.status.wrap_up.want()
        seat.status.wrap_up.want()
        assert [step for step in seat.steps if step[0] == "want_wrap_up"] == [("want_wrap_up", "")]
        seat.hang_up()
        assert seat.state is AgentState.WRAP_UP
        assert seat.status.wrap_up.left_s == 45


async def test_the_server_s_end_of_the_wrap_up_wins_and_small_differences_move_nothing(
    seat: Seat,
) -> None:
    seat.talk()
    seat.hang_up()
    seat.status.server.adopt(a_wrap_up_view(seat, 59.5), True)
    assert seat.status.wrap_up.left_s == 60
    seat.status.server.adopt(a_wrap_up_view(seat, 120, rev=2), True)
    assert seat.status.wrap_up.left_s == 120
