"""Ready, pause, call, wrap-up."""

from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from console.viewmodels.active_call import ActiveCallViewModel
from console.viewmodels.operator_status import OperatorStatusViewModel
from console.work.live_call import CallState, EndCause, Line
from console.work.seat_state import AgentState, PauseReason
from contract.domain.agent import AgentView, DutyState, WrapUpMode
from contract.domain.ids import AccountId, QueueId
from contract.domain.queue import Queue
from tests.support.waiting import until
from tests.unit.console.viewmodels.seat import (
    REGISTERED,
    HandClock,
    ObedientPhone,
    a_call,
    a_scope,
    an_ended,
)


class Seat:
    def __init__(self, scope: Any) -> None:
        self.clock = HandClock()
        self.phone = ObedientPhone()
        self.complete = False
        self.told: list[str] = []
        self.words: list[tuple[str, dict[str, str]]] = []
        self.steps: list[tuple[str, str]] = []
        self.keys: list[str] = []  # of the calls that the steps are about
        self.call = ActiveCallViewModel(phone=self.phone, scope=scope, monotonic_s=self.clock)
        self.phone.hears = self.call.on_call
        self.status = OperatorStatusViewModel(
            call=self.call,
            set_available=self.phone.set_available,
            is_contact_complete=lambda: self.complete,
            propose=self.propose,
            scope=scope,
            monotonic_s=self.clock,
            now=self.clock.now,
        )
        self.status.missed.connect(lambda: self.told.append("missed"))
        self.status.contact_complete.connect(lambda: self.told.append("complete"))
        self.status.wrap_up_expired.connect(lambda: self.told.append("expired"))
        self.status.hold_reminder.connect(lambda: self.told.append("reminder"))
        self.status.told.connect(lambda code, subject: self.words.append((code, subject)))

    def propose(self, wish: str, *, reason: str = "", call_key: str = "", offer: str = "") -> None:
        self.steps.append((wish, reason))
        self.keys.append(call_key)

    @property
    def state(self) -> AgentState:
        return self.status.state

    def pass_time(self, seconds: float) -> None:
        self.clock.turn(seconds)
        self.status.tick()

    def talk(self) -> None:
        self.phone.report(a_call())
        self.phone.report(a_call(state=CallState.ACTIVE, answered_mono_s=self.clock()))

    def hang_up(self, cause: EndCause = EndCause.HUNG_UP_THERE) -> None:
        assert self.phone.call is not None
        self.phone.report(an_ended(self.phone.call, cause, self.clock()))


@asynccontextmanager
async def a_ready_seat() -> Any:
    async with a_scope() as scope:
        seat = Seat(scope)
        seat.call.on_line(REGISTERED)
        seat.status.signed_in()
        assert seat.state is AgentState.NOT_READY
        seat.status.get_ready()
        assert seat.state is AgentState.READY
        await until(lambda: seat.phone.available)
        yield seat


async def test_signing_in_leaves_the_seat_not_ready_until_f5() -> None:
    async with a_scope() as scope:
        seat = Seat(scope)
        assert seat.state is AgentState.OFFLINE
        seat.status.get_ready()
        assert seat.state is AgentState.OFFLINE
        seat.status.signed_in()
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "signed_in")
        await until(lambda: seat.phone.available is False)


async def test_a_pause_with_its_reason_stops_calls_at_once() -> None:
    async with a_ready_seat() as seat:
        seat.status.pause(PauseReason.SCREEN_BREAK)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "screen_break")
        await until(lambda: seat.phone.available is False)
        seat.pass_time(90)
        assert seat.status.elapsed_s == 90


async def test_a_pause_asked_while_talking_waits_for_the_end_of_the_contact() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.status.pause(PauseReason.BREAK)
        assert seat.state is AgentState.TALKING
        assert seat.status.pending_pause is PauseReason.BREAK
        seat.hang_up()
        assert seat.state is AgentState.WRAP_UP
        seat.status.contact_closed()
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")
        assert seat.status.pending_pause is None


async def test_a_pending_pause_can_be_taken_back() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.status.pause(PauseReason.BREAK)
        seat.status.get_ready()
        assert seat.status.pending_pause is None
        assert seat.state is AgentState.TALKING


async def test_a_call_not_answered_in_15_seconds_leaves_the_seat_not_ready() -> None:
    async with a_ready_seat() as seat:
        seat.phone.report(a_call())
        seat.pass_time(14.9)
        assert seat.state is AgentState.RINGING
        seat.pass_time(0.2)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "missed_call")
        await until(lambda: ("reject", 1) in seat.phone.asked)
        assert seat.told == ["missed"]
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "missed_call")


