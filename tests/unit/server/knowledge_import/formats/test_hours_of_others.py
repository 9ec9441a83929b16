"""Hours that other files say twice."""

import json
from pathlib import Path

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
