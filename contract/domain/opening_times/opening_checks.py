"""What is wrong with a timetable, and where: for editors as they write, and for importers."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

import msgspec

from contract.domain.opening_times.opening_plan import is_usable
from contract.domain.opening_times.opening_times import (
    DAY_MINUTES,
    WEEK_DAYS,
    Band,
    DayException,
    HolidayKind,
    HolidayPolicy,
    OpeningTimes,
    Season,
    WeeklyBand,
    YearDay,
)

NOTE_LIMIT = 500  # characters of a note, of a reason and of a name
MOST_PARTS = 200  # bands, seasons or exceptions of one timetable
# 29 February exists: a yearly season may begin or end on it, whatever this year is.
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEK_MINUTES = WEEK_DAYS * DAY_MINUTES


class Part(StrEnum):
    WHOLE = "whole"
    WEEKLY = "weekly"
    SEASONS = "seasons"
    EXCEPTIONS = "exceptions"
    NATIONAL_HOLIDAYS = "national_holidays"
    PATRON_DAY = "patron_day"
    PRE_HOLIDAY = "pre_holiday"
    VALIDITY = "validity"
    NOTE = "note"


class FindingCode(StrEnum):
    BAND_OVERLAPS = "band_overlaps"  # with the band before it
    BAND_ENDS_BEFORE_IT_BEGINS = "band_ends_before_it_begins"
    BAND_IS_EMPTY = "band_is_empty"
    BAND_OUTSIDE_THE_DAY = "band_outside_the_day"  # begins on no day, or lasts longer than one
    NO_SUCH_WEEKDAY = "no_such_weekday"
    NO_SUCH_DAY = "no_such_day"  # 30 February, or ends of two kinds
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"  # a stretch of days
    OUTSIDE_VALIDITY = "outside_validity"
    EXCEPTION_HIDDEN = "exception_hidden"  # all its days have later ones, which decide
    SEASON_SAID_TWICE = "season_said_twice"  # the same days as one before it, which has no force
    SEASON_WITHOUT_BANDS = "season_without_bands"
    CLOSED_WITH_BANDS = "closed_with_bands"
    HOLIDAY_WITHOUT_BANDS = "holiday_without_bands"
    TOO_LONG = "too_long"
    EMPTY = "empty"


# These may be kept: an import would refuse a timetable that works only for a stray line of it.
HARMLESS = frozenset(
    {FindingCode.OUTSIDE_VALIDITY, FindingCode.EMPTY, FindingCode.EXCEPTION_HIDDEN}
)


class Finding(msgspec.Struct, frozen=True):
    """index: of the season, exception or weekly band; band: of a band within it."""

    code: FindingCode
    part: Part
    index: int | None = None
    band: int | None = None

    @property
    def is_harmless(self) -> bool:
        """Whether the times can be used as they are; an editor should look all the same."""
        return self.code in HARMLESS


class UnusableTimes(ValueError):
    """Times that cannot be kept; findings say what is wrong where, none of them harmless."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(f"{one.code} ({one.part})" for one in findings))
        self.findings = findings


def require_usable(times: OpeningTimes) -> None:
    """Raise UnusableTimes."""
    found = tuple(one for one in findings_of(times) if not one.is_harmless)
    if found:
        raise UnusableTimes(found)


def findings_of(times: OpeningTimes) -> tuple[Finding, ...]:
    """Return all that is wrong, in the order of the parts; never raise."""
    return tuple(_findings(times))


def _findings(times: OpeningTimes) -> Iterator[Finding]:
    if times.is_empty:
        yield Finding(FindingCode.EMPTY, Part.WHOLE)
    parts = len(times.weekly) + len(times.seasons) + len(times.exceptions)
    if parts > MOST_PARTS:
        yield Finding(FindingCode.TOO_LONG, Part.WHOLE)
    for place, code in _of_week(times.weekly):
        yield Finding(code, Part.WEEKLY, place)
    for place, season in enumerate(times.seasons):
        yield from _of_season(season, place, times)
    for place, exception in enumerate(times.exceptions):
        yield from _of_exception(exception, place, times)
    if times.holidays is not None:
        yield from _of_holidays(times.holidays)
    if times.valid_from and times.valid_until and times.valid_until < times.valid_from:
        yield Finding(FindingCode.ENDS_BEFORE_IT_BEGINS, Part.VALIDITY)
    if len(times.note) > NOTE_LIMIT:
        yield Finding(FindingCode.TOO_LONG, Part.NOTE)


def _of_season(season: Season, place: int, times: OpeningTimes) -> Iterator[Finding]:
    fault = _of_stretch(season.first, season.last)
    if fault is not None:
        yield Finding(fault, Part.SEASONS, place)
    elif _is_outside(season.first, season.last, times):
        yield Finding(FindingCode.OUTSIDE_VALIDITY, Part.SEASONS, place)
    earlier = ((one.first, one.last) for one in times.seasons[:place])
    if (season.first, season.last) in earlier:
        yield Finding(FindingCode.SEASON_SAID_TWICE, Part.SEASONS, place)
    # One of the two is a mistake, and nobody can tell which.
    if season.closed and season.weekly:
        yield Finding(FindingCode.CLOSED_WITH_BANDS, Part.SEASONS, place)
    if not season.closed and not season.weekly:
        yield Finding(FindingCode.SEASON_WITHOUT_BANDS, Part.SEASONS, place)
    if len(season.name) > NOTE_LIMIT or len(season.weekly) > MOST_PARTS:
        yield Finding(FindingCode.TOO_LONG, Part.SEASONS, place)
    for band, code in _of_week(season.weekly):
        yield Finding(code, Part.SEASONS, place, band)