async def test_the_exchange_taking_an_unanswered_call_back_counts_as_missed() -> None:
    async with a_ready_seat() as seat:
        seat.phone.report(a_call())
        seat.hang_up(EndCause.NO_ANSWER)
        assert seat.status.reason == "missed_call"


async def test_a_citizen_hanging_up_while_it_rings_costs_the_operator_nothing() -> None:
    async with a_ready_seat() as seat:
        seat.phone.report(a_call())
        seat.hang_up()
        assert seat.state is AgentState.READY


async def test_declining_a_call_leaves_the_seat_not_ready() -> None:
    async with a_ready_seat() as seat:
        seat.phone.report(a_call())
        seat.status.decline()
        await until(lambda: seat.status.reason == "declined")
        assert seat.state is AgentState.NOT_READY


async def test_wrap_up_lasts_60_seconds_and_can_be_lengthened_once() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.pass_time(30)
        seat.hang_up()
        assert seat.status.wrap_up_left_s == 60
        seat.status.more_time()
        seat.status.more_time()
        assert seat.status.wrap_up_left_s == 120
        assert not seat.status.may_have_more_time
        seat.pass_time(119)
        assert seat.state is AgentState.WRAP_UP
        seat.pass_time(2)
        assert seat.state is AgentState.READY
        assert seat.told == ["expired"]
        assert seat.status.wrap_up_left_s == 0


async def test_a_complete_contact_needs_no_wrap_up() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.complete = True
        seat.hang_up()
        assert seat.state is AgentState.READY
        assert seat.told == ["complete"]


async def test_without_a_microphone_no_call_arrives_until_it_is_back() -> None:
    async with a_ready_seat() as seat:
        seat.call.on_devices((), False)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "no_microphone")
        seat.status.get_ready()
        assert seat.state is AgentState.NOT_READY
        seat.call.on_devices((), True)
        assert seat.state is AgentState.READY


async def test_a_lost_line_brings_the_seat_back_by_itself_only_if_it_was_ready() -> None:
    async with a_ready_seat() as seat:
        seat.call.on_line(Line(reason="unreachable"))
        assert seat.status.reason == "line_lost"
        seat.call.on_line(REGISTERED)
        assert seat.state is AgentState.READY
        seat.status.pause(PauseReason.BREAK)
        seat.call.on_line(Line(reason="unreachable"))
        seat.call.on_line(REGISTERED)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")


async def test_the_line_lost_while_talking_is_told_only_after_the_contact() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.call.on_line(Line(reason="unreachable"))
        assert seat.state is AgentState.TALKING
        seat.hang_up()
        seat.status.contact_closed()
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "line_lost")


async def test_a_citizen_on_hold_is_remembered_after_45_seconds_then_every_30() -> None:
    async with a_ready_seat() as seat:
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


async def test_calling_out_returns_to_what_was_before() -> None:
    async with a_ready_seat() as seat:
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


async def test_signing_out_takes_the_seat_off_the_queue() -> None:
    async with a_ready_seat() as seat:
        seat.status.signed_out()
        assert seat.state is AgentState.OFFLINE
        await until(lambda: seat.phone.available is False)


async def test_no_call_rings_at_a_locked_seat_after_the_one_it_was_locked_in() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.status.lock()
        assert seat.state is AgentState.TALKING
        seat.hang_up()
        seat.pass_time(60)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, PauseReason.BREAK)
        await until(lambda: seat.phone.available is False)
        seat.status.unlock()
        seat.status.get_ready()
        assert seat.state is AgentState.READY


async def test_unlocking_during_the_call_asks_for_no_pause() -> None:
    async with a_ready_seat() as seat:
        seat.complete = True
        seat.talk()
        seat.status.lock()
        seat.status.unlock()
        seat.hang_up()
        assert seat.state is AgentState.READY


async def test_a_call_ringing_when_the_seat_is_locked_goes_back_to_its_queue() -> None:
    async with a_ready_seat() as seat:
        seat.phone.report(a_call())
        seat.status.lock()
        await until(lambda: ("reject", 1) in seat.phone.asked)
        await until(lambda: seat.state is AgentState.NOT_READY)


async def test_a_line_that_comes_back_to_a_locked_seat_rings_nothing() -> None:
    async with a_ready_seat() as seat:
        seat.call.on_line(Line(registered=False, reason="unreachable"))
        seat.status.lock()
        seat.call.on_line(REGISTERED)
        assert seat.state is AgentState.NOT_READY


def _own_call(seat: Seat, **changes: Any) -> None:
    seat.phone.report(a_call(call=9, is_incoming=False, state=CallState.CALLING, **changes))


async def test_a_pause_asked_for_while_calling_a_citizen_comes_after_the_call() -> None:
    async with a_ready_seat() as seat:
        seat.status.work_on_case()
        _own_call(seat)
        seat.status.pause(PauseReason.MEETING)
        seat.hang_up()
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, PauseReason.MEETING)
        seat.status.case_done()
        assert seat.state is AgentState.NOT_READY


