"""What a timetable, or several laid one over the other, says about one day, and why."""

from datetime import date
from enum import StrEnum

import msgspec

from contract.domain.opening_times.opening_holidays import Holiday, holiday_of, is_eve
from contract.domain.opening_times.opening_times import (
    CLOSED_ON_HOLIDAYS,
    DAY_MINUTES,
    Band,
    DayException,
    HolidayKind,
    HolidayPolicy,
    HolidayRule,
    OpeningTimes,
    Season,
    WeeklyBand,
    YearDay,
)

Layers = tuple[OpeningTimes, ...]
_HOLIDAY_RANK, _EXCEPTION_RANK = 1_000_000, 2_000_000  # above the place of any season
_MOST_LAYERS = 16


class ReasonKind(StrEnum):
    WEEKLY = "weekly"
    SEASON = "season"
    EXCEPTION = "exception"
    HOLIDAY = "holiday"
    PRE_HOLIDAY = "pre_holiday"
    OUT_OF_VALIDITY = "out_of_validity"
    BY_APPOINTMENT = "by_appointment"  # and nothing says at what hours
    UNKNOWN = "unknown"


class Reason(msgspec.Struct, frozen=True):
    """Why it is open, closed or unknown; text: of the season or exception, as it was written."""

    kind: ReasonKind
    text: str = ""
    holiday: Holiday | None = None


class DayPlan(msgspec.Struct, frozen=True):
    """bands: those that open on the day, in order, none touching another.

    rank: what rules over what, see runs_on. known: whether the time between the bands is known
    to be closed.
    """

    bands: tuple[Band, ...]
    reason: Reason
    rank: int = 0
    known: bool = True
    by_appointment_only: bool = False


def laid_over(
    *,
    office: OpeningTimes | None = None,
    service: OpeningTimes | None = None,
    site: OpeningTimes | None = None,
) -> Layers:
    """Return layers for opening_at: the site overrides the service, the service the office.

    The week, seasons and appointments come whole from the uppermost that has a week and is valid
    on that day. An exception closes or opens what lies beneath it too, and the
    uppermost decides: a strike of the office also stops its services. So it is with holidays.
    """
    return tuple(one for one in (site, service, office) if one is not None and not one.is_empty)


def layers_of(times: OpeningTimes | Layers) -> Layers:
    return times[:_MOST_LAYERS] if isinstance(times, tuple) else (times,)


def plan_of(layers: Layers, day: date) -> DayPlan:
    """Return what holds on a day. Bands nobody can use, see opening_checks, are left out."""
    valid = tuple(one for one in layers if _is_valid(one, day))
    leading = _leading(valid)
    by_appointment = _by_appointment(valid, leading)
    # The uppermost first; its rank is the highest, so that its midnight ends a night beneath.
    for beneath, one in zip(reversed(range(len(valid))), valid, strict=True):
        place = _exception_of(one, day)
        if place is not None:
            rank = _EXCEPTION_RANK * (beneath + 1) + place
            return _of_exception(one.exceptions[place], rank, by_appointment)
    if leading is None:
        return _without_hours(layers, valid, day)
    policy = next((one.holidays for one in valid if one.holidays), CLOSED_ON_HOLIDAYS)
    return _of_holiday(policy, day, by_appointment) or _of_week(
        leading, policy, day, by_appointment
    )


def runs_on(before: DayPlan, after: DayPlan) -> bool:
    """Return whether a night band of the day before holds after midnight.

    A day declared closed, or given its own hours, is so from its midnight on.
    """
    return after.rank <= before.rank


def _is_valid(times: OpeningTimes, day: date) -> bool:
    return (times.valid_from is None or times.valid_from <= day) and (
        times.valid_until is None or day <= times.valid_until
    )


def _leading(valid: Layers) -> OpeningTimes | None:
    """The uppermost with a week; where none has, one that is open on single days only."""
    with_week = (one for one in valid if one.has_week)
    return next(with_week, None) or next((one for one in valid if one.says_when_open), None)


def _by_appointment(valid: Layers, leading: OpeningTimes | None) -> bool:
    if leading is not None:
        return leading.by_appointment_only
    return any(one.by_appointment_only for one in valid)


def _exception_of(times: OpeningTimes, day: date) -> int | None:
    """The place of the last exception that covers the day."""
    for place in reversed(range(len(times.exceptions))):
        if times.exceptions[place].first <= day <= times.exceptions[place].last:
            return place
    return None


