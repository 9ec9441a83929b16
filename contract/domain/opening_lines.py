"""Opening times as short lines that a person types: "8:30-12:30, 14-17", "24/12/2026 | chiuso".

What was typed and is not right yet is kept as it is: lines hold any text.
"""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from contract.domain.opening_times import (
    CLOSED_ON_HOLIDAYS,
    DAY_MINUTES,
    OPEN_ON_HOLIDAYS,
    WEEK_DAYS,
    Band,
    DayException,
    HolidayPolicy,
    OpeningTimes,
    Season,
    WeeklyBand,
    YearDay,
    clock,
    minutes,
)

BAR = "|"
CLOSED = "chiuso"
DAY_WORDS = ("lun", "mar", "mer", "gio", "ven", "sab", "dom")
_CLOSED_WORDS = frozenset({CLOSED, "closed", "chiusa", "-"})
_BAND = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[:.](\d{2}))?")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_HOLIDAYS: dict[str, HolidayPolicy | None] = {
    "": None,
    "closed": CLOSED_ON_HOLIDAYS,
    "as_usual": OPEN_ON_HOLIDAYS,
}


class UnreadableLine(ValueError):
    """A line that says no time. part: of HoursLines; line: as typed."""

    def __init__(self, part: str, line: str) -> None:
        super().__init__(f"{part}: {line}")
        self.part = part
        self.line = line


class HoursLines(msgspec.Struct, frozen=True, kw_only=True):
    """week: one text for each day from Monday, "" closed. exceptions, seasons: one a line.

    rest holds what has no line of its own: rules of single holidays, validity.
    """

    week: tuple[str, ...] = ("",) * WEEK_DAYS
    exceptions: str = ""
    seasons: str = ""
    holidays: str = ""  # a key of _HOLIDAYS, or "own": as rest says
    by_appointment: bool = False
    note: str = ""
    rest: OpeningTimes = OpeningTimes()


def lines_of(times: OpeningTimes) -> HoursLines:
    holidays = [key for key, policy in _HOLIDAYS.items() if policy == times.holidays]
    return HoursLines(
        week=tuple(
            _bands_text(tuple(one.band for one in times.weekly if one.weekday == day))
            for day in range(WEEK_DAYS)
        ),
        exceptions="\n".join(_exception_text(one) for one in times.exceptions),
        seasons="\n".join(_season_text(one) for one in times.seasons),
        holidays=holidays[0] if holidays else "own",
        by_appointment=times.by_appointment_only,
        note=times.note,
        rest=OpeningTimes(
            holidays=times.holidays, valid_from=times.valid_from, valid_until=times.valid_until
        ),
    )


def times_of(lines: HoursLines) -> OpeningTimes:
    """Raise UnreadableLine with the first line that cannot be read."""
    weekly = tuple(
        WeeklyBand(day, band.opens, band.closes)
        for day, text in enumerate(lines.week)
        for band in _bands(text, "week")
    )
    return OpeningTimes(
        weekly=weekly,
        seasons=tuple(_season(line) for line in _filled(lines.seasons)),
        exceptions=tuple(exception_of(line) for line in _filled(lines.exceptions)),
        holidays=_HOLIDAYS.get(lines.holidays, lines.rest.holidays),
        valid_from=lines.rest.valid_from,
        valid_until=lines.rest.valid_until,
        by_appointment_only=lines.by_appointment,
        note=lines.note.strip(),
    )


def exception_of(line: str) -> DayException:
    """Return what a line as "24/12/2026 | 9-12 | vigilia" says. Raise UnreadableLine."""
    days, bands, reason = _three(line)
    first, last = _stretch(days, "exceptions", line)
    if not isinstance(first, date) or not isinstance(last, date) or last < first:
        raise UnreadableLine("exceptions", line)
    return DayException(first, last, _bands(bands, "exceptions"), reason)


def bands_of(text: str) -> tuple[Band, ...]:
    """Return the bands of a text as "8:30-12:30, 14-17". Raise UnreadableLine."""
    return _bands(text, "week")


