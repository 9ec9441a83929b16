"""Is it open now, until when, from when, and why: what an operator tells a citizen."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from contract.domain.opening_holidays import Holiday, easter, holiday_of, is_eve
from contract.domain.opening_plan import Layers, laid_over
from contract.domain.opening_state import bands_of_day, opening_at
from contract.domain.opening_times import (
    UNKNOWN_TIMES,
    Band,
    DayException,
    OpeningTimes,
    Season,
    clock,
    minutes,
    week,
)
from tests.support import timetables
from tests.support.timetables import (
    ALWAYS,
    EVE,
    MORNINGS,
    NIGHT_WATCH,
    REGISTRY,
    STRIKE,
    SU,
    SUMMER,
    WEEKEND_NIGHT,
    WORKDAYS,
    bands,
    rome,
    span,
    told,
)

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


def _lines() -> Iterator[object]:
    for name, text in OTHERS.items():
        for line in text.strip().splitlines():
            case, _, about = line.partition("  # ")
            instant, _, expected = case.strip().partition("  ")
            yield pytest.param(getattr(timetables, name), instant, expected, id=about)


@pytest.mark.parametrize(("when", "instant", "expected"), WEEK)
def test_an_office_with_two_bands_is_open_in_them(when: str, instant: str, expected: str) -> None:
    assert told(REGISTRY, instant) == expected


@pytest.mark.parametrize(("holiday", "instant", "expected"), HOLIDAYS)
def test_an_office_is_closed_on_holidays_and_says_which(
    holiday: str, instant: str, expected: str
) -> None:
    assert told(REGISTRY, instant) == expected


@pytest.mark.parametrize(("times", "instant", "expected"), tuple(_lines()))
def test_every_kind_of_timetable_says_its_state_and_why(
    times: OpeningTimes, instant: str, expected: str
) -> None:
    assert told(times, instant) == expected


SPRING, AUTUMN = "2026-03-29", "2026-10-25"  # both Sundays; clocks leap from 2 to 3, and back
SUNDAY = OpeningTimes(weekly=week((SU,), span("00:30-05:00")))


@pytest.mark.parametrize(
    ("times", "begins", "ends", "hours"),
    [
        (SUNDAY, f"{SPRING}T00:30", f"{SPRING}T05:00", 3.5),
        (SUNDAY, f"{AUTUMN}T00:30", f"{AUTUMN}T05:00", 5.5),
        (NIGHT_WATCH, "2026-03-28T22:00", f"{SPRING}T06:00", 7),
        (NIGHT_WATCH, "2026-10-24T22:00", f"{AUTUMN}T06:00", 9),
    ],
)
def test_a_night_of_the_change_of_clocks_is_an_hour_shorter_or_longer(
    times: OpeningTimes, begins: str, ends: str, hours: float
) -> None:
    start = rome(begins).astimezone(UTC)
    assert not opening_at(times, start - timedelta(seconds=1)).is_open
    found = opening_at(times, start)
    assert found.is_open
    assert found.until == rome(ends)
    assert (found.until.astimezone(UTC) - start) == timedelta(hours=hours)
    assert not opening_at(times, found.until).is_open


def test_an_hour_that_the_spring_leaves_out_is_never_waited_for() -> None:
    opens_in_the_gap = OpeningTimes(weekly=week((SU,), span("02:30-05:00")))
    assert told(opens_in_the_gap, f"{SPRING}T01:59") == "closed: weekly; opens 03-29 03:00"
    assert told(opens_in_the_gap, f"{SPRING}T03:00") == "open: weekly; until 03-29 05:00"
    within_the_gap = OpeningTimes(weekly=week((SU,), span("02:10-02:50")))
    assert told(within_the_gap, f"{SPRING}T01:00").startswith("closed: weekly; opens 04-12 02:10")


def test_a_band_that_ends_in_the_hour_that_comes_twice_ends_the_first_time() -> None:
    times = OpeningTimes(weekly=week((SU,), span("01:00-02:30")))
    first, second = rome(f"{AUTUMN}T02:15"), rome(f"{AUTUMN}T02:15", fold=1)
    assert opening_at(times, first).is_open
    assert not opening_at(times, second).is_open


def test_a_day_of_the_change_opens_and_closes_by_the_clock_on_the_wall() -> None:
    morning = OpeningTimes(weekly=week((SU,), span("08:30-12:30")))
    for day in (SPRING, AUTUMN):
        assert told(morning, f"{day}T08:29") == f"closed: weekly; opens {day[5:]} 08:30"
        assert told(morning, f"{day}T08:30") == f"open: weekly; until {day[5:]} 12:30"
        assert told(morning, f"{day}T12:30").startswith("closed")
    assert bands_of_day(morning, date.fromisoformat(SPRING)) == bands("08:30-12:30")


def test_an_instant_of_another_zone_is_read_on_rome_s_clocks() -> None:
    assert told(REGISTRY, datetime(2026, 11, 24, 7, 30, tzinfo=UTC)).startswith("open")
    assert told(REGISTRY, datetime(2026, 7, 7, 6, 30, tzinfo=UTC)).startswith("open")
    assert told(REGISTRY, datetime(2026, 7, 7, 6, 29, tzinfo=UTC)).startswith("closed")


@pytest.mark.parametrize(
    ("times", "day", "expected"),
    [
        (REGISTRY, date(2026, 11, 24), bands("08:30-12:30", "14:30-16:30")),
        (REGISTRY, date(2026, 11, 25), bands("08:30-12:30")),
        (REGISTRY, date(2026, 12, 25), ()),
        (SUMMER, date(2026, 8, 4), bands("08:30-12:00")),
        (NIGHT_WATCH, date(2026, 11, 24), (Band(0, 360), Band(1320, 1440))),
        (WEEKEND_NIGHT, date(2026, 11, 29), (Band(0, 120),)),
        (WEEKEND_NIGHT, date(2026, 8, 15), ()),
        (ALWAYS, date(2026, 11, 24), (Band(0, 1440),)),
        (STRIKE, date(2026, 12, 5), bands("09:00-18:00")),
        (UNKNOWN_TIMES, date(2026, 11, 24), ()),
    ],
)
def test_the_bands_of_a_day_are_those_of_its_civil_hours(
    times: OpeningTimes, day: date, expected: tuple[Band, ...]
) -> None:
    assert bands_of_day(times, day) == expected


OFFICE = OpeningTimes(
    weekly=REGISTRY.weekly,
    exceptions=(DayException(date(2026, 11, 27), date(2026, 11, 27), reason="sciopero"),),
    holidays=EVE.holidays,
)
SERVICE = OpeningTimes(weekly=week(WORKDAYS, span("10:00-12:00")), by_appointment_only=True)
SITE = OpeningTimes(weekly=week(WORKDAYS, span("09:00-11:00")), valid_from=date(2026, 12, 1))
STAND_IN = OpeningTimes(
    exceptions=(
        DayException(date(2026, 11, 27), date(2026, 11, 27), bands("09:00-10:00"), "presidio"),
    )
)


@pytest.mark.parametrize(
    ("layers", "instant", "expected"),
    [
        (laid_over(office=OFFICE), "2026-11-24T09:00", "open: weekly; until 11-24 12:30"),
        (
            laid_over(office=OFFICE, service=SERVICE),
            "2026-11-24T09:00",
            "closed: weekly; opens 11-24 10:00; by appointment",
        ),
        (
            laid_over(office=OFFICE, service=SERVICE, site=SITE),  # the site's begin in December
            "2026-11-24T09:00",
            "closed: weekly; opens 11-24 10:00; by appointment",
        ),
        (
            laid_over(office=OFFICE, service=SERVICE, site=SITE),
            "2026-12-01T09:00",
            "open: weekly; until 12-01 11:00",
        ),
        (  # a strike of the office stops its services
            laid_over(office=OFFICE, service=SERVICE),
            "2026-11-27T10:30",
            "closed: exception sciopero; opens 11-30 10:00; by appointment",
        ),
        (  # unless one of them says otherwise
            laid_over(office=OFFICE, service=SERVICE, site=STAND_IN),
            "2026-11-27T09:30",
            "open: exception presidio; until 11-27 10:00; by appointment",
        ),
        (  # and the office's eve of a holiday ends its services, too
            laid_over(office=OFFICE, service=SERVICE),
            "2026-12-07T11:30",
            "closed: pre_holiday; opens 12-09 10:00; by appointment",
        ),
        (laid_over(office=UNKNOWN_TIMES, service=None), "2026-11-24T09:00", "unknown: unknown"),
    ],
)
def test_the_site_overrides_the_service_and_the_service_the_office(
    layers: Layers, instant: str, expected: str
) -> None:
    assert told(layers, instant) == expected


def test_a_closed_season_is_known_even_where_no_hours_are() -> None:
    times = OpeningTimes(seasons=(Season(date(2026, 8, 1), date(2026, 8, 31), closed=True),))
    assert told(times, "2026-08-10T10:00") == "closed: season; until 09-01 00:00"
    assert told(times, "2026-09-01T10:00") == "unknown: unknown"


def test_bands_that_overlap_are_open_until_the_last_of_them_closes() -> None:
    night = week((0,), span("22:00-06:00"))
    times = OpeningTimes(weekly=night + week((1,), span("00:30-05:00"), span("04:00-05:30")))
    assert told(times, "2026-11-24T01:00") == "open: weekly; until 11-24 06:00"
    assert bands_of_day(times, date(2026, 11, 24)) == (Band(0, 360),)


def test_the_last_exception_that_covers_a_day_decides() -> None:
    works = DayException(date(2026, 11, 1), date(2026, 11, 30), reason="lavori")
    open_day = DayException(date(2026, 11, 24), date(2026, 11, 24), bands("10:00-11:00"), "ritiro")
    times = OpeningTimes(weekly=MORNINGS, exceptions=(works, open_day))
    assert told(times, "2026-11-24T10:00") == "open: exception ritiro; until 11-24 11:00"
    assert told(times, "2026-11-24T11:00") == "closed: exception ritiro; opens 12-01 08:30"


def test_easter_is_where_the_church_puts_it() -> None:
    known = ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2285-03-22"]
    assert [easter(int(text[:4])).isoformat() for text in known] == known


def test_a_holiday_that_meets_another_keeps_one_name_and_its_eve() -> None:
    assert holiday_of(date(2011, 4, 25)) is Holiday.LIBERATION_DAY  # it was Easter Monday, too
    assert is_eve(date(2026, 6, 28))
    assert not is_eve(date.max)


def test_minutes_are_read_and_written_as_on_a_clock() -> None:
    assert [clock(minutes(text)) for text in ("00:00", "08:30", "24:00")] == [
        "00:00", "08:30", "24:00",
    ]  # fmt: skip
    assert clock(1800) == "06:00"
    for wrong in ("8", "08:60", "ab:cd", "", "٠٨:30", "99:00"):
        with pytest.raises(ValueError, match=r".*"):
            minutes(wrong)
