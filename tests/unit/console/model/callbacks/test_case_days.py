"""Which days count until a case is due: weekends, holidays and waits for the citizen do not."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.model.callbacks.case_days import CaseDay, DayKind, counted, days_until
from contract.domain.case import ActivityKind, CaseActivity, CaseState
from contract.domain.ids import AccountId, ActivityId, CaseId, DeskId

MONDAY = datetime(2026, 11, 23, 17, 2, tzinfo=UTC)
TUESDAY_AFTER = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


def a_change(at: datetime, state: str, kind: ActivityKind = ActivityKind.STATE) -> CaseActivity:
    return CaseActivity(
        id=ActivityId(f"v-{at.isoformat()}"),
        case_id=CaseId("p-1"),
        desk_id=DeskId("tributi"),
        kind=kind,
        at=at,
        author_id=AccountId("livia"),
        text=state,
    )


def kinds(days: tuple[CaseDay, ...]) -> str:
    """Return a letter a day, as "fccwsdcl"."""
    letters = {DayKind.SATURDAY: "s", DayKind.SUNDAY: "d"}
    return "".join(letters.get(one.kind, one.kind[0]) for one in days)


def test_the_days_of_the_picture_are_five_working_days() -> None:
    waits = (
        a_change(datetime(2026, 11, 27, 7, 40, tzinfo=UTC), CaseState.WAITING_CITIZEN),
        a_change(datetime(2026, 11, 27, 16, 5, tzinfo=UTC), CaseState.OPEN),
    )
    days = days_until(MONDAY, TUESDAY_AFTER, waits)
    assert kinds(days) == "fcccwsdcl"
    assert counted(days) == 5


def test_a_wait_that_goes_on_counts_no_day_until_the_last() -> None:
    since = a_change(datetime(2026, 11, 25, 9, 0, tzinfo=UTC), CaseState.WAITING_CITIZEN)
    days = days_until(MONDAY, TUESDAY_AFTER, (since,))
    assert kinds(days) == "fcwwwsdwl"


@pytest.mark.parametrize("state", [CaseState.WAITING_OFFICE, CaseState.OPEN])
def test_waiting_for_an_office_of_ours_stops_no_day(state: CaseState) -> None:
    change = a_change(datetime(2026, 11, 25, 9, 0, tzinfo=UTC), state)
    assert counted(days_until(MONDAY, TUESDAY_AFTER, (change,))) == 6


def test_a_note_in_the_words_of_a_state_is_no_state() -> None:
    note = a_change(
        datetime(2026, 11, 25, 9, 0, tzinfo=UTC), CaseState.WAITING_CITIZEN, ActivityKind.NOTE
    )
    assert DayKind.WAITED not in {one.kind for one in days_until(MONDAY, TUESDAY_AFTER, (note,))}


def test_a_holiday_does_not_count_nor_does_the_patron_day_of_rome() -> None:
    days = days_until(
        datetime(2026, 6, 26, 9, 0, tzinfo=UTC), datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
    )
    assert [one.kind for one in days] == [
        DayKind.FIRST,
        DayKind.SATURDAY,
        DayKind.SUNDAY,
        DayKind.HOLIDAY,
        DayKind.LAST,
    ]
    assert counted(days) == 1


def test_due_on_the_day_it_came_it_is_one_day() -> None:
    days = days_until(MONDAY, MONDAY + timedelta(hours=1))
    assert days == (CaseDay(date(2026, 11, 23), DayKind.LAST),)


def test_late_in_the_evening_the_day_is_that_of_rome() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # Tuesday, half past midnight, in Rome
    assert days_until(late, TUESDAY_AFTER)[0].day == date(2026, 11, 24)


@given(begins_after=st.integers(0, 4_000), hours=st.integers(-100, 40_000))
def test_days_follow_each_other_without_a_gap_and_end_with_the_one_it_is_due(
    begins_after: int, hours: int
) -> None:
    opened_at = MONDAY + timedelta(days=begins_after)
    days = days_until(opened_at, opened_at + timedelta(hours=hours))
    assert days[-1].kind is DayKind.LAST
    steps = {later.day - one.day for one, later in pairwise(days)}
    assert steps <= {timedelta(days=1)}
    assert 0 <= counted(days) <= len(days)