async def test_a_call_made_in_wrap_up_costs_none_of_its_time() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.hang_up()
        seat.pass_time(20)
        _own_call(seat)
        seat.pass_time(300)
        seat.hang_up()
        assert seat.state is AgentState.WRAP_UP
        assert seat.status.wrap_up_left_s == 40
        seat.status.tick()
        assert "expired" not in seat.told


async def test_a_contact_saved_while_calling_back_needs_no_wrap_up_any_more() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.hang_up()
        _own_call(seat)
        seat.status.contact_closed()
        seat.hang_up()
        assert seat.state is AgentState.READY


async def test_a_call_on_its_way_to_a_seat_just_locked_goes_back_at_once() -> None:
    async with a_ready_seat() as seat:
        seat.status.lock()
        seat.phone.report(a_call())
        await until(lambda: seat.call.call is None)
        assert ("reject", 1) in seat.phone.asked
        assert seat.state is AgentState.NOT_READY


# --- the server decides -----------------------------------------------------------------------


def _view(of: Seat, rev: int = 1, **changes: Any) -> AgentView:
    fields: dict[str, Any] = {
        "account_id": AccountId("anna"),
        "rev": rev,
        "seat": "1001",
        "since_at": of.clock.now(),
    }
    return AgentView(**(fields | changes))


def _wrap_up_view(seat: Seat, left_s: float | None, **changes: Any) -> AgentView:
    until_at = None if left_s is None else seat.clock.now() + timedelta(seconds=left_s)
    return _view(seat, state=DutyState.WRAP_UP, wrap_up_until_at=until_at, **changes)


@asynccontextmanager
async def a_seat_with(mode: WrapUpMode, wrap_up_s: int = 60) -> Any:
    """Ready, and its one queue wraps up so."""
    async with a_ready_seat() as seat:
        queue = Queue(id=QueueId("tributi"), name="Tributi", wrap_up=mode, wrap_up_s=wrap_up_s)
        seat.status.show_queues((queue,))
        seat.steps.clear()
        yield seat


async def test_a_restarted_console_takes_the_wrap_up_with_the_time_that_is_left() -> None:
    async with a_scope() as scope:
        seat = Seat(scope)
        seat.call.on_line(REGISTERED)
        seat.status.signed_in("1001")
        view = _wrap_up_view(seat, 25, may_extend=True)
        seat.status.adopt(view, True)
        assert seat.state is AgentState.WRAP_UP
        assert seat.status.wrap_up_left_s == 25
        assert seat.status.may_have_more_time
        seat.pass_time(25)
        assert seat.state is AgentState.READY
        assert seat.told == ["expired"]
        seat.status.adopt(view, True)  # the server is a moment behind
        assert seat.state is AgentState.READY
        assert seat.told == ["expired"]


async def test_a_view_that_lacks_what_was_done_here_changes_nothing() -> None:
    async with a_ready_seat() as seat:
        seat.status.pause(PauseReason.BREAK)
        seat.status.adopt(_view(seat, state=DutyState.READY), False)
        assert seat.status.reason == PauseReason.BREAK
        seat.status.adopt(_view(seat, 2, state=DutyState.READY), True)
        assert seat.state is AgentState.READY


async def test_a_refused_pause_is_worded_and_the_seat_is_as_the_server_says() -> None:
    async with a_ready_seat() as seat:
        seat.status.pause(PauseReason.BREAK)
        seat.status.refused("pause_full")
        seat.status.adopt(_view(seat, state=DutyState.READY), True)
        assert seat.words == [("pause_full", {})]
        assert seat.state is AgentState.READY


async def test_a_missed_call_told_by_the_server_is_told_to_the_operator() -> None:
    async with a_ready_seat() as seat:
        seat.status.adopt(_view(seat, state=DutyState.NOT_READY, reason="missed_call"), True)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "missed_call")
        assert seat.told == ["missed"]


async def test_what_the_seat_calls_missed_stays_missed_when_the_server_calls_it_declined() -> None:
    async with a_ready_seat() as seat:
        seat.phone.report(a_call())
        seat.pass_time(15)
        await until(lambda: ("reject", 1) in seat.phone.asked)
        seat.status.adopt(_view(seat, state=DutyState.NOT_READY, reason="declined"), True)
        assert seat.status.reason == "missed_call"


@pytest.mark.parametrize("reason", ["flapping", "seat_lost", "after_care"])
async def test_the_operator_is_told_why_no_call_rings(reason: str) -> None:
    async with a_ready_seat() as seat:
        seat.status.adopt(_view(seat, state=DutyState.NOT_READY, reason=reason), True)
        assert seat.words == [(reason, {})]
        seat.status.get_ready()
        assert seat.state is AgentState.READY


