"""Open now? Until when, from when, and why: on Rome's civil time, over holidays and summer time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from contract.domain.opening_times.opening_plan import (
    DayPlan,
    Layers,
    Reason,
    ReasonKind,
    layers_of,
    merged,
    plan_of,
    runs_on,
)
from contract.domain.opening_times.opening_times import DAY_MINUTES, Band, OpeningTimes

ROME = ZoneInfo("Europe/Rome")
_HORIZON_DAYS = 400  # over a year, so that what opens once a year is found
_FIRST_YEAR, _LAST_YEAR = 1900, 9000  # years whose neighbours a date can still hold


class OpeningState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """State at an instant. Instants are aware, in Rome's time.

    until: when the state ends, None: not within a year. opens_at: when it opens next, None while
    it is open or when it does not within a year. by_appointment_only: who has none need not go,
    open or not.
    """

    state: OpeningState
    reason: Reason
    until: datetime | None = None
    opens_at: datetime | None = None
    by_appointment_only: bool = False

    @property
    def is_open(self) -> bool:
        return self.state is OpeningState.OPEN


def opening_at(times: OpeningTimes | Layers, instant: datetime) -> Opening:
    """Return the state at an aware instant; never raise, whatever the times hold.

    Several times are layers, the uppermost first, as laid_over gives them.
    """
    # Neighbouring days are asked for: at either end of the calendar there are none.
    if not _FIRST_YEAR <= instant.year < _LAST_YEAR:
        return Opening(state=OpeningState.UNKNOWN, reason=Reason(ReasonKind.UNKNOWN))
    # In UTC: two instants of the hour that comes twice are different keys of the cache.
    return _opening(layers_of(times), instant.astimezone(UTC))


@lru_cache(maxsize=64)  # a card asks for each of its offices three times, some look a year ahead
def _opening(layers: Layers, moment: datetime) -> Opening:
    days = _Days(layers)
    day = moment.astimezone(ROME).date()
    for begins, ends, plan in days.stretches(day):
        if begins <= moment < ends:
            return Opening(
                state=OpeningState.OPEN,
                reason=plan.reason,
                until=_in_rome(_close_of(layers, day, ends)),
                by_appointment_only=plan.by_appointment_only,
            )
    return _not_open(days, day, moment)


@lru_cache(maxsize=256)  # around the clock it looks through the year: once a day, not each minute
def _close_of(layers: Layers, day: date, ends: datetime) -> datetime | None:
    return _Days(layers).close_of(day, ends)


def bands_of_day(times: OpeningTimes | Layers, day: date) -> tuple[Band, ...]:
    """Return the open minutes within a civil day, in order and disjoint, each from 0 to 1440.

    A night that began the day before opens it at 0.
    """
    if not _FIRST_YEAR <= day.year < _LAST_YEAR:
        return ()
    days = _Days(layers_of(times))
    today, before = days.plan(day), days.plan(day - timedelta(days=1))
    night = before.bands if runs_on(before, today) else ()
    found = [Band(0, one.closes - DAY_MINUTES) for one in night if one.closes > DAY_MINUTES]
    # What runs past midnight opens the next day there, and is cut here.
    found += [Band(one.opens, min(one.closes, DAY_MINUTES)) for one in today.bands]
    return merged(tuple(found))


class _Days:
    """The plans of days, each made once, and what they come to as instants."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers
        self._plans: dict[date, DayPlan] = {}

    def plan(self, day: date) -> DayPlan:
        found = self._plans.get(day)
        if found is None:
            found = self._plans[day] = plan_of(self._layers, day)
        return found

    def are_over(self, day: date) -> bool:
        """Whether every day from this one on is like it, for nothing is said of any."""
        return all(
            one.is_empty
            or (one.valid_until is not None and one.valid_until < day)
            or not (one.weekly or one.seasons or one.exceptions)
            for one in self._layers
        )

    def opened_on(self, day: date) -> Iterator[tuple[datetime, datetime, DayPlan]]:
        """The stretches that open on a day: begin, end, the plan that says so."""
        plan, after = self.plan(day), None
        for band in plan.bands:
            closes = band.closes
            if closes > DAY_MINUTES:
                after = after or self.plan(day + timedelta(days=1))
                closes = closes if runs_on(plan, after) else DAY_MINUTES
            begins, ends = instant_of(day, band.opens), instant_of(day, closes)
            if begins < ends:  # not in the hour that summer time leaves out
                yield begins, ends, plan

    def stretches(self, day: date) -> Iterator[tuple[datetime, datetime, DayPlan]]:
        """The stretches that touch a day; its own first, for they say more of it."""
        yield from self.opened_on(day)
        yield from self.opened_on(day - timedelta(days=1))

    def close_of(self, day: date, ends: datetime) -> datetime | None:
        """Follow what is open from one stretch to the next that touches it."""
        # From the day before: its night may be what is open now.
        for ahead in range(-1, _HORIZON_DAYS):
            here = day + timedelta(days=ahead)
            for begins, later, _ in self.opened_on(here):
                # Only what touches: a gap of one minute is a closing time.
                if begins <= ends < later:
                    ends = later
            if ahead >= 0 and ends < instant_of(here, DAY_MINUTES):
                return ends
        return None


def _not_open(days: _Days, day: date, moment: datetime) -> Opening:
    plan = days.plan(day)
    opens = changes = None
    # Where no day differs from another any more, a year of looking would find nothing.
    for ahead in range(0 if days.are_over(day) else _HORIZON_DAYS):
        here = day + timedelta(days=ahead)
        # From unknown to known is a change, too: what is said now holds no longer than that.
        if changes is None and days.plan(here).known != plan.known:
            changes = instant_of(here, 0)
        opens = next((one for one, _, _ in days.opened_on(here) if one > moment), None)
        if opens is not None:
            break
    ends = [one for one in (opens, changes) if one is not None]
    return Opening(
        state=OpeningState.CLOSED if plan.known else OpeningState.UNKNOWN,
        reason=plan.reason,
        until=_in_rome(min(ends, default=None)),
        opens_at=_in_rome(opens),
        by_appointment_only=plan.by_appointment_only,
    )


@lru_cache(maxsize=2048)  # a card of many offices asks for the same moments again and again
def instant_of(day: date, minute: int) -> datetime:
    """Return the first instant at which Rome's clocks have come to a minute of a day, in UTC.

    One that summer time leaves out is the instant of the leap; of one that comes twice, the first.
    """
    ahead, within = divmod(minute, DAY_MINUTES)
    civil = datetime.combine(day + timedelta(days=ahead), time.min) + timedelta(minutes=within)
    early, late = civil.replace(tzinfo=ROME), civil.replace(tzinfo=ROME, fold=1)
    before, after = early.utcoffset(), late.utcoffset()
    assert before is not None
    assert after is not None
    if after > before:  # left out; Rome's clocks leap on the hour
        return early.astimezone(UTC).replace(minute=0)
    return early.astimezone(UTC)


def _in_rome(moment: datetime | None) -> datetime | None:
    return moment.astimezone(ROME) if moment is not None else None
