"""Timetables of offices at instants that somebody thought of, and what an operator tells then."""

from collections.abc import Iterator
from typing import NamedTuple

from contract.domain.opening_times.opening_times import OpeningTimes
from tests.support.knowledge import timetables
from tests.support.knowledge.timetables import REGISTRY


class WrittenCase(NamedTuple):
    """expected: state, why, and when it changes, as tests.support.knowledge.timetables says it."""

    times: OpeningTimes
    instant: str
    expected: str
    about: str


WEEK = [
    ("a minute before it opens", "2026-11-24T08:29", "closed: weekly; opens 11-24 08:30"),
    ("the minute it opens", "2026-11-24T08:30", "open: weekly; until 11-24 12:30"),
    ("the last minute of the morning", "2026-11-24T12:29", "open: weekly; until 11-24 12:30"),
    ("the minute it closes for lunch", "2026-11-24T12:30", "closed: weekly; opens 11-24 14:30"),
    ("on a Tuesday afternoon", "2026-11-24T15:00", "open: weekly; until 11-24 16:30"),
    ("on a Tuesday evening", "2026-11-24T16:30", "closed: weekly; opens 11-25 08:30"),
    ("on a Wednesday afternoon", "2026-11-25T13:00", "closed: weekly; opens 11-26 08:30"),
    ("on a Friday evening", "2026-11-27T18:00", "closed: weekly; opens 11-30 08:30"),
    ("on a Saturday", "2026-11-28T10:00", "closed: weekly; opens 11-30 08:30"),
    ("on a Sunday night", "2026-11-29T23:59", "closed: weekly; opens 11-30 08:30"),
]

HOLIDAYS = [
    ("New Year", "2026-01-01T10:00", "closed: holiday new_year; opens 01-02 08:30"),
    ("Epiphany", "2026-01-06T10:00", "closed: holiday epiphany; opens 01-07 08:30"),
    ("Easter", "2026-04-05T10:00", "closed: holiday easter; opens 04-07 08:30"),
    ("Easter Monday", "2026-04-06T10:00", "closed: holiday easter_monday; opens 04-07 08:30"),
    ("Easter Monday", "2027-03-29T10:00", "closed: holiday easter_monday; opens 03-30 08:30"),
    ("25 April", "2026-04-25T10:00", "closed: holiday liberation_day; opens 04-27 08:30"),
    ("1 May", "2026-05-01T10:00", "closed: holiday labour_day; opens 05-04 08:30"),
    ("2 June", "2026-06-02T10:00", "closed: holiday republic_day; opens 06-03 08:30"),
    ("the patron day", "2026-06-29T10:00", "closed: holiday patron_day; opens 06-30 08:30"),
    ("the patron day", "2027-06-29T15:00", "closed: holiday patron_day; opens 06-30 08:30"),
    ("15 August", "2025-08-15T10:00", "closed: holiday assumption; opens 08-18 08:30"),
    ("4 October", "2027-10-04T10:00", "closed: holiday saint_francis; opens 10-05 08:30"),
    ("4 October before the law", "2024-10-04T10:00", "open: weekly; until 10-04 12:30"),
    ("All Saints", "2027-11-01T10:00", "closed: holiday all_saints; opens 11-02 08:30"),
    (
        "8 December",
        "2026-12-08T10:00",
        "closed: holiday immaculate_conception; opens 12-09 08:30",
    ),
    ("Christmas", "2026-12-25T10:00", "closed: holiday christmas; opens 12-28 08:30"),
    ("Saint Stephen", "2028-12-26T10:00", "closed: holiday saint_stephen; opens 12-27 08:30"),
    ("the evening of 24 December", "2026-12-24T17:00", "closed: weekly; opens 12-28 08:30"),
    ("New Year's Eve at midnight", "2026-12-31T23:59", "closed: weekly; opens 01-04 08:30"),
]

