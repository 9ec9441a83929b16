"""A row that is refused takes along no other: what names it comes in without, and that is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.knowledge_import.formats.foreign import fault_of_title
from tests.support.knowledge.foreign_files import intake_of

IPA = "Codice_uni_uo,Codice_uni_uo_padre,Descrizione_uo\n"


def written(folder: Path, content: Any) -> Path:
    path = folder / "hsds.json"
    path.write_text(json.dumps(content))
    return path


def test_services_and_places_of_a_refused_organization_come_in_without_it(tmp_path: Path) -> None:
    content = {
        "organizations": [
            {"id": "o2", "name": "Sotto", "parent_organization_id": "o1"},
            {"id": "o1", "name": "Maria Rossi"},
        ],
        "locations": [{"id": "l1", "name": "Sede", "organization_id": "o1"}],
        "services": [{"id": "s1", "name": "Residenza", "organization_id": "o1"}],
    }
    intake = intake_of(written(tmp_path, content), "hsds", skips=True)
    assert [one.code for one in intake.refused] == ["person_name"]
    assert {one.id: one.parent_id for one in intake.knowledge.offices} == {"o2": None, "l1": None}
    assert [(one.id, one.responsible_id) for one in intake.knowledge.cards] == [("s1", None)]
    told = [(one.column, one.value) for one in intake.notes if one.code == "office_left_out"]
    assert told == [("organization_id", "o1"), ("organization_id", "o1")]
    above = [(one.column, one.value) for one in intake.notes if one.code == "parent_left_out"]
    assert above == [("parent_organization_id", "o1")]


@pytest.mark.parametrize("place", [{"id": "l1", "name": "Maria Rossi"}, {"id": "l2", "name": "B"}])
def test_a_service_at_a_place_that_is_not_taken_comes_in_without_it(
    tmp_path: Path, place: dict[str, str]
) -> None:
    service = {"id": "s1", "name": "Residenza", "service_at_locations": [{"location_id": "l1"}]}
    path = written(tmp_path, {"locations": [place], "services": [service]})
    intake = intake_of(path, "hsds", skips=True)
    assert [one.office_ids for one in intake.knowledge.cards] == [()]
    (note,) = [one for one in intake.notes if one.code == "office_left_out"]
    assert (note.file, note.value) == ("hsds.json › services[1].service_at_locations", "l1")


def test_units_below_a_refused_one_go_to_the_top(tmp_path: Path) -> None:
    path = tmp_path / "uo.csv"
    path.write_text(f"{IPA}A,,Maria Rossi\nB,A,Anagrafe\nC,B,Sportello\n")
    intake = intake_of(path, "ipa", skips=True)
    assert [(one.id, one.parent_id) for one in intake.knowledge.offices] == [
        ("B", None),
        ("C", "B"),
    ]
    assert [one.value for one in intake.notes if one.code == "parent_left_out"] == ["A"]


def test_a_public_service_names_an_office_the_file_lacks_and_that_is_told(tmp_path: Path) -> None:
    graph = {
        "@context": {"cpsv": "https://w3id.org/italia/onto/CPSV/", "l0": "https://w3id.org/italia/onto/l0/"},
        "@id": "https://comune.example/servizi/residenza",
        "@type": "cpsv:PublicService",
        "l0:name": "Residenza",
        "cpsv:isPhysicallyAvailableAt": {"@id": "https://comune.example/sedi/nord"},
    }  # fmt: skip
    path = tmp_path / "s.jsonld"
    path.write_text(json.dumps(graph))
    (note,) = [one for one in intake_of(path, "cpsv").notes if one.code == "office_left_out"]
    assert note.column == "cpsv:isPhysicallyAvailableAt"


@pytest.mark.parametrize(
    "name",
    ["Maria Rossi Library", "Silvia Carla House", "Biblioteca Maria Rossi", "Marco Polo School"],
)
def test_a_place_that_bears_somebody_s_name_is_no_person(name: str) -> None:
    assert fault_of_title(name) == ""
    assert fault_of_title("Maria Rossi") == "person_name"
