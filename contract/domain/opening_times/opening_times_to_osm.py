"""Opening times as an OSM opening_hours text that two independent readers take alike.

Weekdays are joined by ",": ";" would take from the next day what a night leaves it. A stretch of
dates also says which weekdays it closes. Holidays are always said, for OSM's silence is "open".
"""

from collections.abc import Iterator
from datetime import date, timedelta

from contract.domain.opening_times.opening_checks import require_usable
from contract.domain.opening_times.opening_formats import (
    bands_by_day,
    days_by_band,
    runs_of,
    with_appointment,
)
from contract.domain.opening_times.opening_osm_rules import WEEKDAYS
from contract.domain.opening_times.opening_osm_words import (
    AFTER_ALL,
    BEFORE_ALL,
    MONTH_LENGTHS,
    MONTHS,
)
from contract.domain.opening_times.opening_times import (
    CLOSED_ON_HOLIDAYS,
    DAY_MINUTES,
    WEEK_DAYS,
    Band,
    DayException,
    HolidayKind,
    OpeningTimes,
    Season,
    WeeklyBand,
    YearDay,
)

_EVERY_DAY = tuple(range(WEEK_DAYS))
_WHOLE_DAY = Band(0, DAY_MINUTES)


def to_osm(times: OpeningTimes) -> str:
    """Return the text; what it cannot say is left out. Raise UnusableTimes."""
    # What cannot be would be written, and refused by whoever reads it.
    require_usable(times)
    if times.is_empty:
        return ""
    rules = [
        # Before all others, where it has no force: so it says that holidays change nothing.
        *_holidays_as_usual(times),
        *_week(times),
        *_seasons(times),
        # After the seasons, which would else be open on them; before single days, which rule over
        # all.
        *_holidays(times),
        *(_exception(one) for one in times.exceptions),
        *_validity(times),
    ]
    return "; ".join(rules)


def _week(times: OpeningTimes) -> Iterator[str]:
    comment = with_appointment(times.by_appointment_only, times.note)
    if times.weekly:
        yield ", ".join(_weekly_rules(times.weekly, comment))
    elif not times.says_when_open:
        yield " ".join(part for part in ("unknown", _quoted(comment)) if part)


def _weekly_rules(weekly: tuple[WeeklyBand, ...], comment: str, dates: str = "") -> Iterator[str]:
    """One rule for each band, the first for the days that any later one may add to."""
    for band, days in days_by_band(weekly):
        if days == _EVERY_DAY and band == _WHOLE_DAY and not dates:
            yield _rule("24/7", "", comment)
        else:
            yield _rule(f"{dates} {_weekdays(days)}".strip(), _times((band,)), comment)


def _seasons(times: OpeningTimes) -> Iterator[str]:
    open_beneath = {one.weekday for one in times.weekly}
    for season in times.seasons:
        dates = _dates(season.first, season.last)
        comment = season.name
        if not times.weekly and not season.closed:
            comment = with_appointment(times.by_appointment_only, season.name)
        if season.closed:
            yield _rule(f"{dates}{_marked(season)}", "off", season.name)
            continue
        _, replaced = days_by_band(season.weekly)[0]
        left = tuple(sorted(open_beneath - set(replaced)))
        if left:  # else what lies beneath would hold on these, or be added to
            yield _rule(f"{dates} {_weekdays(left)}", "off", "")
        yield ", ".join(_weekly_rules(season.weekly, comment, dates))
        # A later season lies over this one as well.
        open_beneath |= {one.weekday for one in season.weekly}


def _marked(season: Season) -> str:
    """Weekdays tell a closed season from an exception, and from the patron day."""
    one_day = season.first == season.last
    return " Mo-Su" if isinstance(season.first, date) or one_day else ""


def _holidays_as_usual(times: OpeningTimes) -> Iterator[str]:
    """A rule that all others rule over: it has no force, and says that holidays have none."""
    policy = times.holidays or CLOSED_ON_HOLIDAYS
    if not times.has_week or _is_always_open(times):
        return
    if policy.national.kind is HolidayKind.AS_USUAL:
        yield "PH off"
    if policy.patron_day.kind is HolidayKind.AS_USUAL:
        yield "Jun 29 off"


def _holidays(times: OpeningTimes) -> Iterator[str]:
    policy = times.holidays or CLOSED_ON_HOLIDAYS
    if not times.says_when_open:
        return
    for name, rule in (("PH", policy.national), ("Jun 29", policy.patron_day)):
        if rule.kind is not HolidayKind.AS_USUAL:
            yield _rule(name, _hours_or_off(rule.bands), "")


def _is_always_open(times: OpeningTimes) -> bool:
    """Whether the text begins with 24/7, which says of holidays that they change nothing."""
    whole = bands_by_day(times.weekly)
    always = len(whole) == WEEK_DAYS and set(whole.values()) == {(_WHOLE_DAY,)}
    policy = times.holidays or CLOSED_ON_HOLIDAYS
    return always and {policy.national.kind, policy.patron_day.kind} == {HolidayKind.AS_USUAL}


def _exception(exception: DayException) -> str:
    dates = _dates(exception.first, exception.last)
    return _rule(dates, _hours_or_off(exception.bands), exception.reason)


def _validity(times: OpeningTimes) -> Iterator[str]:
    if times.valid_from is not None and times.valid_from > BEFORE_ALL:
        yield f"{_dates(BEFORE_ALL, times.valid_from - timedelta(days=1))} unknown"
    if times.valid_until is not None and times.valid_until < AFTER_ALL:
        yield f"{_dates(times.valid_until + timedelta(days=1), AFTER_ALL)} unknown"


def _rule(days: str, hours: str, comment: str) -> str:
    state = "open" if comment and hours != "off" else ""
    return " ".join(part for part in (days, hours, state, _quoted(comment)) if part)


def _quoted(comment: str) -> str:
    """OSM has no way to write a quotation mark within a comment."""
    within = comment.replace('"', "'")
    return f'"{within}"' if comment else ""


def _hours_or_off(bands: tuple[Band, ...]) -> str:
    return _times(bands) if bands else "off"


def _times(bands: tuple[Band, ...]) -> str:
    ordered = sorted(bands, key=lambda one: (one.opens, one.closes))
    return ",".join(f"{_minute(one.opens)}-{_end(one)}" for one in ordered)


def _end(band: Band) -> str:
    """06:00 of the next day, but 34:00 when that would seem to be no band at all."""
    if band.closes > DAY_MINUTES and band.closes - DAY_MINUTES < band.opens:
        return _minute(band.closes - DAY_MINUTES)
    return _minute(band.closes)


def _minute(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _weekdays(days: tuple[int, ...]) -> str:
    return ",".join(_run(run) for run in runs_of(days))


def _run(run: tuple[int, ...]) -> str:
    if len(run) < 3:
        return ",".join(WEEKDAYS[day] for day in run)
    return f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}"


def _dates(first: YearDay | date, last: YearDay | date) -> str:
    whole_months = first.day == 1 and last.day == MONTH_LENGTHS[last.month - 1]
    if whole_months and isinstance(first, YearDay):
        months = (MONTHS[first.month - 1], MONTHS[last.month - 1])
        return months[0] if first == YearDay(last.month, 1) else "-".join(months)
    begin, end = _day(first), _day(last)
    return begin if begin == end else f"{begin}-{end}"


def _day(day: YearDay | date) -> str:
    year = f"{day.year} " if isinstance(day, date) else ""
    return f"{year}{MONTHS[day.month - 1]} {day.day:02}"