# Each line: when, what an operator tells, and what the case is about.
OTHERS = {
    "NOTHING_KNOWN": """
    2026-12-25T10:00  unknown: unknown  # nothing is known of its hours
    """,
    "SUMMER": """
    2026-08-04T12:10  closed: season agosto; opens 08-05 08:30  # August has its own hours
    2026-08-06T15:00  closed: season agosto; opens 08-07 08:30  # August has no afternoons
    2026-08-04T09:00  open: season agosto; until 08-04 12:00  # it is open in August
    2026-09-01T12:10  open: weekly; until 09-01 12:30  # September goes back to the week
    2026-07-31T12:10  open: weekly; until 07-31 12:30  # 31 July is not August
    2031-08-04T12:10  closed: season agosto; opens 08-05 08:30  # August comes every year
    2025-08-15T09:00  closed: holiday assumption; opens 08-18 08:30  # a holiday in August
    """,
    "LIBRARY": """
    2026-12-30T10:00  closed: season pausa di fine anno; opens 01-07 09:00  # over New Year
    2026-12-24T10:00  closed: season pausa di fine anno; opens 01-07 09:00  # from its first day
    2027-01-07T10:00  open: weekly; until 01-07 19:00  # a pause ends after its last day
    """,
    "BUILDING_SITE": """
    2026-10-06T09:00  closed: season; opens 10-12 09:00  # a season of one year
    2026-10-19T09:00  open: weekly; until 10-19 12:30  # a season of one year is over
    2027-10-06T09:00  open: weekly; until 10-06 12:30  # a season of one year stays in it
    """,
    "POOL": """
    2026-06-01T09:00  open: season; until 06-01 19:00  # open in its season only
    2026-10-01T09:00  closed: weekly; opens 06-01 09:00  # closed outside its only season
    """,
    "NIGHT_WATCH": """
    2026-11-24T23:00  open: weekly; until 11-25 06:00  # a night before midnight
    2026-11-25T05:59  open: weekly; until 11-25 06:00  # a night after midnight
    2026-11-25T06:00  closed: weekly; opens 11-25 22:00  # a night is over
    2027-01-01T00:00  open: weekly; until 01-01 06:00  # a night at midnight of New Year
    """,
    "WEEKEND_NIGHT": """
    2026-11-29T01:00  open: weekly; until 11-29 02:00  # Saturday's night lasts into Sunday
    2026-11-30T01:00  closed: weekly; opens 12-04 20:00  # Sunday has no night
    2026-08-14T23:00  open: weekly; until 08-15 00:00  # a holiday ends the night at midnight
    2026-12-27T01:00  closed: weekly; opens 01-02 20:00  # no night follows a holiday
    """,
    "ALWAYS": """
    2026-12-25T03:00  open: weekly  # always open
    """,
    "APPOINTMENT": """
    2026-11-24T09:00  open: weekly; until 11-24 12:30; by appointment  # in its hours
    2026-11-24T13:00  closed: weekly; opens 11-25 08:30; by appointment  # out of its hours
    """,
    "ON_AGREEMENT": """
    2026-11-24T13:00  unknown: by_appointment; by appointment  # hours are not known
    """,
    "EVE": """
    2026-12-07T10:00  open: pre_holiday; until 12-07 11:00  # an eve before its end
    2026-12-07T11:00  closed: pre_holiday; opens 12-09 08:30  # an eve after its end
    2026-12-24T15:00  closed: pre_holiday; opens 12-28 08:30  # an eve takes the afternoon, too
    2026-06-28T10:00  closed: weekly; opens 06-30 08:30  # 28 June, a Sunday
    2027-06-28T11:30  closed: pre_holiday; opens 06-30 08:30  # 28 June, a Monday
    2026-12-25T10:00  closed: holiday christmas; opens 12-28 08:30  # no eve of Saint Stephen
    """,
    "SHOP": """
    2026-11-28T13:00  open: weekly; until 11-28 14:00  # a plain Saturday is no eve
    """,
    "PHARMACY": """
    2026-12-25T10:00  open: holiday christmas; until 12-25 13:00  # on a holiday
    2026-12-25T14:00  closed: holiday christmas; opens 12-26 09:00  # on a holiday's afternoon
    2026-06-29T14:00  open: weekly; until 06-29 20:00  # on the patron day
    """,
    "FIRST_HALF": """
    2026-01-09T09:00  unknown: out_of_validity; until 01-12 00:00; opens 01-12 08:30  # too early
    2026-01-12T09:00  open: weekly; until 01-12 12:30  # from its first valid day
    2026-06-30T09:00  open: weekly; until 06-30 12:30  # on its last valid day
    2026-06-30T19:00  closed: weekly; until 07-01 00:00  # the evening of its last valid day
    2026-07-01T09:00  unknown: out_of_validity  # after it was valid
    """,
    "STRIKE": """
    2026-11-27T09:00  closed: exception sciopero; opens 11-30 08:30  # a strike
    2026-11-26T13:00  closed: weekly; opens 11-30 08:30  # the day before a strike
    2026-12-06T13:00  open: exception apertura per le elezioni; until 12-06 18:00  # out of turn
    2026-12-04T13:00  closed: weekly; opens 12-05 09:00  # before it opens out of turn
    """,
}


def other_timetables() -> Iterator[WrittenCase]:
    for name, text in OTHERS.items():
        for line in text.strip().splitlines():
            case, _, about = line.partition("  # ")
            instant, _, expected = case.strip().partition("  ")
            yield WrittenCase(getattr(timetables, name), instant, expected, about)


def written_cases() -> tuple[WrittenCase, ...]:
    registry = (WrittenCase(REGISTRY, at, told, about) for about, at, told in (*WEEK, *HOLIDAYS))
    return (*registry, *other_timetables())