async def test_a_lead_is_followed_at_once_and_her_word_is_told_once() -> None:
    async with a_ready_seat() as seat:
        seat.status.pause(PauseReason.TRAINING)
        forced = _view(
            seat,
            state=DutyState.NOT_READY,
            reason="meeting",
            forced_by="Carla Capo",
            message="Riunione in sala 2",
        )
        seat.status.adopt(forced, False)
        assert seat.status.reason == "meeting"
        told = {"who": "Carla Capo", "message": "Riunione in sala 2", "reason": "meeting"}
        assert seat.words == [("forced_pause", told)]
        assert seat.status.has_message
        seat.status.acknowledge()
        assert seat.steps[-1] == ("acknowledged", "")
        read = msgspec.structs.replace(forced, rev=2, message="")
        seat.status.adopt(read, True)
        assert len(seat.words) == 1
        assert not seat.status.has_message


async def test_a_lead_who_forces_during_a_call_cuts_nothing() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        view = _view(seat, state=DutyState.ON_CALL, pending="break", forced_by="Carla Capo")
        seat.status.adopt(view, True)
        assert seat.state is AgentState.TALKING
        assert seat.status.pending_pause is PauseReason.BREAK
        assert seat.words[0][0] == "forced_pause"


async def test_calls_ring_where_the_operator_signed_in_last() -> None:
    async with a_scope() as scope:
        seat = Seat(scope)
        seat.call.on_line(REGISTERED)
        seat.status.signed_in("1001")
        seat.status.get_ready()
        seat.status.adopt(_view(seat, state=DutyState.READY, seat="1002"), True)
        assert seat.status.elsewhere == "1002"
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "elsewhere")
        await until(lambda: seat.phone.available is False)
        seat.status.get_ready()
        assert seat.state is AgentState.NOT_READY
        assert seat.words == [("elsewhere", {"seat": "1002"})] * 2
        seat.status.adopt(_view(seat, 2, state=DutyState.READY, seat="1001"), True)
        assert seat.status.elsewhere == ""
        assert seat.state is AgentState.READY


async def test_a_call_goes_on_at_a_seat_the_operator_left_for_another() -> None:
    async with a_scope() as scope:
        seat = Seat(scope)
        seat.call.on_line(REGISTERED)
        seat.status.signed_in("1001")
        seat.status.get_ready()
        seat.talk()
        seat.status.adopt(_view(seat, state=DutyState.ON_CALL, seat="1002"), True)
        assert seat.state is AgentState.TALKING
        seat.complete = True
        seat.hang_up()
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "elsewhere")


async def test_what_happened_is_proposed_in_its_order() -> None:
    async with a_ready_seat() as seat:
        seat.steps.clear()
        seat.talk()
        seat.status.pause(PauseReason.BREAK)
        seat.complete = True
        seat.hang_up()
        assert seat.steps == [
            ("answered", ""),
            ("pause", "break"),
            ("ended", ""),
            ("wrap_up_done", ""),
        ]
        assert seat.status.reason == PauseReason.BREAK


async def test_a_call_the_operator_made_leaves_no_wrap_up_at_the_server() -> None:
    async with a_ready_seat() as seat:
        seat.status.work_on_case()
        seat.steps.clear()
        _own_call(seat)
        _own_call(seat, answered_mono_s=1000.0)
        seat.phone.report(
            a_call(call=9, is_incoming=False, state=CallState.ACTIVE, answered_mono_s=1000.0)
        )
        seat.hang_up()
        assert seat.steps == [("answered", ""), ("ended", ""), ("wrap_up_done", "")]


async def test_a_call_lost_with_the_phone_is_named_so() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.hang_up(EndCause.PHONE_LOST)
        assert ("ended", "phone_lost") in seat.steps


async def test_the_line_is_told_when_it_changes() -> None:
    async with a_ready_seat() as seat:
        seat.steps.clear()
        seat.call.on_line(Line(reason="unreachable"))
        seat.call.on_line(REGISTERED)
        assert seat.steps == [("line", "unreachable"), ("line", "")]


# --- the five ways of wrapping up -------------------------------------------------------------


async def test_optional_time_has_no_end_and_ends_when_the_operator_says_so() -> None:
    async with a_seat_with(WrapUpMode.OPTIONAL) as seat:
        seat.talk()
        seat.hang_up()
        assert seat.state is AgentState.WRAP_UP
        assert seat.status.wrap_up_limit_s is None
        assert not seat.status.may_have_more_time
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
        assert not seat.status.contact_put_aside()
        assert seat.state is AgentState.WRAP_UP
        assert seat.words == [("wrap_up_must_close", {})] * 2
        seat.status.contact_closed()
        assert seat.state is AgentState.READY
        assert seat.steps[-1] == ("wrap_up_done", "")


