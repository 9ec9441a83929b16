"""What the clock tells an operator: breaks, pauses and wrap-ups that end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from console.model.calls.live_call import CallState
from console.model.duty.seat_state import PauseReason
from console.viewmodels.calls.active_call import ActiveCallViewModel
from console.viewmodels.duty.duty_reminders import DutyReminders, PauseAlert
from console.viewmodels.duty.operator_status import OperatorStatusViewModel
from contract.domain.agents.agent import AgentView, DutyState
from contract.domain.ids import AccountId
from tests.unit.console.viewmodels.seat import (
    REGISTERED,
    HandClock,
    ObedientPhone,
    a_call,
    a_scope,
    an_ended,
)


class _Seat:
    def __init__(self, scope: Any) -> None:
        self.clock = HandClock()
        self.phone = ObedientPhone()
        self.told: list[str] = []
        self.call = ActiveCallViewModel(phone=self.phone, scope=scope, monotonic_s=self.clock)
        self.phone.hears = self.call.on_call
        self.status = OperatorStatusViewModel(
            call=self.call,
            set_available=self.phone.set_available,
            is_contact_complete=lambda: False,
            request_state=lambda wish, **_: None,
            scope=scope,
            monotonic_s=self.clock,
            now=self.clock.now,
        )
        self.reminders = DutyReminders(
            status=self.status, monotonic_s=self.clock, now=self.clock.now
        )
        self.reminders.wrap_up_ends.connect(lambda: self.told.append("wrap-up"))
        self.reminders.break_due_changed.connect(
            lambda: self.told.append(f"break {self.reminders.is_break_due}")
        )

    def pass_time(self, seconds: float) -> None:
        self.clock.turn(seconds)
        self.status.tick()
        self.reminders.tick()

    def talk(self) -> None:
        self.phone.report(a_call(started_mono_s=self.clock()))
        self.phone.report(a_call(state=CallState.ACTIVE, answered_mono_s=self.clock()))

    def hang_up(self) -> None:
        assert self.phone.call is not None
        self.phone.report(an_ended(self.phone.call, at_s=self.clock()))


@asynccontextmanager
async def a_seat() -> AsyncIterator[_Seat]:
    async with a_scope() as scope:
        seat = _Seat(scope)
        seat.call.on_line(REGISTERED)
        seat.status.signed_in("1001")
        seat.status.get_ready()
        seat.pass_time(0)
        yield seat


async def test_ten_seconds_before_the_wrap_up_ends_a_tone_sounds_once() -> None:
    async with a_seat() as seat:
        seat.talk()
        seat.hang_up()
        seat.pass_time(49)
        assert seat.told == []
        seat.pass_time(1)
        seat.pass_time(1)
        assert seat.told == ["wrap-up"]
        seat.status.wrap_up.lengthen()
        seat.pass_time(1)
        seat.pass_time(59)
        assert seat.told == ["wrap-up", "wrap-up"]


async def test_two_hours_at_the_screen_call_for_a_break_between_calls_only() -> None:
    async with a_seat() as seat:
        seat.talk()
        seat.pass_time(7200)
        assert seat.told == []
        seat.hang_up()
        seat.pass_time(1)
        assert seat.told == ["break True"]
        seat.status.wrap_up.contact_closed()
        seat.status.pause(PauseReason.SCREEN_BREAK)
        seat.pass_time(1)
        assert seat.told == ["break True", "break False"]
        seat.pass_time(900)
        seat.status.get_ready()
        seat.pass_time(7100)
        assert seat.told == ["break True", "break False"]
        seat.pass_time(200)
        assert seat.told[-1] == "break True"


async def test_a_break_cut_short_leaves_it_due() -> None:
    async with a_seat() as seat:
        seat.pass_time(7200)
        seat.status.pause(PauseReason.SCREEN_BREAK)
        seat.pass_time(60)
        seat.status.get_ready()
        seat.pass_time(1)
        assert seat.told == ["break True", "break False", "break True"]


async def test_the_server_s_count_of_screen_time_outlives_a_restart() -> None:
    async with a_seat() as seat:
        due_at = seat.clock.now() + timedelta(seconds=100)
        view = AgentView(
            account_id=AccountId("anna"), rev=1, state=DutyState.READY, screen_break_due_at=due_at
        )
        seat.status.server.adopt(view, True)
        seat.pass_time(99)
        assert seat.told == []
        seat.pass_time(1)
        assert seat.told == ["break True"]


async def test_a_pause_turns_amber_before_its_limit_and_red_after_it() -> None:
    async with a_seat() as seat:
        until_at = seat.clock.now() + timedelta(seconds=900)
        view = AgentView(
            account_id=AccountId("anna"),
            rev=1,
            state=DutyState.NOT_READY,
            reason="break",
            since_at=seat.clock.now(),
            pause_until_at=until_at,
        )
        seat.status.server.adopt(view, True)
        assert seat.status.pause_limit_s == 900
        seat.pass_time(839)
        assert seat.reminders.pause_alert is PauseAlert.NONE
        seat.pass_time(1)
        assert seat.reminders.pause_alert is PauseAlert.ENDS_SOON
        seat.pass_time(60)
        assert seat.reminders.pause_alert is PauseAlert.OVER
        assert seat.reminders.pause_left_s == 0
        seat.status.get_ready()
        seat.pass_time(1)
        assert seat.reminders.pause_alert is PauseAlert.NONE
