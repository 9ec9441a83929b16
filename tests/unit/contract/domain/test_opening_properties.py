"""What holds of every timetable at every instant, also of those nobody should have written."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contract.domain.opening_times.opening_checks import UnusableTimes, findings_of, require_usable
from contract.domain.opening_times.opening_plan import laid_over
from contract.domain.opening_times.opening_state import (
    ROME,
    OpeningState,
    bands_of_day,
    instant_of,
    opening_at,
)
from contract.domain.opening_times.opening_times import (
    Band,
    DayException,
    HolidayKind,
    HolidayPolicy,
    HolidayRule,
    OpeningTimes,
    Season,
    WeeklyBand,
    YearDay,
)
from tests.support.knowledge.timetables import (
    ALWAYS,
    NIGHT_WATCH,
    REGISTRY,
    UNHURRIED,
    WEEKEND_NIGHT,
)

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
A_YEAR = timedelta(days=365)

minute = st.integers(0, 1439)
anything = st.integers(-5000, 5000)
days = st.dates(date(2025, 11, 1), date(2027, 2, 28))
texts = st.sampled_from(["", "sciopero", "orario estivo"])
instants = st.integers(0, 400 * 1440).map(
    lambda minutes: datetime(2025, 12, 1, tzinfo=UTC) + timedelta(minutes=minutes)
) | st.builds(  # around both changes of the clocks
    lambda day, after: (
        datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=after)
    ),
    st.sampled_from([SPRING, AUTUMN]),
    st.integers(-600, 600),
)


def bands(opens: st.SearchStrategy[int] = minute) -> st.SearchStrategy[Band]:
    return st.builds(
        lambda begins, length: Band(begins, begins + length), opens, st.integers(1, 1440)
    )


def stretches(end: st.SearchStrategy[date]) -> st.SearchStrategy[tuple[date, date]]:
    return st.tuples(end, end).map(lambda both: (min(both), max(both)))


weekly = st.lists(
    st.builds(
        lambda day, band: WeeklyBand(day, band.opens, band.closes), st.integers(0, 6), bands()
    ),
    max_size=8,
).map(tuple)
year_days = st.builds(YearDay, st.integers(1, 12), st.integers(1, 28))
seasons = st.one_of(
    st.builds(Season, year_days, year_days, weekly, st.booleans(), texts),
    stretches(days).flatmap(
        lambda both: st.builds(Season, st.just(both[0]), st.just(both[1]), weekly, st.booleans())
    ),
)
exceptions = stretches(days).flatmap(
    lambda both: st.builds(
        DayException, st.just(both[0]), st.just(both[1]), st.lists(bands(), max_size=2).map(tuple)
    )
)
rules = st.builds(
    HolidayRule, st.sampled_from(HolidayKind), st.lists(bands(), max_size=2).map(tuple)
)
policies = st.builds(
    HolidayPolicy,
    national=rules,
    patron_day=rules,
    pre_holiday_closes=st.none() | st.integers(1, 1440),
)
timetables = st.builds(
    OpeningTimes,
    weekly=weekly,
    seasons=st.lists(seasons, max_size=2).map(tuple),
    exceptions=st.lists(exceptions, max_size=2).map(tuple),
    holidays=st.none() | policies,
    valid_from=st.none() | days,
    valid_until=st.none() | days,
    by_appointment_only=st.booleans(),
)
rough_bands = st.lists(st.builds(Band, anything, anything), max_size=3).map(tuple)
rough_weeks = st.lists(st.builds(WeeklyBand, anything, anything, anything), max_size=3).map(tuple)
rough_ends = st.builds(YearDay, anything, anything) | st.dates()
hostile = st.builds(
    OpeningTimes,
    weekly=rough_weeks,
    seasons=st.lists(
        st.builds(Season, rough_ends, rough_ends, rough_weeks, st.booleans()), max_size=2
    ).map(tuple),
    exceptions=st.lists(
        st.builds(DayException, st.dates(), st.dates(), rough_bands), max_size=2
    ).map(tuple),
    holidays=st.none()
    | st.builds(
        HolidayPolicy,
        national=st.builds(HolidayRule, st.sampled_from(HolidayKind), rough_bands),
        pre_holiday_closes=st.none() | anything,
    ),
    valid_from=st.none() | st.dates(),
    valid_until=st.none() | st.dates(),
)


@given(hostile, st.datetimes(timezones=st.sampled_from([UTC, ROME])), st.dates())
@settings(UNHURRIED)
def test_no_timetable_and_no_instant_is_too_odd_to_answer(
    times: OpeningTimes, instant: datetime, day: date
) -> None:
    assert opening_at(times, instant).state in OpeningState
    assert opening_at(laid_over(office=times, site=REGISTRY), instant).state in OpeningState
    assert isinstance(bands_of_day(times, day), tuple)
    assert isinstance(findings_of(times), tuple)


@given(timetables, instants, st.floats(0, 1, exclude_max=True))
@example(NIGHT_WATCH, datetime(2026, 3, 28, 23, tzinfo=UTC), 0.99)
@example(NIGHT_WATCH, datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 0.99)
@example(WEEKEND_NIGHT, datetime(2026, 8, 14, 21, tzinfo=UTC), 0.99)
@settings(UNHURRIED, max_examples=300)
def test_a_state_lasts_until_the_instant_it_names_and_no_longer(
    times: OpeningTimes, instant: datetime, part: float
) -> None:
    found = opening_at(times, instant)
    end = found.until.astimezone(UTC) if found.until else instant + A_YEAR
    assert end > instant
    between = instant + (end - instant) * part
    assert opening_at(times, min(between, end - timedelta(microseconds=1))).state == found.state
    assert opening_at(times, end - timedelta(microseconds=1)).state == found.state
    if found.until:
        assert opening_at(times, found.until).state != found.state


@given(timetables, instants)
@settings(UNHURRIED)
def test_it_opens_at_the_instant_it_names(times: OpeningTimes, instant: datetime) -> None:
    found = opening_at(times, instant)
    if found.is_open:
        assert found.opens_at is None
    elif found.opens_at:
        opens = found.opens_at.astimezone(UTC)
        assert found.until.astimezone(UTC) <= opens
        assert opening_at(times, opens).is_open
        assert not opening_at(times, opens - timedelta(microseconds=1)).is_open


@given(timetables, days)
@settings(UNHURRIED)
def test_the_bands_of_a_day_are_in_order_apart_and_within_it(
    times: OpeningTimes, day: date
) -> None:
    found = bands_of_day(times, day)
    assert all(0 <= band.opens < band.closes <= 1440 for band in found)
    assert all(before.closes < after.opens for before, after in pairwise(found))


@given(timetables, days, minute)
@settings(UNHURRIED)
def test_it_is_open_in_the_bands_of_the_day_and_at_no_other_minute(
    times: OpeningTimes, day: date, at: int
) -> None:
    if day in (SPRING, AUTUMN):
        return  # a minute of the wall is not one instant there
    inside = any(band.opens <= at < band.closes for band in bands_of_day(times, day))
    assert opening_at(times, instant_of(day, at)).is_open == inside


@given(timetables, days)
@settings(UNHURRIED)
def test_midnight_is_the_last_instant_of_no_day(times: OpeningTimes, day: date) -> None:
    at_midnight = opening_at(times, instant_of(day, 0)).is_open
    assert at_midnight == any(band.opens == 0 for band in bands_of_day(times, day))


@given(st.sampled_from([SPRING, AUTUMN]), st.integers(0, 1440), st.integers(-1500, 1500))
@settings(UNHURRIED)
def test_always_open_holds_over_the_changes_of_the_clocks(day: date, at: int, after: int) -> None:
    found = opening_at(ALWAYS, instant_of(day, at) + timedelta(minutes=after))
    assert found.is_open
    assert found.until is None


@given(timetables, instants)
@settings(UNHURRIED)
def test_over_nothing_times_stay_as_they_are(times: OpeningTimes, instant: datetime) -> None:
    alone = opening_at(times, instant)
    assert opening_at(laid_over(office=OpeningTimes(), site=times), instant) == alone or (
        times.is_empty
    )
    assert opening_at(laid_over(office=times, service=OpeningTimes()), instant) == alone or (
        times.is_empty
    )


@given(timetables | hostile)
@settings(UNHURRIED)
def test_times_travel_and_come_back_the_same(times: OpeningTimes) -> None:
    packed = msgspec.json.encode(times)
    assert msgspec.json.decode(packed, type=OpeningTimes) == times


@given(hostile)
@settings(UNHURRIED)
def test_times_with_no_serious_finding_are_kept(times: OpeningTimes) -> None:
    serious = tuple(one for one in findings_of(times) if not one.is_harmless)
    if not serious:
        require_usable(times)
        return
    with pytest.raises(UnusableTimes) as caught:
        require_usable(times)
    assert caught.value.findings == serious
