"""Hours as OpenStreetMap writes them: what is taken, what is refused and what is told."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from contract.domain.opening_times.opening_checks import findings_of
from contract.domain.opening_times.opening_formats import RefusedCode, UnreadableTimes
from contract.domain.opening_times.opening_osm_rules import TEXT_LIMIT
from contract.domain.opening_times.opening_state import bands_of_day
from contract.domain.opening_times.opening_times import (
    CLOSED_ON_HOLIDAYS,
    DayException,
    HolidayKind,
    HolidayPolicy,
    HolidayRule,
    OpeningTimes,
    Season,
    WeeklyBand,
    YearDay,
    week,
)
from contract.domain.opening_times.opening_times_from_osm import from_osm
from contract.domain.opening_times.opening_times_to_osm import to_osm
from tests.support.knowledge.timetables import (
    ALL_DAYS,
    ALWAYS,
    APPOINTMENT,
    FIRST_HALF,
    LIBRARY,
    MO,
    MORNINGS,
    NIGHT_WATCH,
    NOTHING_KNOWN,
    ON_AGREEMENT,
    PHARMACY,
    POOL,
    REGISTRY,
    SA,
    STRIKE,
    SU,
    SUMMER,
    TH,
    TU,
    UNHURRIED,
    WE,
    WORKDAYS,
    bands,
    span,
    told,
)
from tools.generators.random_timetables import timetable

OFFICES = Path(__file__).parents[4] / "resources" / "demo_city" / "offices.csv"
AUGUST_HALF = Season(YearDay(8, 1), YearDay(8, 31), week(WORKDAYS, span("08:30-12:00")))
SATURDAY = week((SA,), span("09:00-11:00"))


def as_written(times: OpeningTimes) -> OpeningTimes:
    """What no format distinguishes: the order of a week, holidays unsaid or plainly closed, and
    what an exception said before another took its days."""
    seasons = tuple(
        Season(one.first, one.last, tuple(sorted(one.weekly, key=_place)), one.closed, one.name)
        for one in times.seasons
    )
    holidays = None if times.holidays == CLOSED_ON_HOLIDAYS else times.holidays
    weekly = tuple(sorted(times.weekly, key=_place))
    exceptions = tuple({(one.first, one.last): one for one in times.exceptions}.values())
    return replace(times, weekly=weekly, seasons=seasons, holidays=holidays, exceptions=exceptions)


def _place(band: WeeklyBand) -> tuple[int, int]:
    return band.weekday, band.opens


def one_day(day: str, *hours: str, reason: str = "") -> DayException:
    return DayException(date.fromisoformat(day), date.fromisoformat(day), bands(*hours), reason)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("", NOTHING_KNOWN),
        ("Mo-Fr 08:30-12:30, Tu,Th 14:30-16:30; PH off; Jun 29 off", REGISTRY),
        ("Mo-Fr 08:30-12:30,Tu,Th 14:30-16:30; PH off", REGISTRY),
        ("mo – fr 8:30 - 12:30, tu,th 14:30-16:30, PH closed", REGISTRY),
        ("Mo,We,Fr 08:30-12:30; Tu,Th 08:30-12:30,14:30-16:30; PH off", REGISTRY),
        # ";" replaces: Tuesday has no morning here
        (
            "Mo-Fr 08:30-12:30; Tu,Th 14:30-16:30; PH off",
            OpeningTimes(
                weekly=week((MO, WE, 4), span("08:30-12:30")) + week((TU, TH), span("14:30-16:30"))
            ),
        ),
        ("24/7", ALWAYS),
        ("PH off; Jun 29 off; Mo-Su 22:00-06:00", NIGHT_WATCH),
        ("Mo-Su,PH 22:00-06:00", NIGHT_WATCH),
        ("Mo-Su 22:00-30:00, PH off", replace(NIGHT_WATCH, holidays=None)),
        (
            "Su-Tu 10:00-11:00; PH off",
            OpeningTimes(weekly=week((MO, TU, SU), span("10:00-11:00"))),
        ),
        (
            "Mo-Fr 08:30-12:30; Aug Mo-Fr 08:30-12:00; PH off",
            OpeningTimes(weekly=MORNINGS, seasons=(AUGUST_HALF,)),
        ),
        # the Saturday that August does not mention stays as it is
        (
            "Mo-Fr 08:30-12:30, Sa 09:00-11:00; Aug Mo-Fr 08:30-12:00; PH off",
            OpeningTimes(
                weekly=MORNINGS + SATURDAY,
                seasons=(replace(AUGUST_HALF, weekly=AUGUST_HALF.weekly + SATURDAY),),
            ),
        ),
        # and what August adds comes on top
        (
            "Mo-Fr 08:30-12:30; PH off, Aug Sa 09:00-11:00",
            OpeningTimes(
                weekly=MORNINGS,
                seasons=(Season(YearDay(8, 1), YearDay(8, 31), MORNINGS + SATURDAY),),
            ),
        ),
        (
            "Mo-Fr 08:30-12:30; Dec 24-Jan 06 off \"pausa\"; PH off",
            OpeningTimes(
                weekly=MORNINGS,
                seasons=(Season(YearDay(12, 24), YearDay(1, 6), closed=True, name="pausa"),),
            ),
        ),
        (
            "Mo-Fr 08:30-12:30; PH off; 2026 Dec 24,2026 Dec 31 off",
            OpeningTimes(
                weekly=MORNINGS, exceptions=(one_day("2026-12-24"), one_day("2026-12-31"))
            ),
        ),
        (
            "Mo-Fr 08:30-12:30; PH off; 2026 Dec 24 09:00-10:00, 2026 Dec 24 11:00-12:00\"ritiro\"",
            OpeningTimes(
                weekly=MORNINGS,
                exceptions=(one_day("2026-12-24", "09:00-10:00", "11:00-12:00", reason="ritiro"),),
            ),
        ),
        ("2026 Dec 24 off", OpeningTimes(exceptions=(one_day("2026-12-24"),))),
        ("Mo-Fr 08:30-12:30 \"by appointment\"; PH off", APPOINTMENT),
        ("Mo-Fr 08:30-12:30 open \"Solo su appuntamento\"; PH off", APPOINTMENT),
        ("\"by appointment\"", ON_AGREEMENT),
        (
            "Mo-Fr 08:30-12:30 \"by appointment: scrivere prima\"; PH off",
            replace(APPOINTMENT, note="scrivere prima"),
        ),
        ("Mo-Fr 08:30-12:30 \"citofono\"; PH off", OpeningTimes(weekly=MORNINGS, note="citofono")),
        ("Mo-Su 08:00-20:00; PH 09:00-13:00", PHARMACY),
        ("off", OpeningTimes(seasons=(Season(YearDay(1, 1), YearDay(12, 31), closed=True),))),
    ],
)  # fmt: skip
def test_a_text_means_what_both_engines_take_it_for(text: str, times: OpeningTimes) -> None:
    assert as_written(from_osm(text).times) == as_written(times)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dal lunedì al venerdì", RefusedCode.NOT_READABLE),
        ("Mo-Fr 8-12", RefusedCode.NOT_READABLE),
        ("Mo-Fr 08:30-12:30;; Sa off", RefusedCode.NOT_READABLE),
        ("Mo-Fr 08:30", RefusedCode.NOT_READABLE),
        ("Mo-Fr 08:30-12:75", RefusedCode.NO_SUCH_TIME),
        ("Mo-Fr 25:00-26:00", RefusedCode.NO_SUCH_TIME),
        ("Feb 30 off", RefusedCode.NO_SUCH_DAY),
        ("2026 Feb 29 off", RefusedCode.NO_SUCH_DAY),
        ("2026 Dec 24-2026 Dec 20 off", RefusedCode.DATES_BACKWARDS),
        ("sunrise-sunset", RefusedCode.SUN),
        ("Mo-Fr 08:30-12:30; easter -2 days off", RefusedCode.MOVING_DAY),
        ("Mo-Fr 08:30-12:30; PH -1 day off", RefusedCode.MOVING_DAY),
        ("Mo-Fr 08:30-12:30; SH off", RefusedCode.SCHOOL_HOLIDAYS),
        ("week 1-20 Mo 10:00-12:00", RefusedCode.WEEK_NUMBER),
        ("Mo[1] 10:00-12:00", RefusedCode.NTH_WEEKDAY),
        ("Mo-Fr 10:00+", RefusedCode.OPEN_END),
        ("Mo-Fr 10:00-16:00/02:00", RefusedCode.INTERVAL),
        ("Mo-Fr 10:00-16:00 || \"telefonare\"", RefusedCode.FALLBACK),
        ("Mo-Fr 10:00-16:00 unknown", RefusedCode.PERHAPS),
        ("unknown; Mo 10:00-11:00", RefusedCode.PERHAPS),
        ("Aug off; Mo-Fr 10:00-16:00", RefusedCode.ORDER),
        ("2026 Dec 24 off; Dec Mo-Fr 09:00-10:00", RefusedCode.ORDER),
        ("PH 09:00-10:00; Mo-Fr 10:00-16:00", RefusedCode.ORDER),
        ("Mo-Sa 08:00-12:00; Jul-Aug Mo-Fr 08:00-11:00; Aug 15-Sep 10 Sa off",
         RefusedCode.STRETCHES_CROSS),
        ("Mo-Fr 08:00-12:00, 2026 Dec 24 15:00-16:00", RefusedCode.ADDED_TO_A_STRETCH),
        ("Mo-Fr 08:00-12:00; Dec PH 15:00-16:00", RefusedCode.HOLIDAY_AND_DATE),
        ("Mo-Su 20:00-10:00, Mo-Su 08:00-12:00", RefusedCode.UNUSABLE),
        ("x" * (TEXT_LIMIT + 1), RefusedCode.TOO_LONG),
    ],
)  # fmt: skip
def test_what_no_timetable_can_hold_is_refused_by_name(text: str, code: RefusedCode) -> None:
    with pytest.raises(UnreadableTimes) as caught:
        from_osm(text)
    assert caught.value.code is code
    assert caught.value.part or code is RefusedCode.TOO_LONG


@pytest.mark.parametrize(
    ("text", "overlaps"),
    [
        ("Mo-Fr 08:30-12:30; PH off", False),
        ("Mo-Fr 08:30-12:30, Mo 12:30-13:00; PH off", False),
        ("Mo-Fr 08:30-12:30, Mo 12:00-13:00; PH off", True),
    ],
)
def test_hours_that_overlap_are_joined_and_known(text: str, overlaps: bool) -> None:
    assert from_osm(text).overlaps is overlaps


@pytest.mark.parametrize(
    "times",
    [
        *(REGISTRY, SUMMER, LIBRARY, NIGHT_WATCH, ALWAYS, APPOINTMENT, ON_AGREEMENT, PHARMACY),
        *(FIRST_HALF, STRIKE, POOL, NOTHING_KNOWN),
        OpeningTimes(
            weekly=week(ALL_DAYS, span("08:00-12:00")),
            holidays=HolidayPolicy(
                national=HolidayRule(HolidayKind.AS_USUAL),
                patron_day=HolidayRule(HolidayKind.BANDS, bands("09:00-10:00")),
            ),
        ),
        OpeningTimes(
            weekly=MORNINGS,
            holidays=HolidayPolicy(patron_day=HolidayRule(HolidayKind.AS_USUAL)),
            seasons=(Season(YearDay(6, 29), YearDay(6, 29), week((MO,), span("09:00-10:00"))),),
        ),
        OpeningTimes(weekly=week((MO,), (600, 2040)), seasons=(AUGUST_HALF,)),
    ],
)
def test_a_timetable_comes_back_from_its_text_as_it_was(times: OpeningTimes) -> None:
    assert as_written(from_osm(to_osm(times)).times) == as_written(times)


@given(st.integers(0, 2**32))
@settings(UNHURRIED, max_examples=200)
def test_timetables_of_any_shape_come_back_from_their_texts(seed: int) -> None:
    times = timetable(random.Random(seed))
    found = from_osm(to_osm(times)).times
    unsaid = {name: getattr(times, name) for name in unsaid_in_a_text(times)}
    assert as_written(replace(found, **unsaid)) == as_written(times)


def unsaid_in_a_text(times: OpeningTimes) -> Iterator[str]:
    """Name the fields that OSM has no words for beside what else these times say."""
    policy = times.holidays
    kinds = {policy.national.kind, policy.patron_day.kind} if policy is not None else set()
    is_usual = HolidayKind.AS_USUAL in kinds and not times.has_week
    if policy is not None and (is_usual or not times.says_when_open):
        yield "holidays"
    if times.note and not times.weekly and (times.is_empty or times.says_when_open):
        yield "note"
    if times.by_appointment_only and times.says_when_open and not times.has_week:
        yield "by_appointment_only"


WORDS = (
    *("Mo", "Tu-Fr", "Su", "PH", "SH", "Aug", "Dec", "24", "2026", "08:30-12:30", "22:00-06:00"),
    *("off", "open", "unknown", "24/7", ",", ";", "-", '"x"', '"by appointment"', "Jun 29"),
    *("Jul-Aug", "2000 Jan 01", "||", "[1]", "+"),
)


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
@settings(UNHURRIED, max_examples=400)
def test_any_text_is_read_into_usable_times_or_refused(text: str) -> None:
    try:
        found = from_osm(text)
    except UnreadableTimes:
        return
    assert all(one.is_harmless for one in findings_of(found.times))


def test_every_office_of_the_demo_city_has_hours_that_are_read() -> None:
    with OFFICES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = [name for name in rows[0] if name.startswith("hours") or name.endswith("hours")]
    texts = {row[name] for row in rows for name in columns if not row[name].startswith("{")}
    assert len(texts) > 15
    for text in texts:
        assert all(one.is_harmless for one in findings_of(from_osm(text).times)), text


def test_the_hours_of_an_office_are_told_day_by_day_as_its_text_has_them() -> None:
    times = from_osm("Mo-Fr 08:30-12:30, Tu,Th 14:30-16:30; Aug Mo-Fr 08:30-12:00; PH off").times
    tuesday = date(2026, 7, 28)
    found = [bands_of_day(times, tuesday + timedelta(days=days)) for days in (0, 1, 4, 7)]
    assert found == [
        bands("08:30-12:30", "14:30-16:30"),
        bands("08:30-12:30"),
        (),
        bands("08:30-12:00"),
    ]
    assert told(times, "2026-06-29T09:00") == "closed: holiday patron_day; opens 06-30 08:30"


def test_holidays_said_last_close_a_named_day_that_is_one_and_no_other() -> None:
    days = "2026 Dec 24 09:00-10:00; 2026 Dec 25 09:00-10:00"
    for text, christmas in ((f"{days}; PH off", "closed"), (f"PH off; {days}", "open")):
        times = from_osm(f"Mo-Fr 08:30-12:30; {text}").times
        assert told(times, "2026-12-24T09:30").startswith("open")
        assert told(times, "2026-12-25T09:30").startswith(christmas)