async def test_mandatory_time_with_a_limit_ends_at_it_or_when_the_contact_is_put_aside() -> None:
    async with a_seat_with(WrapUpMode.TIMEOUT, 30) as seat:
        seat.talk()
        seat.hang_up()
        assert seat.status.wrap_up_left_s == 30
        assert seat.status.contact_put_aside()
        assert seat.state is AgentState.READY


async def test_forced_time_lasts_exactly_its_length_and_says_so() -> None:
    async with a_seat_with(WrapUpMode.FORCED_TIMEOUT, 40) as seat:
        seat.complete = True
        seat.talk()
        seat.hang_up()
        assert seat.state is AgentState.WRAP_UP
        assert not seat.status.may_have_more_time
        seat.status.contact_closed()
        assert seat.words == [("wrap_up_forced", {"seconds": "40"})]
        assert ("wrap_up_done", "") not in seat.steps
        seat.pass_time(40)
        assert seat.state is AgentState.READY


async def test_time_on_request_comes_only_when_it_was_asked_for_during_the_call() -> None:
    async with a_seat_with(WrapUpMode.REQUESTED, 45) as seat:
        assert not seat.status.may_want_wrap_up
        seat.talk()
        assert seat.status.may_want_wrap_up
        seat.hang_up()
        assert seat.state is AgentState.READY
        seat.phone.report(a_call(call=2, sip_id="b@exchange"))
        seat.phone.report(
            a_call(call=2, sip_id="b@exchange", state=CallState.ACTIVE, answered_mono_s=1000.0)
        )
        seat.status.want_wrap_up()
        seat.status.want_wrap_up()
        assert [step for step in seat.steps if step[0] == "want_wrap_up"] == [("want_wrap_up", "")]
        seat.hang_up()
        assert seat.state is AgentState.WRAP_UP
        assert seat.status.wrap_up_left_s == 45


async def test_the_server_s_end_of_the_wrap_up_wins_and_small_differences_move_nothing() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.hang_up()
        seat.status.adopt(_wrap_up_view(seat, 59.5), True)
        assert seat.status.wrap_up_left_s == 60
        seat.status.adopt(_wrap_up_view(seat, 120, rev=2), True)
        assert seat.status.wrap_up_left_s == 120


# --- the server never counted the call --------------------------------------------------------


@asynccontextmanager
async def a_seat_writing_up_what_no_server_knows() -> Any:
    async with a_ready_seat() as seat:
        seat.status.adopt(_view(seat, state=DutyState.READY), True)
        seat.talk()
        seat.hang_up(EndCause.PHONE_LOST)
        seat.steps.clear()
        assert seat.state is AgentState.WRAP_UP
        yield seat


@pytest.mark.parametrize("reason", ["line_lost", "seat_lost", "signed_in"])
async def test_the_contact_of_a_call_the_server_never_counted_stays_on_the_screen(
    reason: str,
) -> None:
    async with a_seat_writing_up_what_no_server_knows() as seat:
        view = _view(seat, 2, state=DutyState.NOT_READY, reason=reason)
        seat.status.adopt(view, True)
        seat.pass_time(59)
        assert (seat.state, seat.told, seat.steps) == (AgentState.WRAP_UP, [], [])
        seat.pass_time(1)
        assert seat.told == ["expired"]
        assert seat.steps == [("wrap_up_done", "")]  # whoever is asked answers: the view holds now
        seat.status.adopt(view, True)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, reason)


async def test_no_call_rings_while_she_writes_up_what_the_server_never_counted() -> None:
    async with a_seat_writing_up_what_no_server_knows() as seat:
        seat.status.adopt(_view(seat, 2, state=DutyState.READY), True)
        assert seat.state is AgentState.WRAP_UP
        assert seat.steps == [("case_work", "")]
        seat.status.adopt(_view(seat, 3, state=DutyState.READY), True)
        assert seat.steps == [("case_work", "")]  # asked for once
        seat.status.adopt(_view(seat, 4, state=DutyState.NOT_READY, reason="case_work"), True)
        assert seat.state is AgentState.WRAP_UP
        seat.status.contact_closed()
        assert seat.state is AgentState.READY
        assert seat.steps[1:] == [("wrap_up_done", ""), ("case_done", "")]
        assert seat.told == []


async def test_a_pause_of_who_writes_up_alone_comes_when_she_has_done() -> None:
    async with a_seat_writing_up_what_no_server_knows() as seat:
        seat.status.pause(PauseReason.BREAK)
        seat.status.adopt(_view(seat, 2, state=DutyState.NOT_READY, reason="break"), True)
        assert (seat.state, seat.status.pending_pause) == (AgentState.WRAP_UP, PauseReason.BREAK)
        seat.status.contact_closed()
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")


