"""Hours as HSDS writes them: what comes in, and what goes out."""

import json
import os
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from contract.domain.opening_times.opening_formats import RefusedCode, UnreadableTimes
from contract.domain.opening_times.opening_times import (
    DayException,
    OpeningTimes,
    Season,
    YearDay,
    week,
)
from contract.domain.opening_times.opening_times_hsds import from_hsds, to_hsds
from tests.support.knowledge.timetables import (
    ALL_DAYS,
    APPOINTMENT,
    BUILDING_SITE,
    FIRST_HALF,
    MORNINGS,
    NOTHING_KNOWN,
    ON_AGREEMENT,
    REGISTRY,
    STRIKE,
    UNHURRIED,
    WEEKEND_NIGHT,
    WORKDAYS,
    bands,
    span,
)
from tests.unit.contract.domain.test_opening_times_osm import as_written
from tools.generators.random_timetables import timetable

SHARED = Path(os.environ.get("CHIAMAROMA_SHARED") or Path(__file__).parents[5] / "shared" / "data")
EXAMPLES = SHARED / "en" / "openreferral" / "hsds3-examples"
FIFTH = date(2026, 12, 5)
WORKS = OpeningTimes(
    weekly=MORNINGS,
    seasons=(
        Season(
            date(2026, 10, 5), date(2026, 10, 16), week((0,), span("09:00-10:00")), name="lavori"
        ),
        Season(date(2026, 11, 2), date(2026, 11, 6), closed=True),
    ),
    exceptions=(
        DayException(FIFTH, date(2026, 12, 6), bands("09:00-11:00", "15:00-18:00")),
        DayException(date(2026, 12, 24), date(2026, 12, 24), reason="sciopero"),
    ),
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
    note="citofono",
)
CARRIED = [
    *(REGISTRY, WEEKEND_NIGHT, APPOINTMENT, ON_AGREEMENT, FIRST_HALF, STRIKE, BUILDING_SITE),
    *(NOTHING_KNOWN, WORKS),
    OpeningTimes(weekly=week(ALL_DAYS, (0, 1440)) + week((), span("08:00-09:00"))),
    OpeningTimes(weekly=week(WORKDAYS, span("18:00-24:00"))),
    OpeningTimes(exceptions=(DayException(FIFTH, FIFTH, bands("09:00-11:00")),)),
]  # fmt: skip


@pytest.mark.parametrize("times", CARRIED)
def test_a_timetable_comes_back_from_hsds_as_it_was(times: OpeningTimes) -> None:
    schedules = to_hsds(times)
    json.dumps(schedules)
    assert as_written(from_hsds(schedules).times) == as_written(times)


def test_two_timetables_of_half_a_year_each_are_two_seasons() -> None:
    first = {"byday": "MO", "opens_at": "08:30", "closes_at": "12:30", "valid_to": "2026-06-30"}
    then = {"byday": "MO", "opens_at": "09:00", "closes_at": "13:00", "valid_from": "2026-07-01"}
    found = from_hsds([first, then]).times
    assert found.weekly == ()
    assert [season.last for season in found.seasons] == [date(2026, 6, 30), date(2099, 12, 31)]


def test_hsds_is_read_as_others_write_it() -> None:
    found = from_hsds(
        [
            {"id": "1", "freq": "WEEKLY", "byday": "MO, TU", "opens_at": "08:30", "wkst": "MO",
             "closes_at": "12:30:00", "interval": 1, "timezone": 1},
            {"byday": "FR", "opens_at": "22:00", "closes_at": "02:00", "valid_from": "2026-01-01",
             "valid_to": "2026-06-30", "description": None},
        ]
    )  # fmt: skip
    assert found.times == OpeningTimes(
        weekly=week((0, 1), span("08:30-12:30")),
        seasons=(Season(date(2026, 1, 1), date(2026, 6, 30), week((4,), span("22:00-02:00"))),),
    )


@pytest.mark.parametrize(
    ("schedule", "code", "part"),
    [
        ({"freq": "MONTHLY", "byday": "MO"}, RefusedCode.FREQUENCY, "freq MONTHLY"),
        ({"freq": "WEEKLY", "interval": 2}, RefusedCode.INTERVAL, "interval 2"),
        ({"byweekno": "41,42"}, RefusedCode.FREQUENCY, "byweekno 41,42"),
        ({"bymonthday": "2"}, RefusedCode.FREQUENCY, "bymonthday 2"),
        ({"byyearday": "2"}, RefusedCode.FREQUENCY, "byyearday 2"),
        ({"count": 3}, RefusedCode.FREQUENCY, "count 3"),
        ({"byday": "1MO"}, RefusedCode.NTH_WEEKDAY, "byday 1MO"),
        ({"byday": "XX"}, RefusedCode.NO_SUCH_DAY, "byday XX"),
        ({"byday": "MO", "notes": "call first"}, RefusedCode.NOTHING_IN_IT, "call first"),
        (
            {"byday": "MO", "opens_at": "13:00", "closes_at": "14:00", "notes": "closed"},
            RefusedCode.PART_OFF,
            "closed 13:00",
        ),
        ({"byday": "MO", "opens_at": "9am", "closes_at": "5pm"}, RefusedCode.NO_SUCH_TIME, "9am"),
        ({"byday": "MO", "opens_at": "09:00"}, RefusedCode.NO_SUCH_TIME, "09:00-None"),
        (
            {"byday": "MO", "opens_at": "09:00", "closes_at": "10:00", "valid_from": "01/02/2026"},
            RefusedCode.NO_SUCH_DAY,
            "01/02/2026",
        ),
    ],
)
def test_a_schedule_no_timetable_can_hold_is_refused_by_name(
    schedule: dict[str, object], code: RefusedCode, part: str
) -> None:
    with pytest.raises(UnreadableTimes) as caught:
        from_hsds([schedule])
    assert (caught.value.code, caught.value.part) == (code, part)


@given(st.integers(0, 2**32))
@settings(UNHURRIED, max_examples=150)
def test_timetables_of_any_shape_come_back_but_for_holidays_and_what_is_yearly(seed: int) -> None:
    times = timetable(random.Random(seed))
    dated = tuple(one for one in times.seasons if not isinstance(one.first, YearDay))
    kept = replace(times, seasons=dated, holidays=None)
    assert as_written(from_hsds(to_hsds(times)).times) == as_written(kept)


@pytest.mark.shared_data
@pytest.mark.skipif(not EXAMPLES.is_dir(), reason=f"no examples of HSDS in {EXAMPLES}")
def test_the_example_of_the_standard_is_refused_for_the_weeks_it_counts() -> None:
    location = json.loads((EXAMPLES / "location.json").read_text(encoding="utf-8"))
    with pytest.raises(UnreadableTimes) as caught:
        from_hsds(location["schedules"])
    assert caught.value.part == "byweekno 41,42"
    plain = {
        name: value
        for name, value in location["schedules"][0].items()
        if name not in ("byweekno", "bymonthday", "byyearday", "count")
    }
    assert from_hsds([plain]).times.has_week
