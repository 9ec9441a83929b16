"""A closing of some hours leaves the rest of its day open, or the whole text is refused."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from opening_hours import OpeningHours, State

from contract.domain.opening_times.opening_formats import RefusedCode, UnreadableTimes
from contract.domain.opening_times.opening_state import ROME, OpeningState, opening_at
from contract.domain.opening_times.opening_text import doubt_in, times_of_text
from contract.domain.opening_times.opening_times import OpeningTimes
from contract.domain.opening_times.opening_times_from_osm import from_osm
from contract.domain.opening_times.opening_times_to_osm import to_osm

WEEK = "Mo-Fr 09:00-18:00"
# Weeks in which each of the texts below says something: a plain one, August, 29 June, Christmas.
BEGINNINGS = (date(2026, 6, 29), date(2026, 8, 3), date(2026, 12, 21), date(2027, 12, 20))
CARRIED = (
    f"{WEEK}; We 13:00-14:00 off; PH off; Jun 29 off",
    f"{WEEK}, We 13:00-14:00 off; PH off; Jun 29 off",
    f"{WEEK}; We 13:00-14:00 closed \"pausa\"; PH off; Jun 29 off",
    f"{WEEK}; 13:00-14:00 off; PH off; Jun 29 off",
    f"{WEEK}; 09:00-10:00,13:00-14:00,17:30-20:00 off; PH off; Jun 29 off",
    f"{WEEK}; We 08:00-19:00 off; PH off; Jun 29 off",
    f"{WEEK}; Sa 10:00-11:00 off; PH off; Jun 29 off",
    f"{WEEK}; We 13:00-14:00 off, We 13:30-13:45; PH off; Jun 29 off",
    f"{WEEK}; We 13:00-14:00 off; We 15:00-16:00; PH off; Jun 29 off",
    f"{WEEK}; Aug Fr 13:00-18:00 off; PH off; Jun 29 off",
    f"{WEEK}; Aug 08:00-10:00 off; PH off; Jun 29 off",
    f"{WEEK}; Aug Mo-Fr 08:00-12:00; Aug Tu 10:00-11:00 off; PH off; Jun 29 off",
    f"{WEEK}; Aug Tu 10:00-11:00 off, Aug Tu 10:15-10:30; PH off; Jun 29 off",
    f"{WEEK}, Aug Sa 10:00-14:00; Aug Sa 11:00-12:00 off; PH off; Jun 29 off",
    f"{WEEK}; Aug Tu 10:00-11:00 off; Aug Tu 07:00-08:00; PH off; Jun 29 off",
    f"{WEEK}; Dec 24 13:00-18:00 closed; PH off; Jun 29 off",
    f"{WEEK}; 2026 Dec 24 13:00-18:00 off; PH off; Jun 29 off",
    f"{WEEK}; PH off; Jun 29 off; 2026 Dec 21-2026 Dec 25 13:00-18:00 off",
    f"{WEEK}; PH off; Jun 29 off; 2026 Dec 24 08:00-20:00; 2026 Dec 24 13:00-18:00 off",
    f"{WEEK}; PH off; Jun 29 off; 2026 Dec 22-2026 Dec 24 08:00-20:00; 2026 Dec 23 13:00-18:00 off",
    "24/7; We 13:00-14:00 off",
    f"{WEEK}; PH 09:00-18:00; PH 13:00-14:00 off; Jun 29 off",
    f"{WEEK}; PH off; PH 13:00-14:00 off; Jun 29 off",
    f"{WEEK}; PH off; Jun 29 09:00-18:00; Jun 29 13:00-18:00 off",
    f"{WEEK}; PH 09:00-12:00; Jun 29 off; We 13:00-14:00 off",
    "PH off; Jun 29 off; Mo-Su 18:00-02:00; 20:00-21:00 off",
)  # fmt: skip


@pytest.mark.parametrize("text", CARRIED)
def test_the_rest_of_the_day_is_open_as_another_engine_has_it(text: str) -> None:
    times = from_osm(text).times
    engine = OpeningHours(text, timezone=ROME, country="IT")
    for instant in half_hours():
        ours = opening_at(times, instant).state is OpeningState.OPEN
        assert ours == (engine.state(instant)[0] == State.OPEN), f"{text} at {instant}"


@pytest.mark.parametrize("text", CARRIED)
def test_what_was_taken_stays_taken_on_the_way_out_and_in(text: str) -> None:
    times = from_osm(text).times
    again = from_osm(to_osm(times)).times
    assert states(again) == states(times)


@pytest.mark.parametrize(
    "text",
    [
        "13:00-14:00 off",
        "13:00-14:00 off; Mo-Fr 09:00-18:00",
        "Aug 13:00-14:00 off",
        "2026 Dec 24 13:00-18:00 off",
        f"{WEEK}; PH 13:00-18:00 off",
        f"{WEEK}; Mo-Fr,PH 13:00-18:00 off",
        f"{WEEK}; Jun 29 13:00-18:00 off",
        f"PH off; {WEEK}; PH 13:00-18:00 off",
        f"{WEEK}; PH 09:00-18:00; 13:00-14:00 off",
        f"{WEEK}; PH 09:00-18:00; Aug 13:00-14:00 off",
        f"{WEEK}; PH 09:00-18:00; 2026 Dec 25 13:00-14:00 off",
        "Mo-Su 22:00-06:00; We 03:00-04:00 off",
        "Mo-Su 22:00-06:00; We 23:00-24:00 off, We 23:30-25:00 off",
        "Mo-Su 22:00-06:00; Aug We 03:00-04:00 off",
        "Mo-Su 09:00-18:00; We 20:00-10:00 off",
        "Mo-Fr 09:00-18:00; 2026 Dec 24-2026 Dec 25 22:00-06:00; "
        "2026 Dec 24-2026 Dec 25 03:00-04:00 off",
    ],
)
def test_a_part_that_no_timetable_can_take_is_refused_by_name(text: str) -> None:
    with pytest.raises(UnreadableTimes) as caught:
        from_osm(text)
    assert caught.value.code is RefusedCode.PART_OFF
    assert "off" in caught.value.part


def test_a_pause_is_no_rule_that_takes_back_the_hours_before_it() -> None:
    for text in (f"{WEEK}; 13:00-14:00 off", f"{WEEK}; Mo-Fr 13:00-14:00 off"):
        assert doubt_in(text) is None
        assert times_of_text(text).weekly


def half_hours() -> Iterator[datetime]:
    for day in BEGINNINGS:
        begins = datetime(day.year, day.month, day.day, 0, 15, tzinfo=ROME)
        yield from (begins + timedelta(minutes=30 * step) for step in range(7 * 48))


def states(times: OpeningTimes) -> list[OpeningState]:
    return [opening_at(times, instant).state for instant in half_hours()]
