"""Opening times as an Italian reads them on paper: lines of days and hours."""

from collections.abc import Iterator
from datetime import date

from contract.domain.opening_times.opening_formats import days_by_band, runs_of
from contract.domain.opening_times.opening_times import (
    Band,
    HolidayKind,
    HolidayRule,
    OpeningTimes,
    Season,
    WeeklyBand,
    YearDay,
    clock,
)

_DAYS = ("lun", "mar", "mer", "gio", "ven", "sab", "dom")
_MONTHS = (
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto"),
    *("settembre", "ottobre", "novembre", "dicembre"),
)
_USUAL = HolidayRule()


def hours_in_words(times: OpeningTimes) -> tuple[str, ...]:
    """Return the lines; none when nothing is known."""
    lines = [*_week(times.weekly), *_seasons(times), *_exceptions(times), *_holidays(times)]
    if times.by_appointment_only:
        lines.append("solo su appuntamento")
    lines += _validity(times)
    if times.note:
        lines.append(times.note)
    return tuple(lines)


def _week(weekly: tuple[WeeklyBand, ...]) -> Iterator[str]:
    for band, days in days_by_band(weekly):
        yield f"{_days(days)} {_band(band)}"


def _seasons(times: OpeningTimes) -> Iterator[str]:
    for season in times.seasons:
        hours = "chiuso" if season.closed else ", ".join(_week(season.weekly))
        name = f" ({season.name})" if season.name else ""
        yield f"{_stretch(season)}{name}: {hours}"


def _exceptions(times: OpeningTimes) -> Iterator[str]:
    for one in times.exceptions:
        days = _day(one.first) if one.first == one.last else f"{_day(one.first)} – {_day(one.last)}"
        hours = ", ".join(map(_band, one.bands)) or "chiuso"
        reason = f" ({one.reason})" if one.reason else ""
        yield f"{days}: {hours}{reason}"


def _holidays(times: OpeningTimes) -> Iterator[str]:
    policy = times.holidays
    if policy is None:
        return
    if policy.national == policy.patron_day == _USUAL:
        yield "chiuso nei festivi e il 29 giugno"
    else:
        yield f"festivi: {_rule(policy.national)}; 29 giugno: {_rule(policy.patron_day)}"
    if policy.pre_holiday_closes is not None:
        yield f"prefestivi: fino alle {clock(policy.pre_holiday_closes)}"


def _rule(rule: HolidayRule) -> str:
    match rule.kind:
        case HolidayKind.CLOSED:
            return "chiuso"
        case HolidayKind.AS_USUAL:
            return "orario normale"
    return ", ".join(map(_band, rule.bands))


def _validity(times: OpeningTimes) -> Iterator[str]:
    if times.valid_from:
        yield f"dal {_day(times.valid_from)}"
    if times.valid_until:
        yield f"fino al {_day(times.valid_until)}"


def _stretch(season: Season) -> str:
    return f"dal {_day(season.first)} al {_day(season.last)}"


def _day(day: date | YearDay) -> str:
    number = "1º" if day.day == 1 else str(day.day)
    words = f"{number} {_MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if isinstance(day, date) else words


def _band(band: Band) -> str:
    return f"{clock(band.opens)}–{clock(band.closes)}"


def _days(days: tuple[int, ...]) -> str:
    """Name three or more in a row as "lun–ven"."""
    return ", ".join(
        f"{_DAYS[run[0]]}–{_DAYS[run[-1]]}" if len(run) > 2 else ", ".join(_DAYS[d] for d in run)
        for run in runs_of(days)
    )
