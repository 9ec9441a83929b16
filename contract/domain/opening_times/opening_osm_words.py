"""The words of an OSM opening_hours text: its tokens, and its dates as stretches."""

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from contract.domain.opening_times.opening_formats import RefusedCode, UnreadableTimes
from contract.domain.opening_times.opening_times import YearDay

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
BEFORE_ALL, AFTER_ALL = date(2000, 1, 1), date(2099, 12, 31)  # of what is valid in between
_TOKEN = re.compile(
    r'\s*(?:(?P<text>"[^"]*")|(?P<always>24/7)|(?P<time>\d{1,2}:\d{2})|(?P<number>\d+)'
    r"|(?P<word>[^\W\d_]+)|(?P<mark>\|\||[-–,;:+/\[\]()]))",
)
_REFUSED_WORDS = {
    "sh": RefusedCode.SCHOOL_HOLIDAYS,
    "week": RefusedCode.WEEK_NUMBER,
    "easter": RefusedCode.MOVING_DAY,
    "day": RefusedCode.MOVING_DAY,
    "days": RefusedCode.MOVING_DAY,
    "sunrise": RefusedCode.SUN,
    "sunset": RefusedCode.SUN,
    "dawn": RefusedCode.SUN,
    "dusk": RefusedCode.SUN,
}
_REFUSED_MARKS = {
    "||": RefusedCode.FALLBACK,
    "+": RefusedCode.OPEN_END,
    "/": RefusedCode.INTERVAL,
    "[": RefusedCode.NTH_WEEKDAY,
}


class Token(msgspec.Struct, frozen=True):
    kind: str
    text: str
    begins: int
    ends: int

    @property
    def word(self) -> str:
        return self.text.casefold() if self.kind == "word" else ""


END = Token("end", "", -1, -1)


def tokens_of(text: str) -> Iterator[Token]:
    """Yield words, times and marks. Raise UnreadableTimes for what no timetable can hold."""
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise UnreadableTimes(RefusedCode.NOT_READABLE, text[at : at + 20])
        kind, said = found.lastgroup, found[found.lastgroup]
        refused = _REFUSED_WORDS.get(said.casefold()) or _REFUSED_MARKS.get(said)
        if refused is not None and kind != "text":
            raise UnreadableTimes(refused, text[found.start(kind) : found.end() + 10])
        yield Token(kind, "-" if said == "–" else said, found.start(kind), found.end())
        at = found.end()


class Stretch(msgspec.Struct, frozen=True):
    first: YearDay | date
    last: YearDay | date

    @property
    def bounds_validity(self) -> bool:
        """Whether these are the days before or after those that hours are given for."""
        return self.first == BEFORE_ALL or self.last == AFTER_ALL


Parts = tuple[int | None, int | None, int | None]


def stretch_of(first: Parts, last: Parts, refusal: UnreadableTimes) -> Stretch:
    """Return the stretch between two dates. Raise the refusal when they are of two kinds."""
    begin, end = _edge(first, 1, refusal), _edge(last, 0, refusal)
    if isinstance(begin, YearDay) != isinstance(end, YearDay):
        raise refusal
    if isinstance(begin, date) and isinstance(end, date) and end < begin:
        raise UnreadableTimes(RefusedCode.DATES_BACKWARDS, f"{begin} - {end}")
    return Stretch(begin, end)


def _edge(parts: Parts, day_if_none: int, refusal: UnreadableTimes) -> YearDay | date:
    """A year or a month alone stand for all their days."""
    year, month, day = parts
    whole_month = month or (1 if day_if_none else 12)
    if not 1 <= (day or 1) <= MONTH_LENGTHS[whole_month - 1]:
        raise UnreadableTimes(RefusedCode.NO_SUCH_DAY, f"{MONTHS[whole_month - 1]} {day}")
    if year is None:
        return YearDay(whole_month, day or day_if_none or MONTH_LENGTHS[whole_month - 1])
    try:
        if day is None and not day_if_none:
            after = date(year + whole_month // 12, whole_month % 12 + 1, 1)
            return date.fromordinal(after.toordinal() - 1)
        return date(year, whole_month, day or 1)
    except ValueError as error:
        raise UnreadableTimes(RefusedCode.NO_SUCH_DAY, f"{year} {whole_month} {day}") from error