async def test_a_lead_s_ready_ends_what_she_writes_up_alone() -> None:
    async with a_seat_writing_up_what_no_server_knows() as seat:
        seat.status.adopt(_view(seat, 2, state=DutyState.READY, forced_by="Carla Capo"), True)
        assert (seat.state, seat.told) == (AgentState.READY, ["expired"])


async def test_a_call_the_server_counted_ends_where_the_server_says() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.status.adopt(_view(seat, state=DutyState.ON_CALL), True)
        seat.hang_up()
        seat.status.adopt(_view(seat, 2, state=DutyState.READY), True)
        assert (seat.state, seat.told) == (AgentState.READY, ["expired"])


async def test_each_time_calls_may_ring_again_the_server_is_asked_again() -> None:
    async with a_seat_writing_up_what_no_server_knows() as seat:
        seat.status.adopt(_view(seat, 2, state=DutyState.READY), True)
        seat.status.lock()
        seat.status.adopt(_view(seat, 4, state=DutyState.NOT_READY, reason="break"), True)
        seat.status.unlock()
        seat.pass_time(1)
        seat.status.adopt(_view(seat, 5, state=DutyState.RESERVED), True)
        assert seat.steps[-1] == ("ready", "")  # a call on its way is not asked away
        seat.status.adopt(_view(seat, 6, state=DutyState.READY), True)
        assert seat.steps[-1] == ("case_work", "")


async def test_who_signed_in_elsewhere_is_not_made_ready_there_by_what_ends_here() -> None:
    async with a_seat_writing_up_what_no_server_knows() as seat:
        seat.status.seat = "1001"
        seat.status.adopt(_view(seat, 2, state=DutyState.READY), True)
        seat.status.adopt(
            _view(seat, 4, state=DutyState.NOT_READY, reason="case_work", seat="1002"), True
        )
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "elsewhere")
        assert seat.steps == [("case_work", "")]


async def test_the_server_is_told_which_call_is_written_up() -> None:
    async with a_ready_seat() as seat:
        seat.phone.report(a_call(call_key="k-1"))
        seat.phone.report(a_call(call_key="k-1", state=CallState.ACTIVE, answered_mono_s=1000.0))
        seat.hang_up()
        seat.status.adopt(_view(seat, 2, state=DutyState.READY), True)
        assert (seat.steps[-1], seat.keys[-1]) == (("case_work", ""), "k-1")


async def test_whom_a_lead_set_off_before_writes_up_the_call_that_came_all_the_same() -> None:
    """She said ready while no server heard it, and a colleague called her seat."""
    async with a_ready_seat() as seat:
        off = _view(seat, 2, state=DutyState.OFF, forced_by="Carla Capo")
        seat.status.adopt(off, False)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")
        seat.talk()
        seat.hang_up()
        seat.status.adopt(off, True)
        assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])
        seat.status.contact_closed()
        seat.status.adopt(off, True)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")


async def test_whom_a_lead_set_off_is_not_shown_ready_by_f5_and_is_told_why_again() -> None:
    async with a_ready_seat() as seat:
        off = _view(seat, 2, state=DutyState.OFF, forced_by="Carla Capo", message="Vai a casa")
        seat.status.adopt(off, True)
        seat.status.acknowledge()
        seat.steps.clear()
        for asked in (seat.status.get_ready, lambda: seat.status.pause(PauseReason.BREAK)):
            asked()
            assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")
        told = ("forced_off", {"who": "Carla Capo", "message": "Vai a casa", "reason": ""})
        assert seat.words == [told] * 3
        assert seat.steps == [], "the server takes no wish of whoever is off duty"
        await until(lambda: seat.phone.available is False)


async def test_whom_a_lead_set_off_is_not_shown_ready_by_the_end_of_a_call() -> None:
    async with a_ready_seat() as seat:
        seat.status.adopt(_view(seat, 2, state=DutyState.OFF, forced_by="Carla Capo"), True)
        seat.talk()
        seat.complete = True
        seat.hang_up()
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")


async def test_whom_a_lead_sets_off_after_this_call_is_not_shown_ready_when_it_ends() -> None:
    """No server is there any more when it ends."""
    async with a_ready_seat() as seat:
        seat.talk()
        view = _view(seat, state=DutyState.ON_CALL, pending="off", forced_by="Carla Capo")
        seat.status.adopt(view, False)
        seat.complete = True
        seat.hang_up()
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")
        seat.status.get_ready()
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "forced")
        assert [code for code, _ in seat.words] == ["forced_off"] * 2


