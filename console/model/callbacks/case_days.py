"""The days from the opening of a case to the hour it is due: which count, which do not, and why."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from contract.domain.case import ActivityKind, CaseActivity, CaseState
from contract.domain.opening_times.opening_holidays import holiday_of

ROME = ZoneInfo("Europe/Rome")
_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
LONGEST = 366  # days looked at: an old case is not counted one by one from its year


class DayKind(StrEnum):
    FIRST = "first"  # it came in: its own day does not count
    COUNTED = "counted"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    WAITED = "waited"  # for the citizen
    LAST = "last"  # due; it counts where it is a working day


class CaseDay(msgspec.Struct, frozen=True):
    day: date
    kind: DayKind


def days_until(
    opened_at: datetime, due_at: datetime, activities: Sequence[CaseActivity] = ()
) -> tuple[CaseDay, ...]:
    """Return each day of Rome from the first to the last; one alone when both are the same."""
    last = due_at.astimezone(ROME).date()
    first = max(opened_at.astimezone(ROME).date(), last - LONGEST * _DAY)
    if first >= last:
        return (CaseDay(last, DayKind.LAST),)
    waited = _waited_days(activities, last)
    days = [CaseDay(first, DayKind.FIRST)]
    for number in range(1, (last - first).days):
        day = first + number * _DAY
        days.append(CaseDay(day, _kind_of(day, is_waited=day in waited)))
    return (*days, CaseDay(last, DayKind.LAST))


def counted(days: Sequence[CaseDay]) -> int:
    """Return how many working days they are, the last one included."""
    is_working = days and _kind_of(days[-1].day, is_waited=False) is DayKind.COUNTED
    return sum(one.kind is DayKind.COUNTED for one in days) + bool(is_working)


def _kind_of(day: date, *, is_waited: bool) -> DayKind:
    if holiday_of(day) is not None:
        return DayKind.HOLIDAY
    weekend = {SATURDAY: DayKind.SATURDAY, SUNDAY: DayKind.SUNDAY}.get(day.weekday())
    if weekend is not None:
        return weekend
    return DayKind.WAITED if is_waited else DayKind.COUNTED


def _waited_days(activities: Sequence[CaseActivity], last: date) -> frozenset[date]:
    """Return the days on which it waited for the citizen; a wait that goes on has no end yet."""
    days: set[date] = set()
    began: date | None = None
    for one in activities:
        if one.kind is not ActivityKind.STATE:
            continue
        day = one.at.astimezone(ROME).date()
        if began is not None:
            days.update(_between(began, day))
        began = day if one.text == CaseState.WAITING_CITIZEN else None
    if began is not None:
        days.update(_between(began, last))
    return frozenset(days)


def _between(first: date, last: date) -> list[date]:
    return [first + number * _DAY for number in range((last - first).days + 1)]
