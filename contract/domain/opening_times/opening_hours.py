"""When an office is open: state at an instant and bands of a day, on Rome's civil time."""

import re
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec
from opening_hours import OpeningHours, State, validate

ROME = ZoneInfo("Europe/Rome")
TEXT_LIMIT = 500  # characters of an expression; longer is unreadable
# Over a year, leap years too: what opens once a year is still found.
_HORIZON = timedelta(days=366)
_QUOTED = re.compile(r'"[^"]*"')
_ALWAYS = re.compile(r"\s*24/7\b")
_HOLIDAY = re.compile(r"\bPH\b")
_HOLIDAY_OFF = re.compile(r"\bPH\s+(?:off|closed)\b")
_PATRON_DAY = re.compile(r"\bJun 29\b")  # Saints Peter and Paul, a holiday in Rome only


class UnreadableHours(ValueError):
    """The text is no opening_hours expression."""


class OfficeState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"  # no hours, hours nobody can read, or hours that say so themselves


class OfficeHours(msgspec.Struct, frozen=True, kw_only=True):
    """State at an instant, and when it ends. Instants are aware, in Rome's time.

    until: when an open office closes, or when a closed or unknown one opens; None: not within
    a year.
    """

    state: OfficeState
    until: datetime | None = None
    comment: str = ""  # in the citizen's language, as the editor wrote it in the expression


def check_hours(hours: str) -> None:
    """Raise UnreadableHours. An empty text is fine: hours are then unknown."""
    if hours.strip():
        _parsed(hours)


def hours_at(hours: str, instant: datetime) -> OfficeHours:
    """Return the state of an office with these hours at an aware instant; never raise for text.

    National holidays and 29 June close the office unless the expression says otherwise.
    """
    try:
        rules = _parsed(hours)
    except UnreadableHours:
        return OfficeHours(state=OfficeState.UNKNOWN)
    local = instant.astimezone(ROME)
    state, comment = rules.state(local)
    return OfficeHours(
        state=_STATES[state], until=_end_of_state(rules, local, state), comment=comment
    )


def _end_of_state(rules: OpeningHours, instant: datetime, state: State) -> datetime | None:
    """An open office: the first instant it is not open. Any other: the first it is open."""
    wanted_open = state != State.OPEN
    for begins, _, found, _ in rules.intervals(instant, instant + _HORIZON):
        # The stretch that holds the instant began before it: it is not the next one.
        if (found == State.OPEN) == wanted_open and begins > instant:
            return begins.astimezone(ROME)
    return None


# A city has few timetables, asked for again and again.
@lru_cache(maxsize=1024)
def _parsed(hours: str) -> OpeningHours:
    rules = _with_holidays(hours)
    if len(hours) > TEXT_LIMIT or not hours.strip() or not validate(rules):
        raise UnreadableHours(hours[:TEXT_LIMIT])
    return OpeningHours(rules, timezone=ROME, country="IT")


def _with_holidays(hours: str) -> str:
    """Add the holidays an editor left out: the library knows the national ones, by "PH"."""
    # Without comments: one that mentions holidays is no rule (test_opening_hours).
    rules = _QUOTED.sub("", hours)
    # 24/7 means holidays, too: the text says so itself.
    if _ALWAYS.match(rules):
        return hours
    if not _HOLIDAY.search(rules):
        return f"{hours}; PH off; Jun 29 off"
    # The library knows the national holidays only: 29 June is one in Rome alone.
    if _HOLIDAY_OFF.search(rules) and not _PATRON_DAY.search(rules):
        return f"{hours}; Jun 29 off"
    return hours


_STATES = {
    State.OPEN: OfficeState.OPEN,
    State.CLOSED: OfficeState.CLOSED,
    State.UNKNOWN: OfficeState.UNKNOWN,
}