async def test_ready_said_in_the_call_after_which_a_lead_sets_her_off_comes_first() -> None:
    """The server lets it, too."""
    async with a_ready_seat() as seat:
        seat.talk()
        view = _view(seat, state=DutyState.ON_CALL, pending="off", forced_by="Carla Capo")
        seat.status.adopt(view, False)
        seat.status.get_ready()
        seat.complete = True
        seat.hang_up()
        assert seat.state is AgentState.READY


async def test_who_signs_in_anew_after_a_lead_set_her_off_is_ready_with_f5() -> None:
    async with a_ready_seat() as seat:
        seat.status.adopt(_view(seat, 2, state=DutyState.OFF, forced_by="Carla Capo"), True)
        seat.status.signed_out()
        seat.status.signed_in("1001")
        seat.status.get_ready()
        assert seat.state is AgentState.READY


async def test_a_lead_s_word_of_before_the_call_does_not_end_what_she_writes_up() -> None:
    """No server was there when it was said: she hears of it while she writes."""
    async with a_ready_seat() as seat:
        off = _view(seat, 2, state=DutyState.OFF, forced_by="Carla Capo")
        seat.pass_time(10)
        seat.talk()
        seat.hang_up()
        seat.status.adopt(off, True)
        assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])
        assert seat.words[0][0] == "forced_off", "she is told at once all the same"


async def test_a_lead_who_sets_her_off_ends_what_she_writes_up() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.hang_up()
        seat.status.adopt(_view(seat, 2, state=DutyState.OFF, forced_by="Carla Capo"), False)
        assert (seat.state, seat.told) == (AgentState.NOT_READY, ["expired"])


# --- the server counted the call, and then no more --------------------------------------------


def _talked(seat: Seat) -> None:
    """Have a call of key k-1 that the server counts and that has just ended."""
    seat.phone.report(a_call(call_key="k-1"))
    seat.phone.report(a_call(call_key="k-1", state=CallState.ACTIVE, answered_mono_s=seat.clock()))
    seat.status.adopt(_view(seat, state=DutyState.ON_CALL, call_key="k-1"), True)
    seat.hang_up()
    assert seat.state is AgentState.WRAP_UP


async def test_a_seat_taken_for_gone_while_she_writes_keeps_the_contact_on_its_screen() -> None:
    """The server put her off duty after a minute of silence: it heard of no time after a call."""
    async with a_ready_seat() as seat:
        _talked(seat)
        seat.pass_time(40)
        gone = _view(seat, 3, state=DutyState.NOT_READY, reason="seat_lost")
        seat.status.adopt(gone, True)
        assert (seat.state, seat.status.wrap_up_left_s, seat.told) == (AgentState.WRAP_UP, 20, [])
        seat.pass_time(20)
        seat.status.adopt(gone, True)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "seat_lost")
        assert seat.told == ["expired"]


async def test_whoever_is_to_rest_goes_on_writing_what_a_seat_taken_for_gone_had_open() -> None:
    async with a_ready_seat() as seat:
        _talked(seat)
        seat.status.adopt(_view(seat, 3, state=DutyState.NOT_READY, reason="after_care"), True)
        assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])


async def test_the_time_told_while_the_call_still_was_up_here_is_shown_from_its_end() -> None:
    """The exchange told its end first, and no server was heard any more."""
    async with a_ready_seat() as seat:
        seat.phone.report(a_call(call_key="k-1", queue="unknown"))
        up = a_call(call_key="k-1", queue="unknown", state=CallState.ACTIVE, answered_mono_s=1000.0)
        seat.phone.report(up)
        seat.status.adopt(_wrap_up_view(seat, 60, call_key="k-1"), False)
        seat.pass_time(15)
        seat.hang_up()
        assert (seat.state, seat.status.wrap_up_left_s) == (AgentState.WRAP_UP, 45)


async def test_mandatory_time_outlasts_a_seat_taken_for_gone() -> None:
    async with a_seat_with(WrapUpMode.MANDATORY) as seat:
        _talked(seat)
        seat.pass_time(70)
        seat.status.adopt(_view(seat, 3, state=DutyState.NOT_READY, reason="seat_lost"), True)
        assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])


async def test_more_time_taken_without_the_server_is_hers_though_it_has_ended_there() -> None:
    async with a_ready_seat() as seat:
        _talked(seat)
        view = _wrap_up_view(seat, 60, rev=2, call_key="k-1", may_extend=True)
        seat.status.adopt(view, True)
        seat.status.more_time()
        seat.pass_time(70)
        seat.status.refused("no_more_time")
        seat.status.adopt(_view(seat, 3, state=DutyState.READY), True)
        assert (seat.state, seat.status.wrap_up_left_s) == (AgentState.WRAP_UP, 50)
        assert (seat.told, seat.words) == ([], [])
        assert seat.steps[-1] == ("case_work", "")


