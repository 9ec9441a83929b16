"""What a team lead decides over an operator's head, and what of it waits for her writing."""

import msgspec

from console.model.duty.seat_state import AgentState, PauseReason
from contract.domain.agents.agent import DutyState
from tests.support.waiting import until
from tests.unit.console.viewmodels.duty_seat import (
    Seat,
    a_seat_writing_up_what_no_server_knows,
    a_view,
)


async def test_a_lead_is_followed_at_once_and_her_word_is_told_once(seat: Seat) -> None:
    seat.status.pause(PauseReason.TRAINING)
    forced = a_view(
        seat,
        state=DutyState.NOT_READY,
        reason="meeting",
        forced_by="Carla Capo",
        message="Riunione in sala 2",
    )
    seat.status.server.adopt(forced, False)
    assert seat.status.reason == "meeting"
    told = {"who": "Carla Capo", "message": "Riunione in sala 2", "reason": "meeting"}
    assert seat.words == [("forced_pause", told)]
    assert seat.status.server.lead.is_unread
    seat.status.server.acknowledge()
    assert seat.steps[-1] == ("acknowledged", "")
    read = msgspec.structs.replace(forced, rev=2, message="")
    seat.status.server.adopt(read, True)
    assert len(seat.words) == 1
    assert not seat.status.server.lead.is_unread


async def test_a_lead_who_forces_during_a_call_cuts_nothing(seat: Seat) -> None:
    seat.talk()
    view = a_view(seat, state=DutyState.ON_CALL, pending="break", forced_by="Carla Capo")
    seat.status.server.adopt(view, True)
    assert seat.state is AgentState.TALKING
    assert seat.status.pending_pause is PauseReason.BREAK
    assert seat.words[0][0] == "forced_pause"


async def test_a_lead_s_ready_ends_what_she_writes_up_alone() -> None:
    async with a_seat_writing_up_what_no_server_knows() as seat:
        seat.status.server.adopt(
            a_view(seat, 2, state=DutyState.READY, forced_by="Carla Capo"), True
        )
        assert (seat.state, seat.told) == (AgentState.READY, ["expired"])


async def test_whom_a_lead_set_off_before_writes_up_the_call_that_came_all_the_same(
    seat: Seat,
) -> None:
    """She said ready while no server heard it, and a colleague called her seat."""
    off = a_view(seat, 2, state=DutyState.OFF, forced_by="Carla Capo")
    seat.status.server.adopt(off, False)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")
    seat.talk()
    seat.hang_up()
    seat.status.server.adopt(off, True)
    assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])
    seat.status.wrap_up.contact_closed()
    seat.status.server.adopt(off, True)
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")


async def test_whom_a_lead_set_off_is_not_shown_ready_by_f5_and_is_told_why_again(
    seat: Seat,
) -> None:
    off = a_view(seat, 2, state=DutyState.OFF, forced_by="Carla Capo", message="Vai a casa")
    seat.status.server.adopt(off, True)
    seat.status.server.acknowledge()
    seat.steps.clear()
    for asked in (seat.status.get_ready, lambda: seat.status.pause(PauseReason.BREAK)):
        asked()
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")
    told = ("forced_off", {"who": "Carla Capo", "message": "Vai a casa", "reason": ""})
    assert seat.words == [told] * 3
    assert seat.steps == [], "the server takes no wish of whoever is off duty"
    await until(lambda: seat.phone.available is False)


async def test_whom_a_lead_set_off_is_not_shown_ready_by_the_end_of_a_call(seat: Seat) -> None:
    seat.status.server.adopt(a_view(seat, 2, state=DutyState.OFF, forced_by="Carla Capo"), True)
    seat.talk()
    seat.complete = True
    seat.hang_up()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")


async def test_whom_a_lead_sets_off_after_this_call_is_not_shown_ready_when_it_ends(
    seat: Seat,
) -> None:
    """No server is there any more when it ends."""
    seat.talk()
    view = a_view(seat, state=DutyState.ON_CALL, pending="off", forced_by="Carla Capo")
    seat.status.server.adopt(view, False)
    seat.complete = True
    seat.hang_up()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")
    seat.status.get_ready()
    assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")
    assert [code for code, _ in seat.words] == ["forced_off"] * 2


async def test_ready_said_in_the_call_after_which_a_lead_sets_her_off_comes_first(
    seat: Seat,
) -> None:
    """The server lets it, too."""
    seat.talk()
    view = a_view(seat, state=DutyState.ON_CALL, pending="off", forced_by="Carla Capo")
    seat.status.server.adopt(view, False)
    seat.status.get_ready()
    seat.complete = True
    seat.hang_up()
    assert seat.state is AgentState.READY


async def test_who_signs_in_anew_after_a_lead_set_her_off_is_ready_with_f5(seat: Seat) -> None:
    seat.status.server.adopt(a_view(seat, 2, state=DutyState.OFF, forced_by="Carla Capo"), True)
    seat.status.signed_out()
    seat.status.signed_in("1001")
    seat.status.get_ready()
    assert seat.state is AgentState.READY


async def test_a_lead_s_word_of_before_the_call_does_not_end_what_she_writes_up(seat: Seat) -> None:
    """No server was there when it was said: she hears of it while she writes."""
    off = a_view(seat, 2, state=DutyState.OFF, forced_by="Carla Capo")
    seat.pass_time(10)
    seat.talk()
    seat.hang_up()
    seat.status.server.adopt(off, True)
    assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])
    assert seat.words[0][0] == "forced_off", "she is told at once all the same"


async def test_a_lead_who_sets_her_off_ends_what_she_writes_up(seat: Seat) -> None:
    seat.talk()
    seat.hang_up()
    seat.status.server.adopt(a_view(seat, 2, state=DutyState.OFF, forced_by="Carla Capo"), False)
    assert (seat.state, seat.told) == (AgentState.NOT_READY, ["expired"])