def _of_exception(exception: DayException, rank: int, by_appointment: bool) -> DayPlan:
    return DayPlan(
        bands=merged(exception.bands),
        reason=Reason(ReasonKind.EXCEPTION, exception.reason),
        rank=rank,
        by_appointment_only=by_appointment,
    )


def _without_hours(layers: Layers, valid: Layers, day: date) -> DayPlan:
    """A closed season is known even where no hours are."""
    for one in valid:
        place = _season_of(one, day)
        if place is not None:
            return DayPlan((), Reason(ReasonKind.SEASON, one.seasons[place].name), rank=1 + place)
    if any(one.by_appointment_only for one in valid):
        kind = ReasonKind.BY_APPOINTMENT
        return DayPlan((), Reason(kind), known=False, by_appointment_only=True)
    outside = any(not one.is_empty for one in layers if one not in valid)
    kind = ReasonKind.OUT_OF_VALIDITY if outside else ReasonKind.UNKNOWN
    return DayPlan((), Reason(kind), known=False)


def _of_holiday(policy: HolidayPolicy, day: date, by_appointment: bool) -> DayPlan | None:
    holiday = holiday_of(day)
    if holiday is None:
        return None
    rule: HolidayRule = policy.patron_day if holiday is Holiday.PATRON_DAY else policy.national
    if rule.kind is HolidayKind.AS_USUAL:
        return None
    return DayPlan(
        bands=merged(rule.bands) if rule.kind is HolidayKind.BANDS else (),
        reason=Reason(ReasonKind.HOLIDAY, holiday=holiday),
        rank=_HOLIDAY_RANK,
        by_appointment_only=by_appointment,
    )


def _of_week(
    times: OpeningTimes, policy: HolidayPolicy, day: date, by_appointment: bool
) -> DayPlan:
    place = _season_of(times, day)
    if place is None:
        bands, reason, rank = _of_weekday(times.weekly, day), Reason(ReasonKind.WEEKLY), 0
    else:
        season = times.seasons[place]
        bands = () if season.closed else _of_weekday(season.weekly, day)
        reason, rank = Reason(ReasonKind.SEASON, season.name), 1 + place
    if policy.pre_holiday_closes is not None and is_eve(day):
        # The eve is the reason only where it took something away.
        shorter = _cut(bands, policy.pre_holiday_closes)
        if shorter != bands:
            bands, reason = shorter, Reason(ReasonKind.PRE_HOLIDAY)
    return DayPlan(bands, reason, rank=rank, by_appointment_only=by_appointment)


def _season_of(times: OpeningTimes, day: date) -> int | None:
    """The place of the last season that covers the day."""
    places = reversed(range(len(times.seasons)))
    return next((place for place in places if covers(times.seasons[place], day)), None)


def covers(season: Season, day: date) -> bool:
    """Return whether a day is of a season; none is when its ends are of two kinds."""
    first, last = season.first, season.last
    if isinstance(first, YearDay) and isinstance(last, YearDay):
        here = YearDay(day.month, day.day)
        if first <= last:
            return first <= here <= last
        # A yearly stretch may run over the end of the year.
        return here >= first or here <= last
    if isinstance(first, date) and isinstance(last, date):
        return first <= day <= last
    return False


def _of_weekday(weekly: tuple[WeeklyBand, ...], day: date) -> tuple[Band, ...]:
    weekday = day.weekday()
    return merged(tuple(one.band for one in weekly if one.weekday == weekday))


def _cut(bands: tuple[Band, ...], closes: int) -> tuple[Band, ...]:
    return tuple(Band(one.opens, min(one.closes, closes)) for one in bands if one.opens < closes)


def is_usable(band: Band) -> bool:
    # Whatever an import left in a timetable: a plan must answer, and never raise.
    return 0 <= band.opens < DAY_MINUTES and band.opens < band.closes <= band.opens + DAY_MINUTES


def merged(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """Return usable bands in order, those that overlap or touch as one."""
    found: list[Band] = []
    for band in sorted(filter(is_usable, bands), key=lambda one: (one.opens, one.closes)):
        # Bands that touch are one for the citizen, who needs not leave in between.
        if found and band.opens <= found[-1].closes:
            found[-1] = Band(found[-1].opens, max(found[-1].closes, band.closes))
        else:
            found.append(band)
    return tuple(found)
