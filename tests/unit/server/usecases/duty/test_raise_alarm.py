"""The silent alarm reaches the leads once, and cares for the operator after the call."""

from datetime import timedelta

import pytest

from contract.domain.account import Role
from contract.domain.agents.agent import WrapUpMode
from contract.wire.duty import Alarm
from server.store.operations.audit_log import audit_page
from server.usecases.duty.raise_alarm import raise_alarm
from server.usecases.duty.reconcile import reconcile
from server.usecases.operations.refused import Refused
from tests.support.duty.duty_floor import Floor, Seat


def raised(seat: Seat, kind: str = "threat", **values: object) -> list[str]:
    """Return whom to tell."""
    alarm = Alarm(kind=kind, **values)  # type: ignore[arg-type]  # fields of the test
    floor = seat.floor
    news, whom = floor.database.write_now(lambda c: raise_alarm(c, seat.account, alarm, floor.now))
    assert (news.kind, news.text, news.account_id) == ("alarm", kind, seat.account.id)
    return list(whom)


@pytest.mark.parametrize("kind", ["threat", "suicide"])
def test_after_such_a_call_nobody_takes_the_next_one_at_once(floor: Floor, kind: str) -> None:
    lead = floor.account("lea", Role.TEAM_LEAD)
    anna = floor.seated().ready().talks()
    assert raised(anna, kind, call_key="k1", id="a1") == [lead.id]
    assert anna.state == "on_call"
    anna.wish("wrap_up_done")
    anna.hangs_up()
    assert anna.state == "not_ready after_care"
    anna.ready()
    assert floor.database.read_now(audit_page)[-1].action == "alarm"
    floor.check_log()


def test_ready_of_between_two_alarms_takes_no_rest_back_when_it_is_heard_last(
    sqlite_floor: Floor,
) -> None:
    """The seat was cut off: its alarms travel before the steps of its journal."""
    sqlite_floor.wrap_up(WrapUpMode.OPTIONAL)
    anna = sqlite_floor.seated().ready().talks()
    raised(anna, call_key="k1", id="a1")
    sqlite_floor.wait(10)
    early = anna.step("ready")
    sqlite_floor.wait(10)
    raised(anna, call_key="k1", id="a2")
    anna.hangs_up()
    assert anna.report(early).refused == "stale_wish"
    assert (anna.state, anna.view.pending) == ("wrap_up", "after_care")
    sqlite_floor.check_log()


def test_an_emergency_is_told_and_needs_no_care(sqlite_floor: Floor) -> None:
    lead = sqlite_floor.account("lea", Role.TEAM_LEAD)
    anna = sqlite_floor.seated().ready().talks()
    assert raised(anna, "emergency") == [lead.id]
    anna.wish("wrap_up_done")
    anna.hangs_up()
    assert anna.state == "ready"


def test_an_alarm_repeated_tells_nobody_twice(sqlite_floor: Floor) -> None:
    sqlite_floor.account("lea", Role.TEAM_LEAD)
    anna = sqlite_floor.seated().ready()
    assert len(raised(anna, id="a1")) == 1
    anna.ready()
    assert raised(anna, id="a1") == []
    assert anna.state == "ready"
    assert len(raised(anna, id="a2")) == 1


def test_an_alarm_after_the_call_cares_at_once(anna: Seat) -> None:
    raised(anna, "suicide")
    assert anna.state == "not_ready after_care"


def test_an_alarm_that_comes_before_her_silent_seat_is_heard_cares_for_her(floor: Floor) -> None:
    anna = floor.seated().ready()
    floor.wait(100)
    floor.miss(anna)
    since = floor.started_at
    floor.database.write_now(lambda c: reconcile(c, None, None, floor.now, started_at=since))
    assert anna.state == "off"
    raised(anna, "threat", at=floor.now - timedelta(seconds=30))
    assert anna.state == "off"
    anna.report()
    assert anna.state == "not_ready after_care"
    anna.ready()
    floor.check_log()


def test_an_alarm_heard_after_she_left_is_not_kept_for_her_next_day(
    anna: Seat, sqlite_floor: Floor
) -> None:
    anna.sign_out()
    raised(anna, "threat")
    again = sqlite_floor.sign_in(anna.account, "1001")
    assert again.state == "not_ready signed_in"


def test_an_alarm_of_hours_ago_is_told_and_changes_no_state(sqlite_floor: Floor) -> None:
    lead = sqlite_floor.account("lea", Role.TEAM_LEAD)
    anna = sqlite_floor.seated().ready()
    hours_ago = sqlite_floor.now - timedelta(hours=2)
    assert raised(anna, "threat", at=hours_ago, id="a1") == [lead.id]
    assert anna.state == "ready"


@pytest.mark.parametrize(
    "alarm",
    [Alarm(kind="fire"), Alarm(kind="threat", call_key="k\n"), Alarm(kind="threat", id="x" * 500)],
)
def test_an_alarm_that_no_console_raises_is_refused(sqlite_floor: Floor, alarm: Alarm) -> None:
    anna = sqlite_floor.seated()
    with pytest.raises(Refused):
        sqlite_floor.database.write_now(
            lambda c: raise_alarm(c, anna.account, alarm, sqlite_floor.now)
        )