def _filled(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _three(line: str) -> tuple[str, str, str]:
    first, second, *rest = [part.strip() for part in f"{line}{BAR}{BAR}".split(BAR)]
    return first, second, " ".join(part for part in rest if part)


def _bands(text: str, part: str) -> tuple[Band, ...]:
    plain = text.strip()
    if not plain or plain.casefold() in _CLOSED_WORDS:
        return ()
    return tuple(_band(one.strip(), part) for one in re.split(r"[,;]", plain) if one.strip())


def _band(text: str, part: str) -> Band:
    found = _BAND.fullmatch(text)
    if found is None:
        raise UnreadableLine(part, text)
    try:
        opens = minutes(f"{found[1]}:{found[2] or '00'}")
        closes = minutes(f"{found[3]}:{found[4] or '00'}")
    except ValueError:
        raise UnreadableLine(part, text) from None
    return Band(opens, closes + DAY_MINUTES if closes < opens else closes)


def _bands_text(bands: tuple[Band, ...]) -> str:
    return ", ".join(f"{clock(one.opens)}-{clock(one.closes)}" for one in bands)


def _stretch(text: str, part: str, line: str) -> tuple[YearDay | date, YearDay | date]:
    first, _, last = text.partition("-")
    ends = (_day(first.strip()), _day((last or first).strip()))
    if ends[0] is None or ends[1] is None or type(ends[0]) is not type(ends[1]):
        raise UnreadableLine(part, line)
    return ends[0], ends[1]


def _day(text: str) -> YearDay | date | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    day, month = int(found[1]), int(found[2])
    try:
        return date(int(found[3]), month, day) if found[3] else YearDay(month, day)
    except ValueError:
        return None


def _day_text(day: YearDay | date) -> str:
    return f"{day:%d/%m/%Y}" if isinstance(day, date) else f"{day.day:02}/{day.month:02}"


def _days_text(first: YearDay | date, last: YearDay | date) -> str:
    return _day_text(first) if first == last else f"{_day_text(first)}-{_day_text(last)}"


def _exception_text(one: DayException) -> str:
    bands = _bands_text(one.bands) or CLOSED
    parts = (_days_text(one.first, one.last), bands, one.reason)
    return f" {BAR} ".join(part for part in parts if part)


def _season_text(one: Season) -> str:
    week = CLOSED if one.closed else "; ".join(_week_texts(one.weekly))
    parts = (_days_text(one.first, one.last), week, one.name)
    return f" {BAR} ".join(parts).rstrip(f" {BAR}")


def _week_texts(weekly: tuple[WeeklyBand, ...]) -> Iterator[str]:
    for day, word in enumerate(DAY_WORDS):
        bands = tuple(one.band for one in weekly if one.weekday == day)
        if bands:
            yield f"{word} {_bands_text(bands)}"


def _season(line: str) -> Season:
    """ "01/07-31/08 | lun-ven 8:30-12; mar 14-17 | orario estivo" """
    days, week, name = _three(line)
    first, last = _stretch(days, "seasons", line)
    if week.casefold() in _CLOSED_WORDS:
        return Season(first, last, (), closed=True, name=name)
    weekly = [one for part in week.split(";") if part.strip() for one in _day_bands(part, line)]
    weekly.sort(key=lambda one: (one.weekday, one.opens))
    return Season(first, last, tuple(weekly), name=name)


def _day_bands(text: str, line: str) -> Iterator[WeeklyBand]:
    days, _, bands = text.strip().partition(" ")
    first, _, last = days.casefold().partition("-")
    if first[:3] not in DAY_WORDS or (last or first)[:3] not in DAY_WORDS:
        raise UnreadableLine("seasons", line)
    start, end = DAY_WORDS.index(first[:3]), DAY_WORDS.index((last or first)[:3])
    for day in range(start, end + 1):
        for band in _bands(bands, "seasons"):
            yield WeeklyBand(day, band.opens, band.closes)
