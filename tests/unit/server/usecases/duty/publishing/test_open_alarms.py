"""An alarm is told again until another lead has seen it, or it is half an hour old."""

import pytest

from contract.domain.account import Account, Role
from contract.wire.duty import Alarm, CallNews
from contract.wire.team import ALARM_LIMIT_S, AlarmSeen
from server.usecases.duty.publishing.open_alarms import open_alarms, see_alarm
from server.usecases.duty.publishing.publish_alarms import PublishAlarms
from server.usecases.duty.raise_alarm import raise_alarm
from server.usecases.operations.refused import Refused
from tests.support.duty.duty_floor import Floor, Seat


def raises(seat: Seat, call_key: str = "") -> None:
    alarm, floor = Alarm(kind="threat", call_key=call_key), seat.floor
    floor.database.write_now(lambda c: raise_alarm(c, seat.account, alarm, floor.now))


def sees(floor: Floor, lead: Account, whom: Account, call_key: str = "") -> tuple[CallNews, ...]:
    seen = AlarmSeen(account_id=whom.id, call_key=call_key)
    return floor.database.write_now(lambda c: see_alarm(c, lead, seen, floor.now))


def still_open(floor: Floor) -> list[str]:
    """Return the calls of the open alarms."""
    found = floor.database.read_now(lambda c: open_alarms(c, floor.now))
    return [alarm.call_key for alarm in found]


def test_an_alarm_is_open_until_a_lead_has_seen_it(floor: Floor) -> None:
    lead = floor.account("lea", Role.TEAM_LEAD)
    anna = floor.seated()
    raises(anna, call_key="k1")
    raises(anna, call_key="k2")
    assert still_open(floor) == ["k1", "k2"]
    (news,) = sees(floor, lead, anna.account, "k1")
    assert (news.kind, news.text) == ("alarm_seen", lead.display_name)
    assert still_open(floor) == ["k2"]
    assert sees(floor, lead, anna.account, "k1") == ()
    floor.check_log()


def test_an_alarm_of_half_an_hour_ago_is_history(sqlite_floor: Floor) -> None:
    raises(sqlite_floor.seated(), call_key="k1")
    sqlite_floor.wait(ALARM_LIMIT_S - 1)
    assert still_open(sqlite_floor) == ["k1"]
    sqlite_floor.wait(2)
    assert still_open(sqlite_floor) == []


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.LEVEL_TWO])
def test_only_a_lead_can_see_an_alarm(sqlite_floor: Floor, role: Role) -> None:
    other = sqlite_floor.account("ugo", role)
    anna = sqlite_floor.seated()
    raises(anna)
    with pytest.raises(Refused):
        sees(sqlite_floor, other, anna.account)
    assert still_open(sqlite_floor) == [""]


async def test_a_lead_neither_hears_nor_settles_her_own_alarm(sqlite_floor: Floor) -> None:
    floor, told = sqlite_floor, []
    lead = floor.seated("lea", "1009", Role.TEAM_LEAD)
    other = floor.account("leo", Role.TEAM_LEAD)
    raises(lead, call_key="k1")
    with pytest.raises(Refused):
        sees(floor, lead.account, lead.account, "k1")
    again = PublishAlarms(
        database=floor.database,
        clock=lambda: floor.now,
        tell=lambda account_id, news: told.append((account_id, news.call_key)),
    )
    await again()
    await again.greet(other.id)
    await again.greet(lead.account.id)
    assert told == [(other.id, "k1"), (other.id, "k1")]
