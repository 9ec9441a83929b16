"""Hours that other files say twice, leave blank, or spoil in one of their rows."""

import json
from pathlib import Path
from typing import Any

import pytest

from contract.domain.opening_times.opening_times import OpeningTimes, week
from server.knowledge_import.take_in_knowledge import Intake
from tests.support.knowledge.foreign_files import intake_of

WEEK = (0, 1, 2, 3, 4)
MORNING = (540, 720)
AFTERNOON = (900, 1_080)


def times(intake: Intake) -> OpeningTimes:
    return intake.knowledge.offices[0].desk_times


def told(intake: Intake) -> list[tuple[str, str]]:
    return [(one.column, one.code) for one in intake.notes]


def test_schedules_of_hsds_that_overlap_are_joined_and_told_where_the_second_stands(
    tmp_path: Path,
) -> None:
    schedules = [
        {"id": "h-1", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"},
        {"id": "h-2", "byday": "TU", "opens_at": "09:00", "closes_at": "12:00"},
        {"id": "h-3", "byday": "MO", "opens_at": "11:00", "closes_at": "13:00"},
    ]
    place = {"id": "a", "name": "Sede", "location_type": "physical", "schedules": schedules}
    path = tmp_path / "hsds.json"
    path.write_text(json.dumps({"locations": [place]}))
    intake = intake_of(path, "hsds")
    assert times(intake).weekly == (*week((0,), (540, 780)), *week((1,), MORNING))
    (note,) = intake.notes
    assert (note.file, note.row) == ("hsds.json › locations[1].schedules «h-3»", 3)
    assert note.code == "hours_joined"
    assert note.value.startswith("Mo 09:00-13:00, Tu 09:00-12:00")


def test_schedules_that_only_touch_are_no_overlap(tmp_path: Path) -> None:
    (tmp_path / "locations.csv").write_text("id,name\na,Sede\n")
    rows = "1,a,MO,09:00,12:00\n2,a,MO,12:00,13:00\n"
    (tmp_path / "schedules.csv").write_text(f"id,location_id,byday,opens_at,closes_at\n{rows}")
    assert told(intake_of(tmp_path, "hsds")) == []


def test_schedules_of_two_kinds_are_not_mixed_and_those_left_out_are_told(tmp_path: Path) -> None:
    newer = {"id": "h-1", "byday": "MO", "opens_at": "09:00", "closes_at": "12:00"}
    older = {"id": "h-2", "weekday": "Tuesday", "opens_at": "09:00", "closes_at": "12:00"}
    place = {"id": "a", "name": "Sede", "schedules": [newer], "regular_schedules": [older]}
    path = tmp_path / "hsds.json"
    path.write_text(json.dumps({"locations": [place]}))
    intake = intake_of(path, "hsds")
    assert times(intake).weekly == week((0,), MORNING)
    (note,) = intake.notes
    assert note.file == "hsds.json › locations[1].regular_schedules «h-2»"
    assert note.code == "not_carried"


NINE_TO_NOON = {"opens_at": "09:00", "closes_at": "12:00"}
BLANK = {"opens_at": "", "closes_at": None}


def taken_in(folder: Path, **tables: list[dict[str, Any]]) -> Intake:
    path = folder / "hsds.json"
    path.write_text(json.dumps({"locations": [{"id": "a", "name": "Sede", **tables}]}))
    return intake_of(path, "hsds")


def week_of(kind: str, *rows: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Rows in the words of one of the tables: Monday, Tuesday, Wednesday."""
    day = {
        "schedules": ("byday", ("MO", "TU", "WE")),
        "regular_schedules": ("weekday", ("Monday", "Tuesday", "Wednesday")),
    }[kind]
    return {kind: [{day[0]: name} | row for name, row in zip(day[1], rows, strict=False)]}


BOTH = pytest.mark.parametrize("kind", ["schedules", "regular_schedules"])


@BOTH
def test_a_day_whose_times_are_blank_is_closed_and_the_others_stay_open(
    tmp_path: Path, kind: str
) -> None:
    intake = taken_in(tmp_path, **week_of(kind, NINE_TO_NOON, BLANK, NINE_TO_NOON))
    assert times(intake).weekly == week((0, 2), MORNING)
    assert told(intake) == []


@BOTH
@pytest.mark.parametrize(
    "faulty",
    [
        {"opens_at": "25:00", "closes_at": "26:00"},
        {"opens_at": "09:00"},
        {"closes_at": "12:00"},
        {"opens_at": "12:00", "closes_at": "08:00"},
        {"opens_at": "chiedere", "closes_at": "12:00"},
    ],
)
def test_a_fault_in_a_row_costs_that_row_alone(
    tmp_path: Path, kind: str, faulty: dict[str, Any]
) -> None:
    intake = taken_in(tmp_path, **week_of(kind, NINE_TO_NOON, faulty, NINE_TO_NOON))
    assert times(intake).weekly == week((0, 2), MORNING)
    (note,) = intake.notes
    assert (note.file, note.row) == (f"hsds.json › locations[1].{kind}", 2)
    assert note.code == "bad_schedule"


@BOTH
def test_a_week_of_blank_times_is_told_and_not_called_closed(tmp_path: Path, kind: str) -> None:
    intake = taken_in(tmp_path, **week_of(kind, BLANK, BLANK, BLANK))
    assert times(intake).is_empty
    assert told(intake) == [("", "bad_schedule")]


@BOTH
def test_every_row_that_is_left_out_is_told(tmp_path: Path, kind: str) -> None:
    faulty = {"opens_at": "25:00", "closes_at": "26:00"}
    intake = taken_in(tmp_path, **week_of(kind, faulty, faulty, NINE_TO_NOON))
    assert times(intake).weekly == week((2,), MORNING)
    assert [note.row for note in intake.notes] == [1, 2]


def test_hours_of_the_older_tables_that_overlap_are_joined_and_told(tmp_path: Path) -> None:
    second = {"weekday": "Monday", "opens_at": "11:00", "closes_at": "13:00"}
    intake = taken_in(tmp_path, regular_schedules=[{"weekday": "Monday"} | NINE_TO_NOON, second])
    assert times(intake).weekly == week((0,), (540, 780))
    (note,) = intake.notes
    assert (note.row, note.code) == (2, "hours_joined")


@pytest.mark.parametrize(
    ("holiday", "is_told"),
    [
        ({"start_date": "2026-12-24", "end_date": "2026-12-24", "closed": "true"}, False),
        ({"start_date": "2026-12-24", "end_date": "2026-12-24"}, False),
        ({"start_date": "2026-12-24", "closed": "true"}, False),
        ({"start_date": "2026-12-24", "closed": "false"}, True),
        ({"start_date": "24 dicembre", "closed": "true"}, True),
        ({"start_date": "2026-12-24", "end_date": "2026-12-20", "closed": "true"}, True),
        ({"closed": "true"}, True),
    ],
)
def test_a_holiday_without_times_is_closed_and_a_faulty_one_costs_itself(
    tmp_path: Path, holiday: dict[str, Any], is_told: bool
) -> None:
    yearly = {"start_date": "0001-01-07", "end_date": "0001-01-07", "closed": "true"}
    regular = [{"weekday": "Monday"} | NINE_TO_NOON]
    intake = taken_in(tmp_path, regular_schedules=regular, holiday_schedules=[holiday, yearly])
    assert times(intake).weekly == week((0,), MORNING)
    assert [one.closed for one in times(intake).seasons] == [True]
    assert [one.bands for one in times(intake).exceptions] == ([] if is_told else [()])
    assert told(intake) == ([("", "bad_schedule")] if is_told else [])


def test_hours_of_closing_are_not_taken_for_hours_of_opening(tmp_path: Path) -> None:
    lunch = {"byday": "MO", "opens_at": "12:00", "closes_at": "13:00", "notes": "closed"}
    intake = taken_in(tmp_path, schedules=[{"byday": "MO"} | NINE_TO_NOON, lunch])
    assert times(intake).weekly == week((0,), MORNING)
    assert told(intake) == [("", "bad_schedule")]
