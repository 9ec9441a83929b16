"""Hours as other formats write them, to and from the cell of our tables.

What cannot be read is left out and says why; the office comes in all the same.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from contract.domain.opening_times.opening_checks import UnusableTimes
from contract.domain.opening_times.opening_formats import UnreadableTimes
from contract.domain.opening_times.opening_osm_words import MONTHS
from contract.domain.opening_times.opening_text import (
    LONGEST_NIGHT,
    read_osm,
    text_of_times,
    times_of_text,
)
from contract.domain.opening_times.opening_times import DAY_MINUTES, clock
from contract.domain.opening_times.opening_times_hsds import from_hsds, to_hsds

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(am|pm)?", re.I)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_NAMED = re.compile(r"([A-Z][a-z]{2})[a-z]* (\d{1,2}), (\d{4})")
# 14:00-13:00 is a slip of the pen, 22:00-02:00 a night.
_NIGHT_FROM = 15 * 60  # what opens before this does not close the next morning


class NoHours(ValueError):
    """What cannot be said of hours in a cell; the text is the part to blame."""


def hours_of_schedules(schedules: Sequence[dict[str, Any]]) -> str:
    """Return the hours of HSDS schedules. Raise NoHours."""
    if not schedules:
        return ""
    try:
        times = from_hsds(schedules).times
    except UnreadableTimes as unreadable:
        # The office comes in without them: wrong hours send citizens to a closed door.
        raise NoHours(unreadable.part or str(unreadable.code)) from unreadable
    weeks = (times.weekly, *(season.weekly for season in times.seasons))
    for band in (band for week in weeks for band in week):
        # A cell cannot say so long a night: it would be read back as a slip.
        if band.closes > DAY_MINUTES and band.closes - band.opens > LONGEST_NIGHT:
            raise NoHours(f"{clock(band.opens)}-{clock(band.closes - DAY_MINUTES)}")
    return text_of_times(times)


def overlapping_schedule(schedules: Sequence[dict[str, Any]]) -> int | None:
    """Return the index of the first one whose hours overlap those of others before it."""
    counts = range(2, len(schedules) + 1)
    return next((count - 1 for count in counts if _do_overlap(schedules[:count])), None)


def _do_overlap(schedules: Sequence[dict[str, Any]]) -> bool:
    try:
        return from_hsds(schedules).overlaps
    except UnreadableTimes:
        return False


def schedules_of_hours(hours: str) -> tuple[dict[str, Any], ...]:
    """Return what HSDS can say of a cell; the cell itself travels beside it."""
    try:
        return to_hsds(times_of_text(hours)) if hours else ()
    except (UnreadableTimes, UnusableTimes):
        return ()


def hours_of_weekdays(regular: Iterable[dict[str, Any]], holidays: Iterable[dict[str, Any]]) -> str:
    """Return the hours of the older tables: a row a weekday, a row a holiday. Raise NoHours.

    A row that names its day and no time says that it is closed then.
    """
    # Of every year first: a rule of dates stands above it.
    dated = sorted(map(_holiday_rule, holidays), key=lambda rule: rule[0].isdigit())
    text = "; ".join([*_weekly(regular), *dated])
    try:
        read = read_osm(text)
    except UnreadableTimes as unreadable:
        raise NoHours(unreadable.part or str(unreadable.code)) from unreadable
    return text_of_times(read.times) if read.overlaps else text


def overlapping_weekday(regular: Sequence[dict[str, Any]]) -> int | None:
    """Return the index of the first row whose hours overlap those of others before it."""
    counts = range(2, len(regular) + 1)
    weeks = ((count, "; ".join(_weekly(regular[:count]))) for count in counts)
    return next((count - 1 for count, week in weeks if read_osm(week).overlaps), None)


def _weekly(regular: Iterable[dict[str, Any]]) -> list[str]:
    return _joined(
        (_weekday(row.get("weekday")), _band(row)) for row in regular if not _is_blank(row)
    )


def _joined(rules: Iterable[tuple[str, str]]) -> list[str]:
    """Return days and bands as texts: days that share their bands together."""
    bands: dict[str, list[str]] = {}
    for day, band in rules:
        bands.setdefault(day, []).append(band)
    shared: dict[str, list[str]] = {}
    for day, of_day in bands.items():
        shared.setdefault(",".join(sorted(of_day)), []).append(day)
    return [f"{_days(days)} {times}" for times, days in shared.items()]


def _days(days: list[str]) -> str:
    numbers = sorted({_DAYS.index(day) for day in days})
    whole = len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1))
    return (
        f"{_DAYS[numbers[0]]}-{_DAYS[numbers[-1]]}"
        if whole
        else ",".join(_DAYS[number] for number in numbers)
    )


def _weekday(value: Any) -> str:
    text = str(value or "").strip()
    if text.casefold() not in _NAMES:
        raise NoHours(text or "weekday")
    return _DAYS[_NAMES.index(text.casefold())]


def _is_blank(row: dict[str, Any]) -> bool:
    """Return whether a day is closed: its row has neither of the times."""
    named = bool(str(row.get("weekday") or "").strip())
    return named and not any(str(row.get(end) or "").strip() for end in ("opens_at", "closes_at"))


def _band(row: dict[str, Any]) -> str:
    opens, closes = _minutes(row.get("opens_at")), _minutes(row.get("closes_at"))
    if closes <= opens and opens < _NIGHT_FROM:
        raise NoHours(f"{row.get('opens_at')}–{row.get('closes_at')}")
    return f"{clock(opens)}-{clock(closes)}"


def _minutes(value: Any) -> int:
    found = _TIME.fullmatch(str(value or "").strip())
    if found is None:
        raise NoHours(str(value or "opens_at"))
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59:
        raise NoHours(str(value))
    return hour * 60 + minute


def _holiday_rule(row: dict[str, Any]) -> str:
    first = _day(str(row.get("start_date") or ""))
    last = _day(str(row.get("end_date") or row.get("start_date")))
    dates = first if first == last else f"{first}-{last}"
    closed = row.get("closed")
    said = "" if closed is None else str(closed).strip().lower()
    has_times = any(str(row.get(end) or "").strip() for end in ("opens_at", "closes_at"))
    # "false" beside blank times is open at hours nobody wrote down: its band says so.
    is_closed = said in ("true", "1", "yes") or (not said and not has_times)
    return f"{dates} {'off' if is_closed else _band(row)}"


def _day(text: str) -> str:
    """Return a day as OSM writes it; the year 1 means every year."""
    try:
        found = _parsed_day(text)
    except ValueError as error:
        raise NoHours(text) from error
    month = f"{MONTHS[found.month - 1]} {found.day:02}"
    return month if found.year == 1 else f"{found.year} {month}"


def _parsed_day(text: str) -> date:
    if found := _SLASHED.fullmatch(text.strip()):
        year = int(found[3])
        return date(year + 2000 if year < 100 else year, int(found[1]), int(found[2]))
    if (found := _NAMED.fullmatch(text.strip())) and found[1] in MONTHS:
        return date(int(found[3]), MONTHS.index(found[1]) + 1, int(found[2]))
    return date.fromisoformat(text.strip())