async def test_more_time_the_server_does_not_give_is_told() -> None:
    async with a_ready_seat() as seat:
        _talked(seat)
        seat.status.more_time()
        seat.status.refused("no_more_time")
        seat.status.adopt(_wrap_up_view(seat, 60, rev=2, call_key="k-1"), True)
        assert seat.words == [("no_more_time", {})]
        assert seat.status.wrap_up_left_s == 60


async def test_a_call_given_up_by_the_server_while_it_goes_on_here_is_written_up() -> None:
    async with a_ready_seat() as seat:
        seat.talk()
        seat.status.adopt(_view(seat, state=DutyState.ON_CALL), True)
        ready = _view(seat, 2, state=DutyState.READY)
        seat.status.adopt(ready, True)
        seat.hang_up()
        seat.status.adopt(ready, True)
        assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])
        assert seat.steps[-1] == ("case_work", "")


async def test_a_late_word_of_the_call_before_does_not_count_this_one() -> None:
    async with a_ready_seat() as seat:
        late = _wrap_up_view(seat, 30, call_key="k-0")
        seat.phone.report(a_call(call_key="k-1"))
        seat.phone.report(a_call(call_key="k-1", state=CallState.ACTIVE, answered_mono_s=1000.0))
        seat.status.adopt(late, False)
        seat.hang_up()
        seat.status.adopt(_view(seat, 2, state=DutyState.READY), True)
        assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])


async def test_a_queue_known_here_has_its_time_whatever_the_server_makes_of_the_call() -> None:
    async with a_seat_with(WrapUpMode.MANDATORY) as seat:
        _talked(seat)
        seat.status.adopt(_view(seat, 2, state=DutyState.READY), True)
        assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])


async def test_the_rest_after_a_call_in_between_is_hers_though_it_has_ended_there() -> None:
    async with a_ready_seat() as seat:
        _talked(seat)
        seat.status.adopt(_wrap_up_view(seat, 60, rev=2, call_key="k-1"), True)
        seat.pass_time(30)
        dialled = a_call(call=2, sip_id="own", is_incoming=False, state=CallState.CALLING)
        seat.phone.report(dialled)
        seat.pass_time(40)
        seat.phone.report(an_ended(dialled, EndCause.NO_ANSWER))
        seat.status.adopt(_view(seat, 3, state=DutyState.READY), True)
        assert (seat.state, seat.status.wrap_up_left_s) == (AgentState.WRAP_UP, 30)


async def test_a_call_in_doubt_at_the_server_does_not_end_what_is_written_up() -> None:
    async with a_ready_seat() as seat:
        _talked(seat)
        seat.status.adopt(
            _view(seat, 2, state=DutyState.LINE_LOST, call_key="k-1", forced_by="Carla Capo"),
            False,
        )
        assert (seat.state, seat.told) == (AgentState.WRAP_UP, [])


async def test_the_end_of_the_time_names_the_call_that_the_server_knows() -> None:
    """A late word of it does not end the time after the next call."""
    async with a_ready_seat() as seat:
        _talked(seat)
        seat.status.contact_closed()
        assert (seat.steps[-1], seat.keys[-1]) == (("wrap_up_done", ""), "k-1")
        seat.status.adopt(_wrap_up_view(seat, 30, rev=2, call_key="k-0"), True)
        assert seat.state is AgentState.WRAP_UP  # of a call that this console never saw
        seat.status.contact_closed()
        assert (seat.steps[-1], seat.keys[-1]) == (("wrap_up_done", ""), "k-0")


async def test_a_pause_taken_while_a_call_was_on_its_way_stands() -> None:
    """The call is offered to her still; it finds nobody, and goes on to a colleague."""
    async with a_ready_seat() as seat:
        seat.status.pause(PauseReason.BREAK)
        seat.status.adopt(_view(seat, 2, state=DutyState.RESERVED, pending="break"), True)
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "break")


# --- safety and locking -----------------------------------------------------------------------


async def test_after_a_hurting_call_no_other_rings_until_the_operator_says_so() -> None:
    async with a_ready_seat() as seat:
        seat.complete = True
        seat.talk()
        seat.status.need_care()
        seat.hang_up()
        assert (seat.state, seat.status.reason) == (AgentState.NOT_READY, "after_care")
        seat.status.get_ready()
        assert seat.state is AgentState.READY


async def test_a_locked_seat_is_out_of_the_queue_even_where_no_pause_is_free() -> None:
    async with a_ready_seat() as seat:
        seat.steps.clear()
        seat.status.lock()
        assert seat.steps == [("pause", "break")]
        seat.status.refused("pause_full")
        assert seat.steps[-1] == ("case_work", "")
        assert seat.words == []
