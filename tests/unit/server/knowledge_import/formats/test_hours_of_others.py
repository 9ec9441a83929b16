"""Hours that other files say in texts of their own, or say twice."""

import json
from pathlib import Path
from typing import Any

import pytest

from contract.domain.opening_times.opening_times import OpeningTimes, WeeklyBand, week
from server.knowledge_import.take_in_knowledge import Intake
from tests.support.knowledge.foreign_files import intake_of

WEEK = (0, 1, 2, 3, 4)
MORNING = (540, 720)
AFTERNOON = (900, 1_080)


def office(folder: Path, **fields: Any) -> Intake:
    thing = {"@context": "https://schema.org", "@type": "GovernmentOffice", "@id": "urn:x:sede"}
    path = folder / "offices.jsonld"
    path.write_text(json.dumps(thing | {"name": "Sede"} | fields))
    return intake_of(path, "schema-org")


def times(intake: Intake) -> OpeningTimes:
    return intake.knowledge.offices[0].desk_times


def told(intake: Intake) -> list[tuple[str, str]]:
    return [(one.column, one.code) for one in intake.notes]


@pytest.mark.parametrize(
    ("text", "weekly"),
    [
        ("Mo-Fr 09:00-12:00", week(WEEK, MORNING)),
        (["Mo-Fr 09:00-12:00", "Mo,We 15:00-18:00"], None),
        ("Mo-Fr 09:00-12:00, Mo,We 15:00-18:00", None),
        ("Mo - Fr 9:00 – 12:00; Mo We 15:00-18:00", None),
        ("Monday-Friday 09:00-12:00, Mon,Wed 15:00-18:00", None),
        ("Sa-Mo 09:00-12:00", week((0, 5, 6), MORNING)),
        ("Mo,Tu 09:00-12:00,15:00-18:00", week((0, 1), MORNING, AFTERNOON)),
        ("Mo,Tu 09:00-12:00 15:00-18:00", week((0, 1), MORNING, AFTERNOON)),
        ("Mo-Su", week((*WEEK, 5, 6), (0, 1_440))),
        ("24/7", week((*WEEK, 5, 6), (0, 1_440))),
        ("Mo-Fr 09:00:00-12:00:00", week(WEEK, MORNING)),
        ("Mo-Fr 09:00-12:00; Sa,Su closed; PH off", week(WEEK, MORNING)),
        ("Fr 20:00-02:00", week((4,), (1_200, 1_560))),
    ],
)
def test_opening_hours_in_a_text_are_read(
    tmp_path: Path, text: str | list[str], weekly: tuple[WeeklyBand, ...] | None
) -> None:
    intake = office(tmp_path, openingHours=text)
    both = (*week(WEEK, MORNING), *week((0, 2), AFTERNOON))
    assert set(times(intake).weekly) == set(weekly or both)
    assert told(intake) == []


@pytest.mark.parametrize(
    "text",
    ["09:00-12:00", "Mo-Fr 9-12", "Lu-Ve 09:00-12:00", "Mo 09:00-12:00, Tu", "Mo 9am", "M", "T"],
)
def test_opening_hours_that_nobody_can_read_are_left_out_and_told(
    tmp_path: Path, text: str
) -> None:
    intake = office(tmp_path, openingHours=text)
    assert times(intake).is_empty
    (note,) = intake.notes
    assert (note.column, note.code, note.value) == ("openingHours", "hours_left_out", text)


def test_texts_beside_specifications_are_told_where_they_say_otherwise(tmp_path: Path) -> None:
    said = {"dayOfWeek": "Monday", "opens": "09:00", "closes": "12:00"}
    same = office(tmp_path, openingHours="Mo 09:00-12:00", openingHoursSpecification=said)
    assert told(same) == []
    other = office(tmp_path, openingHours="Mo 10:00-12:00", openingHoursSpecification=said)
    assert told(other) == [("openingHours", "not_carried")]
    for intake in (same, other):
        assert times(intake).weekly == week((0,), MORNING)


def test_opening_hours_that_overlap_are_joined_and_told(tmp_path: Path) -> None:
    intake = office(tmp_path, openingHours=["Mo-Fr 09:00-12:00", "Mo 11:00-13:00"])
    assert times(intake).weekly == (*week((0,), (540, 780)), *week((1, 2, 3, 4), MORNING))
    (note,) = intake.notes
    assert (note.column, note.code) == ("openingHours", "hours_joined")
    assert note.value.startswith("Mo 09:00-13:00, Tu-Fr 09:00-12:00")


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