def _of_exception(exception: DayException, place: int, times: OpeningTimes) -> Iterator[Finding]:
    if exception.last < exception.first:
        yield Finding(FindingCode.ENDS_BEFORE_IT_BEGINS, Part.EXCEPTIONS, place)
    elif _is_outside(exception.first, exception.last, times):
        yield Finding(FindingCode.OUTSIDE_VALIDITY, Part.EXCEPTIONS, place)
    if _is_hidden(exception, times.exceptions[place + 1 :]):
        yield Finding(FindingCode.EXCEPTION_HIDDEN, Part.EXCEPTIONS, place)
    if len(exception.reason) > NOTE_LIMIT or len(exception.bands) > MOST_PARTS:
        yield Finding(FindingCode.TOO_LONG, Part.EXCEPTIONS, place)
    for band, code in _of_bands(exception.bands):
        yield Finding(code, Part.EXCEPTIONS, place, band)


def _is_hidden(exception: DayException, later: tuple[DayException, ...]) -> bool:
    """Whether others cover all its days."""
    if exception.last < exception.first:
        return False
    day = exception.first
    # Several shorter ones may cover it together; each is looked at from the day not covered yet.
    for other in sorted(later, key=lambda one: one.first):
        if other.first <= day <= other.last:
            if other.last >= exception.last:
                return True
            day = other.last + timedelta(days=1)
    return False


def _of_holidays(policy: HolidayPolicy) -> Iterator[Finding]:
    rules = ((Part.NATIONAL_HOLIDAYS, policy.national), (Part.PATRON_DAY, policy.patron_day))
    for part, rule in rules:
        if rule.kind is HolidayKind.BANDS and not rule.bands:
            yield Finding(FindingCode.HOLIDAY_WITHOUT_BANDS, part)
        if rule.kind is not HolidayKind.BANDS and rule.bands:
            yield Finding(FindingCode.CLOSED_WITH_BANDS, part)
        for band, code in _of_bands(rule.bands):
            yield Finding(code, part, band=band)
    closes = policy.pre_holiday_closes
    if closes is not None and not 0 < closes <= DAY_MINUTES:
        yield Finding(FindingCode.BAND_OUTSIDE_THE_DAY, Part.PRE_HOLIDAY)


def _of_stretch(first: YearDay | date, last: YearDay | date) -> FindingCode | None:
    if isinstance(first, YearDay) and isinstance(last, YearDay):
        exist = _exists(first) and _exists(last)
        return None if exist else FindingCode.NO_SUCH_DAY
    if isinstance(first, date) and isinstance(last, date):
        return FindingCode.ENDS_BEFORE_IT_BEGINS if last < first else None
    return FindingCode.NO_SUCH_DAY


def _exists(day: YearDay) -> bool:
    return 1 <= day.month <= 12 and 1 <= day.day <= _LONGEST_MONTHS[day.month - 1]


def _is_outside(first: YearDay | date, last: YearDay | date, times: OpeningTimes) -> bool:
    """Whether any of the days lies where the times do not hold; not asked of every year."""
    # A yearly season is outside in some years and inside in others: no editor can mend that.
    if isinstance(first, YearDay) or isinstance(last, YearDay):
        return False
    too_early = times.valid_from is not None and first < times.valid_from
    return too_early or (times.valid_until is not None and last > times.valid_until)


def _of_week(weekly: tuple[WeeklyBand, ...]) -> Iterator[tuple[int, FindingCode]]:
    sound: list[tuple[int, int, int]] = []
    for place, one in enumerate(weekly):
        code = _of_band(one.band)
        if not 0 <= one.weekday < WEEK_DAYS:
            yield place, FindingCode.NO_SUCH_WEEKDAY
        elif code is not None:
            yield place, code
        else:
            begins = one.weekday * DAY_MINUTES
            sound.append((begins + one.opens, begins + one.closes, place))
    yield from _overlaps(sound)
    # The week is a ring: a night of Sunday reaches into Monday.
    yield from _over_the_end(sound)


def _of_bands(bands: tuple[Band, ...]) -> Iterator[tuple[int, FindingCode]]:
    sound: list[tuple[int, int, int]] = []
    for place, band in enumerate(bands):
        code = _of_band(band)
        if code is not None:
            yield place, code
        else:
            sound.append((band.opens, band.closes, place))
    yield from _overlaps(sound)


def _of_band(band: Band) -> FindingCode | None:
    if band.closes == band.opens:
        return FindingCode.BAND_IS_EMPTY
    if band.closes < band.opens:
        return FindingCode.BAND_ENDS_BEFORE_IT_BEGINS
    return None if is_usable(band) else FindingCode.BAND_OUTSIDE_THE_DAY


def _overlaps(bands: list[tuple[int, int, int]]) -> Iterator[tuple[int, FindingCode]]:
    for before, after in pairwise(sorted(bands)):
        # Bands that only touch are two shifts of one day, and right.
        if after[0] < before[1]:
            yield after[2], FindingCode.BAND_OVERLAPS


def _over_the_end(bands: list[tuple[int, int, int]]) -> Iterator[tuple[int, FindingCode]]:
    """A night of Sunday reaches into Monday."""
    latest = max((closes for _, closes, _ in bands), default=0) - _WEEK_MINUTES
    for opens, _, place in sorted(bands):
        if opens < latest:
            yield place, FindingCode.BAND_OVERLAPS
