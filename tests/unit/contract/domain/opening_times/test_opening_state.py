"""Is it open now, until when, from when, and why: what an operator tells a citizen."""

from datetime import UTC, date, datetime, timedelta

import pytest

from contract.domain.opening_times.opening_holidays import Holiday, easter, holiday_of, is_eve
from contract.domain.opening_times.opening_plan import Layers, laid_over
from contract.domain.opening_times.opening_state import bands_of_day, opening_at
from contract.domain.opening_times.opening_times import (
    UNKNOWN_TIMES,
    Band,
    DayException,
    OpeningTimes,
    Season,
    clock,
    minutes,
    week,
)
from tests.support.knowledge.timetables import (
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
from tests.support.knowledge.written_hours import HOLIDAYS, WEEK, other_timetables
from tests.support.steps import steps_of


@pytest.mark.parametrize(("when", "instant", "expected"), WEEK)
def test_an_office_with_two_bands_is_open_in_them(when: str, instant: str, expected: str) -> None:
    assert told(REGISTRY, instant) == expected


@pytest.mark.parametrize(("holiday", "instant", "expected"), HOLIDAYS)
def test_an_office_is_closed_on_holidays_and_says_which(
    holiday: str, instant: str, expected: str
) -> None:
    assert told(REGISTRY, instant) == expected


@pytest.mark.parametrize(
    ("times", "instant", "expected"),
    [pytest.param(*case[:3], id=case.about) for case in other_timetables()],
)
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


def test_what_never_closes_is_looked_through_the_year_once_a_day_not_each_minute() -> None:
    midnight = rome("2027-03-09 00:00")
    year = steps_of(lambda: opening_at(ALWAYS, midnight))
    for minute in range(1, 300):
        instant = midnight + timedelta(minutes=minute)
        assert steps_of(lambda instant=instant: opening_at(ALWAYS, instant)) < year / 20
        assert opening_at(ALWAYS, instant).until is None


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
