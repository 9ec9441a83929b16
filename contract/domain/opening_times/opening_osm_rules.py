"""Reads an OSM opening_hours text into its rules, as far as timetables can hold what they say."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from contract.domain.opening_times.opening_formats import RefusedCode, UnreadableTimes
from contract.domain.opening_times.opening_osm_words import (
    END,
    MONTHS,
    Stretch,
    Token,
    stretch_of,
    tokens_of,
)
from contract.domain.opening_times.opening_times import DAY_MINUTES, Band

# A file of others may hold anything: reading must end, whatever stands in a cell.
TEXT_LIMIT = 4000
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


class RuleState(StrEnum):
    OPEN = "open"
    OFF = "off"
    UNKNOWN = "unknown"


class OsmRule(msgspec.Struct, frozen=True, kw_only=True):
    """bands: the whole day when no times are given. weekdays, stretches: empty for all days."""

    adds: bool
    stretches: tuple[Stretch, ...]
    weekdays: tuple[int, ...]
    holidays: bool
    bands: tuple[Band, ...]
    has_times: bool
    state: RuleState
    comment: str
    always: bool
    text: str


def rules_of(text: str) -> tuple[OsmRule, ...]:
    """Return the rules in their order. Raise UnreadableTimes."""
    if len(text) > TEXT_LIMIT:
        raise UnreadableTimes(RefusedCode.TOO_LONG)
    return tuple(_Reader(text).rules())


class _Reader:
    """A recursive descent over the tokens; every method takes what it is named after."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(tokens_of(text))
        self._at = 0

    def rules(self) -> Iterator[OsmRule]:
        adds = False
        while self._next() is not END:
            yield self._rule(adds)
            end = self._next()
            if end is END:
                return
            # "||" and whatever else follows a rule has no place in a timetable: refused by name.
            if end.text not in (";", ","):
                raise self._refusal()
            adds = end.text == ","
            self._at += 1

    def _rule(self, adds: bool) -> OsmRule:
        begins = self._next().begins
        always = self._take_kind("always")
        stretches = () if always else tuple(self._stretches())
        self._take(":")
        weekdays, holidays = self._weekdays()
        self._take(":")
        bands = tuple(self._bands())
        state = self._state()
        comment = self._comment()
        # A rule of no token would mean open around the clock.
        if self._tokens_from(begins) == 0:
            raise self._refusal()
        # A comment alone means that somebody should ask: neither open nor closed.
        only_comment = bool(comment) and not (state or bands)
        return OsmRule(
            adds=adds,
            stretches=stretches,
            weekdays=weekdays,
            holidays=holidays,
            bands=bands or (Band(0, DAY_MINUTES),),
            has_times=bool(bands),
            state=state or (RuleState.UNKNOWN if only_comment else RuleState.OPEN),
            comment=comment,
            always=always,
            text=self._text[begins : self._tokens[self._at - 1].ends],
        )

    def _tokens_from(self, begins: int) -> int:
        return sum(1 for one in self._tokens[: self._at] if one.begins >= begins)

    def _stretches(self) -> Iterator[Stretch]:
        """Dates until something else begins; a comma carries year and month on."""
        year = month = None
        while True:
            year = self._year() or year
            month = self._month() or month
            day = self._day() if month is not None else None
            if year is None and month is None:
                return
            until_year, until_month, until_day = self._until(year, month, day)
            yield stretch_of(
                (year, month, day), (until_year, until_month, until_day), self._refusal()
            )
            if not self._date_follows(day is not None):
                return
            self._at += 1

    def _until(
        self, year: int | None, month: int | None, day: int | None
    ) -> tuple[int | None, int | None, int | None]:
        if not (self._next().text == "-" and self._is_date(self._peek(1))):
            return year, month, day
        self._at += 1
        until_year = self._year() or year
        until_month = self._month()
        # "Jan 10-20": the month is carried over, and a day only where the first end has one.
        if until_month is None:
            return until_year, month, self._day() if day is not None else None
        return until_year, until_month, self._day()

    def _date_follows(self, had_day: bool) -> bool:
        after = self._peek(1)
        if self._next().text != "," or not self._is_date(after):
            return False
        # A year behind a comma begins another date; a bare number only carries on days.
        return after.kind != "number" or had_day or len(after.text) == 4

    def _is_date(self, token: Token) -> bool:
        return token.kind == "number" or _place(MONTHS, token) is not None

    def _year(self) -> int | None:
        token = self._next()
        if token.kind != "number" or len(token.text) != 4:
            return None
        self._at += 1
        return int(token.text)

    def _month(self) -> int | None:
        place = _place(MONTHS, self._next())
        self._at += place is not None
        return None if place is None else place + 1

    def _day(self) -> int | None:
        token = self._next()
        if token.kind != "number" or len(token.text) > 2:
            return None
        self._at += 1
        return int(token.text)

    def _weekdays(self) -> tuple[tuple[int, ...], bool]:
        found: list[int] = []
        holidays = False
        while True:
            if self._next().word == "ph":
                self._at += 1
                # "PH -1 day" counts from a holiday: a timetable has no such day.
                if self._next().text == "-":
                    raise UnreadableTimes(RefusedCode.MOVING_DAY, self._rest())
                holidays = True
            else:
                found += self._weekday_range()
            if self._next().text != "," or not self._is_weekday(self._peek(1)):
                return tuple(sorted(set(found))), holidays
            if not found and not holidays:
                return (), False
            self._at += 1

    def _weekday_range(self) -> list[int]:
        first = _place(WEEKDAYS, self._next())
        if first is None:
            return []
        self._at += 1
        last = _place(WEEKDAYS, self._peek(1))
        if self._next().text != "-" or last is None:
            return [first]
        self._at += 2
        # "Fr-Mo" runs over the end of the week.
        return [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]

    def _is_weekday(self, token: Token) -> bool:
        return token.word == "ph" or _place(WEEKDAYS, token) is not None

    def _bands(self) -> Iterator[Band]:
        while self._next().kind == "time":
            opens = self._time()
            if not (self._take("-") and self._next().kind == "time"):
                raise self._refusal()
            closes = self._time()
            closes = closes if closes > opens else closes + DAY_MINUTES
            # "26:00" may end a night, and begin nothing.
            if opens >= DAY_MINUTES or closes > opens + DAY_MINUTES:
                raise UnreadableTimes(RefusedCode.NO_SUCH_TIME, self._before())
            yield Band(opens, closes)
            if self._next().text != "," or self._peek(1).kind != "time":
                return
            self._at += 1

    def _time(self) -> int:
        hours, _, rest = self._next().text.partition(":")
        self._at += 1
        found = int(hours) * 60 + int(rest)
        if int(rest) > 59 or found > 2 * DAY_MINUTES:
            raise UnreadableTimes(RefusedCode.NO_SUCH_TIME, self._before())
        return found

    def _state(self) -> RuleState | None:
        word = self._next().word
        states = {"off": RuleState.OFF, "closed": RuleState.OFF}
        found = states.get(word) or (RuleState(word) if word in ("open", "unknown") else None)
        self._at += found is not None
        return found

    def _comment(self) -> str:
        token = self._next()
        return token.text[1:-1].strip() if self._take_kind("text") else ""

    def _take(self, mark: str) -> bool:
        found = self._next().text == mark
        self._at += found
        return found

    def _take_kind(self, kind: str) -> bool:
        found = self._next().kind == kind
        self._at += found
        return found

    def _next(self) -> Token:
        return self._peek(0)

    def _peek(self, ahead: int) -> Token:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else END

    def _before(self) -> str:
        return self._tokens[self._at - 1].text

    def _rest(self) -> str:
        token = self._next()
        return self._text[token.begins : token.begins + 20] if token is not END else ""

    def _refusal(self) -> UnreadableTimes:
        return UnreadableTimes(RefusedCode.NOT_READABLE, self._rest() or self._text[-20:])


def _place(names: tuple[str, ...], token: Token) -> int | None:
    word = token.word.capitalize()
    return names.index(word) if word in names else None
