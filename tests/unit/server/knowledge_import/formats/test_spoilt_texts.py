"""A thing that somebody put where a file has a text is told, and never taken for its address."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.knowledge_import.export_knowledge import tables_of
from server.knowledge_import.import_problems import Problem
from server.knowledge_import.knowledge_files import read_knowledge
from tests.support.knowledge.foreign_files import intake_of, refusals, written_to
from tests.support.knowledge.knowledge_folder import KnowledgeFolder

L0 = "https://w3id.org/italia/onto/l0/"
CPSV = "https://w3id.org/italia/onto/CPSV/"
CARD = "urn:chiamaroma:card:tari-rimborso"
SPOILT = ({"valore": "x"}, {"@id": "urn:x"}, ["uno", "due"], {"@list": ["uno"]})


@pytest.fixture
def base(tmp_path: Path) -> Path:
    city = KnowledgeFolder(tmp_path / "city")
    return written_to(tmp_path, "cpsv", tables_of(read_knowledge(city.path)))


def changed(path: Path, is_wanted: Callable[[dict[str, Any]], bool], **fields: Any) -> Path:
    """Change the first thing of a kind in a file of JSON-LD."""
    content = json.loads(path.read_text(encoding="utf-8"))
    thing = next(one for one in content["@graph"] if is_wanted(one))
    thing.update({name.replace("__", ":"): value for name, value in fields.items()})
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("value", SPOILT)
@pytest.mark.parametrize("cell", ["how_to", "id"])
def test_a_cell_of_ours_that_is_no_text_is_refused_where_it_stands(
    base: Path, cell: str, value: Any
) -> None:
    changed(base, lambda one: one["@id"] == CARD, **{f"cell__{cell}": value})
    (problem,) = refusals(base, "cpsv")
    assert problem.file.endswith(f"PublicService «{CARD}»")
    assert (problem.column, problem.code) == (f"cell:{cell}", "not_a_text")


def test_a_cell_of_a_row_of_ours_that_is_no_text_is_refused_by_its_number(base: Path) -> None:
    changed(base, lambda one: one.get("cell:table") == "faqs.csv", cell__answer={"valore": "x"})
    places = [(one.file.partition(" › ")[2], one.row, one.column) for one in refusals(base, "cpsv")]
    assert ("Row «urn:chiamaroma:row:faqs.csv:1»", 1, "cell:answer") in places


def test_a_text_of_ours_that_became_a_thing_takes_nothing_away(base: Path) -> None:
    changed(base, lambda one: one["@id"] == CARD, l0__name={"valore": "x"})
    assert ("l0:name", "not_a_text") in {(one.column, one.code) for one in refusals(base, "cpsv")}


def test_things_in_place_of_the_texts_of_others_are_left_out_and_told(tmp_path: Path) -> None:
    service = {
        "@id": "https://comune.example/tari",
        "@type": CPSV + "PublicService",
        L0 + "name": "TARI: rimborso",
        L0 + "description": {"valore": "x"},
        CPSV + "serviceKeyword": ["rifiuti", {"valore": "x"}],
        CPSV + "hasInput": {"@type": CPSV + "Input"},
    }
    path = tmp_path / "services.jsonld"
    path.write_text(json.dumps({"@graph": [service]}))
    intake = intake_of(path, "cpsv")
    (card,) = intake.knowledge.cards
    assert (card.short_description, card.keywords, card.what_is_needed) == ("", "rifiuti", "")
    told = {one.column for one in intake.notes if one.code == "not_a_text"}
    assert told == {"l0:description", "cpsv:serviceKeyword", "cpsv:hasInput"}


def test_things_in_place_of_texts_of_hsds_are_told_and_those_of_ours_refused(
    tmp_path: Path,
) -> None:
    service = {"id": "s-1", "name": "TARI", "status": "active", "description": {"it": "Si paga."}}
    place = {"id": "l-1", "name": "Sede", "phones": [{"id": "p-1", "number": ["06 5555 0100"]}]}
    content: dict[str, Any] = {"services": [service], "locations": [place]}
    path = tmp_path / "base.json"
    path.write_text(json.dumps(content))
    told = {(one.file, one.column) for one in intake_of(path, "hsds").notes if _is_spoilt(one)}
    places = {
        ("base.json › services «s-1»", "description"),
        ("base.json › locations[1].phones «p-1»", "number"),
    }
    assert told == places
    path.write_text(json.dumps(content | {"chiamaroma_tables": {}}))
    assert {(one.file, one.column) for one in refusals(path, "hsds")} == places


def _is_spoilt(problem: Problem) -> bool:
    return problem.code == "not_a_text"
