"""The server counted the call that is written up here, and then perhaps no more."""

from console.model.duty.seat_state import AgentState
from contract.domain.agents.agent import DutyState, WrapUpMode
from contract.wire.phone_socket import CallState, EndCause
from tests.unit.console.viewmodels.duty_seat import (
    Seat,
    a_seat_with,
    a_view,
    a_wrap_up_view,
    have_talked,
)
from tests.unit.console.viewmodels.seat import a_call, an_ended


async def test_a_call_the_server_counted_ends_where_the_server_says(seat: Seat) -> None:
    seat.talk()
    seat.status.server.adopt(a_view(seat, state=DutyState.ON_CALL), True)
    seat.hang_up()
    seat.status.server.adopt(a_view(seat, 2, state=DutyState.READY), True)
    assert (seat.state, seat.told) == (AgentState.READY, ["expired"])


async def test_a_seat_taken_for_gone_while_she_writes_keeps_the_contact_on_its_screen(
    seat: Seat,
) -> None:
    """The server put her off duty after a minute of silence: it heard of no time after a call."""
    have_talked(seat)
    seat.pass_time(40)
    gone = a_view(seat, 3, state=DutyState.NOT_READY, reason="seat_lost")
    seat.status.server.adopt(gone, True)
    assert (seat.state, seat.status.wrap_up.left_s, seat.told) == (AgentState.WRAP_UP, 20, [])
    seat.pass_time(20)
    seat.status.server.adopt(gone, True)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "seat_lost")
    assert seat.told == ["expired"]


async def test_whoever_is_to_rest_goes_on_writing_what_a_seat_taken_for_gone_had_open(
    seat: Seat,
) -> None:
    have_talked(seat)
    seat.status.server.adopt(a_view(seat, 3, state=DutyState.NOT_READY, reason="after_care"), True)
    assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])


async def test_the_time_told_while_the_call_still_was_up_here_is_shown_from_its_end(
    seat: Seat,
) -> None:
    """The exchange told its end first, and no server was heard any more."""
    seat.phone.report(a_call(call_key="k-1", queue="unknown"))
    up = a_call(call_key="k-1", queue="unknown", state=CallState.ACTIVE, answered_mono_s=1000.0)
    seat.phone.report(up)
    seat.status.server.adopt(a_wrap_up_view(seat, 60, call_key="k-1"), False)
    seat.pass_time(15)
    seat.hang_up()
    assert (seat.state, seat.status.wrap_up.left_s) == (AgentState.WRAP_UP, 45)


async def test_mandatory_time_outlasts_a_seat_taken_for_gone() -> None:
    async with a_seat_with(WrapUpMode.MANDATORY) as seat:
        have_talked(seat)
        seat.pass_time(70)
        seat.status.server.adopt(
            a_view(seat, 3, state=DutyState.NOT_READY, reason="seat_lost"), True
        )
        assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])


async def test_more_time_taken_without_the_server_is_hers_though_it_has_ended_there(
    seat: Seat,
) -> None:
    have_talked(seat)
    view = a_wrap_up_view(seat, 60, rev=2, call_key="k-1", may_extend=True)
    seat.status.server.adopt(view, True)
    seat.status.wrap_up.lengthen()
    seat.pass_time(70)
    seat.status.server.refused("no_more_time")
    seat.status.server.adopt(a_view(seat, 3, state=DutyState.READY), True)
    assert (seat.state, seat.status.wrap_up.left_s) == (AgentState.WRAP_UP, 50)
    assert (seat.told, seat.words) == ([], [])
    assert seat.steps[-1] == ("case_work", "")


async def test_more_time_the_server_does_not_give_is_told(seat: Seat) -> None:
    have_talked(seat)
    seat.status.wrap_up.lengthen()
    seat.status.server.refused("no_more_time")
    seat.status.server.adopt(a_wrap_up_view(seat, 60, rev=2, call_key="k-1"), True)
    assert seat.words == [("no_more_time", {})]
    assert seat.status.wrap_up.left_s == 60


async def test_a_call_given_up_by_the_server_while_it_goes_on_here_is_written_up(
    seat: Seat,
) -> None:
    seat.talk()
    seat.status.server.adopt(a_view(seat, state=DutyState.ON_CALL), True)
    ready = a_view(seat, 2, state=DutyState.READY)
    seat.status.server.adopt(ready, True)
    seat.hang_up()
    seat.status.server.adopt(ready, True)
    assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])
    assert seat.steps[-1] == ("case_work", "")


async def test_a_late_word_of_the_call_before_does_not_count_this_one(seat: Seat) -> None:
    late = a_wrap_up_view(seat, 30, call_key="k-0")
    seat.phone.report(a_call(call_key="k-1"))
    seat.phone.report(a_call(call_key="k-1", state=CallState.ACTIVE, answered_mono_s=1000.0))
    seat.status.server.adopt(late, False)
    seat.hang_up()
    seat.status.server.adopt(a_view(seat, 2, state=DutyState.READY), True)
    assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])


async def test_a_queue_known_here_has_its_time_whatever_the_server_makes_of_the_call() -> None:
    async with a_seat_with(WrapUpMode.MANDATORY) as seat:
        have_talked(seat)
        seat.status.server.adopt(a_view(seat, 2, state=DutyState.READY), True)
        assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])


async def test_the_rest_after_a_call_in_between_is_hers_though_it_has_ended_there(
    seat: Seat,
) -> None:
    have_talked(seat)
    seat.status.server.adopt(a_wrap_up_view(seat, 60, rev=2, call_key="k-1"), True)
    seat.pass_time(30)
    dialled = a_call(call=2, sip_id="own", is_incoming=False, state=CallState.CALLING)
    seat.phone.report(dialled)
    seat.pass_time(40)
    seat.phone.report(an_ended(dialled, EndCause.NO_ANSWER))
    seat.status.server.adopt(a_view(seat, 3, state=DutyState.READY), True)
    assert (seat.state, seat.status.wrap_up.left_s) == (AgentState.WRAP_UP, 30)


async def test_a_call_in_doubt_at_the_server_does_not_end_what_is_written_up(seat: Seat) -> None:
    have_talked(seat)
    seat.status.server.adopt(
        a_view(seat, 2, state=DutyState.LINE_LOST, call_key="k-1", forced_by="Carla Capo"), False
    )
    assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])


async def test_the_end_of_the_time_names_the_call_that_the_server_knows(seat: Seat) -> None:
    """A late word of it does not end the time after the next call."""
    have_talked(seat)
    seat.status.wrap_up.contact_closed()
    assert (seat.steps[-1], seat.keys[-1]) == (("wrap_up_done", ""), "k-1")
    seat.status.server.adopt(a_wrap_up_view(seat, 30, rev=2, call_key="k-0"), True)
    assert seat.state is AgentState.WRAP_UP  # of a call that this console never saw
    seat.status.wrap_up.contact_closed()
    assert (seat.steps[-1], seat.keys[-1]) == (("wrap_up_done", ""), "k-0")
