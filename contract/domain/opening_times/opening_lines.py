"""Opening times as short lines that a person types: "8:30-12:30, 14-17", "24/12/2026 | chiuso".

What was typed and is not right yet is kept as it is: lines hold any text.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from contract.domain.opening_times.opening_holiday_lines import (
    OWN,
    UnreadableLine,
    policy_of,
    rule_key,
)
from contract.domain.opening_times.opening_times import (
    DAY_MINUTES,
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


class HoursLines(msgspec.Struct, frozen=True, kw_only=True):
    """week: one text for each day from Monday, "" closed. exceptions, seasons: one a line.

    own: the rules that only bands say. eve: the hour of closing on the eve of a holiday. rest: of
    drafts written before validity and 29 June had lines; lines_from reads them.
    """

    week: tuple[str, ...] = ("",) * WEEK_DAYS
    exceptions: str = ""
    seasons: str = ""
    holidays: str = ""  # a key of RULES, OWN, or "": as the times beneath say
    patron_day: str = ""  # 29 June: a key of RULES, OWN, or "": as the other holidays
    eve: str = ""
    valid_from: str = ""
    valid_until: str = ""
    by_appointment: bool = False
    note: str = ""
    own: HolidayPolicy | None = None
    rest: OpeningTimes = OpeningTimes()


def lines_from(text: str) -> HoursLines:
    """Return the lines of their JSON; blank ones of ""."""
    lines = msgspec.json.decode(text, type=HoursLines) if text else HoursLines()
    if lines.rest == OpeningTimes():
        return lines
    before = lines_of(lines.rest)
    is_own = lines.holidays == OWN
    return msgspec.structs.replace(
        lines,
        holidays=before.holidays if is_own else lines.holidays,
        patron_day=before.patron_day if is_own else "",
        eve=before.eve if is_own else "",
        own=before.own if is_own else None,
        valid_from=before.valid_from,
        valid_until=before.valid_until,
        # A draft of before is read once: what was kept beside the lines would overrule them.
        rest=OpeningTimes(),
    )


def lines_of(times: OpeningTimes) -> HoursLines:
    policy = times.holidays
    holidays = rule_key(policy.national) if policy is not None else ""
    has_own_patron_day = policy is not None and policy.patron_day != policy.national
    patron_day = rule_key(policy.patron_day) if policy is not None and has_own_patron_day else ""
    return HoursLines(
        week=tuple(
            bands_text(tuple(one.band for one in times.weekly if one.weekday == day))
            for day in range(WEEK_DAYS)
        ),
        exceptions="\n".join(exception_text(one) for one in times.exceptions),
        seasons="\n".join(_season_text(one) for one in times.seasons),
        holidays=holidays,
        patron_day=patron_day,
        eve=clock(policy.pre_holiday_closes) if policy and policy.pre_holiday_closes else "",
        valid_from=_day_text(times.valid_from) if times.valid_from else "",
        valid_until=_day_text(times.valid_until) if times.valid_until else "",
        by_appointment=times.by_appointment_only,
        note=times.note,
        own=policy if OWN in (holidays, patron_day) else None,
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
        holidays=policy_of(lines.holidays, lines.patron_day, lines.eve, lines.own),
        valid_from=_validity(lines.valid_from),
        valid_until=_validity(lines.valid_until),
        by_appointment_only=lines.by_appointment,
        note=lines.note.strip(),
    )


def _validity(text: str) -> date | None:
    plain = text.strip()
    found = _day(plain)
    if plain and not isinstance(found, date):
        raise UnreadableLine("validity", plain)
    return found if isinstance(found, date) else None


def exception_of(line: str) -> DayException:
    """Return what a line as "24/12/2026 | 9-12 | vigilia" says. Raise UnreadableLine."""
    days, bands, reason = _three(line)
    first, last = _stretch(days, "exceptions", line)
    # Without a year it would be a season: a strike happens once.
    if not isinstance(first, date) or not isinstance(last, date) or last < first:
        raise UnreadableLine("exceptions", line)
    return DayException(first, last, _bands(bands, "exceptions"), reason)


def bands_of(text: str) -> tuple[Band, ...]:
    """Return the bands of a text as "8:30-12:30, 14-17". Raise UnreadableLine."""
    return _bands(text, "week")


def _filled(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _three(line: str) -> tuple[str, str, str]:
    # Two bars more: a line that is half typed has all three parts, empty ones at least.
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
    # What closes earlier than it opens runs past midnight and belongs to the day it opens on.
    return Band(opens, closes + DAY_MINUTES if closes < opens else closes)


def bands_text(bands: Sequence[Band]) -> str:
    """Return "08:30-12:30, 14:00-17:00", "" for none."""
    return ", ".join(f"{clock(one.opens)}-{clock(one.closes)}" for one in bands)


def _stretch(text: str, part: str, line: str) -> tuple[YearDay | date, YearDay | date]:
    first, _, last = text.partition("-")
    ends = (_day(first.strip()), _day((last or first).strip()))
    # One end with a year and one without: nobody can say in which years it holds.
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


def days_text(first: YearDay | date, last: YearDay | date) -> str:
    """Return "24/12/2026", "01/07-31/08"."""
    return _day_text(first) if first == last else f"{_day_text(first)}-{_day_text(last)}"


def exception_text(one: DayException) -> str:
    bands = bands_text(one.bands) or CLOSED
    parts = (days_text(one.first, one.last), bands, one.reason)
    return f" {BAR} ".join(part for part in parts if part)


def _season_text(one: Season) -> str:
    week = CLOSED if one.closed else "; ".join(_week_texts(one.weekly))
    parts = (days_text(one.first, one.last), week, one.name)
    return f" {BAR} ".join(parts).rstrip(f" {BAR}")


def _week_texts(weekly: tuple[WeeklyBand, ...]) -> Iterator[str]:
    for day, word in enumerate(DAY_WORDS):
        bands = tuple(one.band for one in weekly if one.weekday == day)
        if bands:
            yield f"{word} {bands_text(bands)}"


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
    # Three letters tell the days apart, whole words are taken as well.
    if first[:3] not in DAY_WORDS or (last or first)[:3] not in DAY_WORDS:
        raise UnreadableLine("seasons", line)
    start, end = DAY_WORDS.index(first[:3]), DAY_WORDS.index((last or first)[:3])
    for day in range(start, end + 1):
        for band in _bands(bands, "seasons"):
            yield WeeklyBand(day, band.opens, band.closes)
