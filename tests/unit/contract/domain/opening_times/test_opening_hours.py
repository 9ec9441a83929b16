"""Open or closed, and until when: the questions citizens ask most."""

import csv
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.domain.opening_times.opening_hours import (
    ROME,
    TEXT_LIMIT,
    OfficeHours,
    OfficeState,
    UnreadableHours,
    check_hours,
    hours_at,
)

REGISTRY = "Mo-Fr 08:30-12:30, Tu,Th 14:30-16:30; PH off; Jun 29 off"
SHARED = Path(os.environ.get("CHIAMAROMA_SHARED") or Path(__file__).parents[6] / "shared" / "data")


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME)


def at(hours: str, text: str) -> tuple[str, str]:
    """Return state and end as "MM-DD HH:MM"; the end "" when there is none."""
    found = hours_at(hours, rome(text))
    return found.state, f"{found.until:%m-%d %H:%M}" if found.until else ""


@pytest.mark.parametrize(
    ("instant", "state", "until"),
    [
        ("2026-11-24T08:29", "closed", "11-24 08:30"),
        ("2026-11-24T08:30", "open", "11-24 12:30"),
        ("2026-11-24T12:30", "closed", "11-24 14:30"),
        ("2026-11-24T15:00", "open", "11-24 16:30"),
        ("2026-11-25T13:00", "closed", "11-26 08:30"),  # a Wednesday has no afternoon
        ("2026-11-28T10:00", "closed", "11-30 08:30"),  # a Saturday
    ],
)
def test_an_office_is_open_in_its_bands(instant: str, state: str, until: str) -> None:
    assert at(REGISTRY, instant) == (state, until)


@pytest.mark.parametrize(
    ("instant", "opens"),
    [
        ("2026-12-08T10:00", "12-09 08:30"),
        ("2026-04-06T10:00", "04-07 08:30"),  # Easter Monday
        ("2026-06-29T10:00", "06-30 08:30"),  # Saints Peter and Paul, in Rome only
        ("2026-12-24T13:00", "12-24 14:30"),
        ("2026-12-24T17:00", "12-28 08:30"),  # over Christmas and a week-end
    ],
)
@pytest.mark.parametrize("hours", [REGISTRY, "Mo-Fr 08:30-12:30, Tu,Th 14:30-16:30"])
def test_holidays_close_an_office_whether_its_hours_say_so_or_not(
    hours: str, instant: str, opens: str
) -> None:
    assert at(hours, instant) == ("closed", opens)


def test_the_patron_day_closes_an_office_that_only_names_national_holidays() -> None:
    assert at("Mo-Su 09:00-12:00; PH off", "2026-06-29T10:00")[0] == "closed"


def test_hours_that_name_holidays_or_have_no_end_are_left_as_they_are() -> None:
    assert at("Mo-Sa 07:00-20:00, Su,PH 08:00-20:00", "2026-12-25T10:00")[0] == "open"
    assert at("Mo-Sa 07:00-20:00, Su,PH 08:00-20:00", "2026-06-29T10:00")[0] == "open"
    assert at("24/7", "2026-12-25T03:00") == ("open", "")


def test_a_comment_that_mentions_holidays_is_no_rule() -> None:
    hours = 'Mo-Fr 09:00-12:00 "PH: chiamare prima"'
    assert at(hours, "2026-12-25T10:00")[0] == "closed"
    assert hours_at(hours, rome("2026-11-24T10:00")).comment == "PH: chiamare prima"


def test_a_semicolon_replaces_where_a_comma_adds() -> None:
    assert at("Mo-Fr 08:30-12:30; Tu,Th 14:30-16:30", "2026-11-24T10:00")[0] == "closed"
    assert at("Mo-Fr 08:30-12:30, Tu,Th 14:30-16:30", "2026-11-24T10:00")[0] == "open"


def test_bands_that_touch_are_one_for_the_citizen() -> None:
    hours = 'Mo-Fr 08:00-12:00 "A", Mo-Fr 12:00-14:00 "B"'
    assert at(hours, "2026-11-24T09:00") == ("open", "11-24 14:00")


def test_an_instant_is_understood_in_any_zone() -> None:
    instant = datetime(2026, 11, 24, 7, 45, tzinfo=UTC)  # 08:45 in Rome
    found = hours_at(REGISTRY, instant)
    assert found.state is OfficeState.OPEN
    assert found.until == datetime(2026, 11, 24, 11, 30, tzinfo=UTC)
    assert found.until is not None
    assert found.until.tzinfo is ROME


@pytest.mark.parametrize("night", ["2026-03-29", "2026-10-25"])
def test_the_nights_when_clocks_change_are_told_without_fault(night: str) -> None:
    start = rome(f"{night}T00:00").astimezone(UTC)
    for minutes in range(0, 300, 10):
        found = hours_at("Mo-Su 02:15-03:15", start + timedelta(minutes=minutes))
        assert found.state in (OfficeState.OPEN, OfficeState.CLOSED)
        assert found.until is not None


def test_hours_without_a_next_opening_have_no_end() -> None:
    assert at("2020 Mo-Fr 10:00-12:00", "2026-11-24T10:00") == ("closed", "")


@pytest.mark.parametrize("hours", ["", "  ", "lun-ven 8-12", "Mo-Fr 25:00-26:00", "9" * 501])
def test_hours_nobody_can_read_are_unknown(hours: str) -> None:
    assert hours_at(hours, rome("2026-11-24T10:00")) == OfficeHours(state=OfficeState.UNKNOWN)


def test_an_office_may_say_that_its_hours_are_uncertain() -> None:
    assert at("Mo-Fr 09:00-12:00 unknown", "2026-11-24T10:00")[0] == "unknown"


def test_the_check_takes_empty_hours_and_refuses_prose() -> None:
    check_hours("")
    check_hours(REGISTRY)
    for hours in ("lun-ven 8-12", "Mo-Fr\x00", f'24/7 "{"a" * TEXT_LIMIT}"'):
        with pytest.raises(UnreadableHours):
            check_hours(hours)


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(hours: str) -> None:
    assert hours_at(hours, rome("2026-11-24T10:00")).state in OfficeState


@pytest.mark.shared_data
def test_all_holidays_of_rome_until_2030_close_an_office() -> None:
    with (SHARED / "it" / "holidays_italy_roma_2024_2030.csv").open(encoding="utf-8") as file:
        holidays = [row for row in csv.DictReader(file) if "unità nazionale" not in row["name"]]
    assert len(holidays) > 80
    still_open = [h for h in holidays if at("Mo-Su 08:00-20:00", f"{h['date']}T10:00")[0] == "open"]
    assert still_open == []
