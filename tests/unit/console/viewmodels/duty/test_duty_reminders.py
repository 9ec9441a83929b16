"""What the clock tells an operator: breaks, pauses and wrap-ups that end."""

from datetime import timedelta

from console.model.duty.seat_state import PauseReason
from console.runtime.task_scope import TaskScope
from console.viewmodels.duty.duty_reminders import DutyReminders, PauseAlert
from contract.domain.agents.agent import AgentView, DutyState
from contract.domain.ids import AccountId
from tests.support.async_fixtures import async_fixture
from tests.unit.console.viewmodels.duty_seat import Seat
from tests.unit.console.viewmodels.seat import REGISTERED


class _Seat(Seat):
    def __init__(self, scope: TaskScope) -> None:
        super().__init__(scope)
        self.reminded: list[str] = []
        self.reminders = DutyReminders(
            status=self.status, monotonic_s=self.clock, now=self.clock.now
        )
        self.reminders.wrap_up_ends.connect(lambda: self.reminded.append("wrap-up"))
        self.reminders.break_due_changed.connect(
            lambda: self.reminded.append(f"break {self.reminders.is_break_due}")
        )

    def pass_time(self, seconds: float) -> None:
        super().pass_time(seconds)
        self.reminders.tick()


@async_fixture
async def seat(scope: TaskScope) -> _Seat:
    seat = _Seat(scope)
    seat.call.on_line(REGISTERED)
    seat.status.signed_in("1001")
    seat.status.get_ready()
    seat.pass_time(0)
    return seat


async def test_ten_seconds_before_the_wrap_up_ends_a_tone_sounds_once(seat: _Seat) -> None:
    seat.talk()
    seat.hang_up()
    seat.pass_time(49)
    assert seat.reminded == []
    seat.pass_time(1)
    seat.pass_time(1)
    assert seat.reminded == ["wrap-up"]
    seat.status.wrap_up.lengthen()
    seat.pass_time(1)
    seat.pass_time(59)
    assert seat.reminded == ["wrap-up", "wrap-up"]


async def test_half_a_minute_and_ten_seconds_before_the_wrap_up_ends_it_is_told_once(
    seat: _Seat,
) -> None:
    told: list[int] = []
    seat.reminders.wrap_up_left.connect(told.append)
    seat.talk()
    seat.hang_up()
    seat.pass_time(1)
    seat.pass_time(28)
    assert told == []
    seat.pass_time(1)
    seat.pass_time(1)
    assert told == [30]
    seat.pass_time(19)
    seat.pass_time(1)
    assert told == [30, 10]
    seat.status.wrap_up.lengthen()
    seat.pass_time(1)
    seat.pass_time(40)
    assert told == [30, 10, 30]


async def test_two_hours_at_the_screen_call_for_a_break_between_calls_only(seat: _Seat) -> None:
    seat.talk()
    seat.pass_time(7200)
    assert seat.reminded == []
    seat.hang_up()
    seat.pass_time(1)
    assert seat.reminded == ["break True"]
    seat.status.wrap_up.contact_closed()
    seat.status.pause(PauseReason.SCREEN_BREAK)
    seat.pass_time(1)
    assert seat.reminded == ["break True", "break False"]
    seat.pass_time(900)
    seat.status.get_ready()
    seat.pass_time(7100)
    assert seat.reminded == ["break True", "break False"]
    seat.pass_time(200)
    assert seat.reminded[-1] == "break True"


async def test_a_break_cut_short_leaves_it_due(seat: _Seat) -> None:
    seat.pass_time(7200)
    seat.status.pause(PauseReason.SCREEN_BREAK)
    seat.pass_time(60)
    seat.status.get_ready()
    seat.pass_time(1)
    assert seat.reminded == ["break True", "break False", "break True"]


async def test_the_server_s_count_of_screen_time_outlives_a_restart(seat: _Seat) -> None:
    due_at = seat.clock.now() + timedelta(seconds=100)
    view = AgentView(
        account_id=AccountId("anna"), rev=1, state=DutyState.READY, screen_break_due_at=due_at
    )
    seat.status.server.adopt(view, True)
    seat.pass_time(99)
    assert seat.reminded == []
    seat.pass_time(1)
    assert seat.reminded == ["break True"]


async def test_a_pause_turns_amber_before_its_limit_and_red_after_it(seat: _Seat) -> None:
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
