"""What files of others write in their own way: languages, web addresses, extensions, code pages."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.knowledge_import.csv_records import CsvShape
from server.knowledge_import.formats.lenient import without_extension
from server.knowledge_import.take_in_knowledge import ImportOrder, Intake, read_order
from tests.support.knowledge.foreign_files import MAPPED, NOTHING_STORED, intake_of, refusals

SERVICE = {"id": "s", "name": "Residence", "description": "One moves."}


def of_json(folder: Path, content: Any, **mapping: str) -> Intake:
    path = folder / "hsds.json"
    path.write_text(json.dumps(content))
    return intake_of(path, "hsds", **mapping)


def test_cards_have_the_language_that_was_named_for_their_file(tmp_path: Path) -> None:
    for given, language in (({}, "it"), ({"language": "en"}, "en")):
        (card,) = of_json(tmp_path, {"services": [SERVICE]}, **given).knowledge.cards
        assert card.language == language


def test_a_language_that_is_none_is_refused_by_its_option(tmp_path: Path) -> None:
    path = tmp_path / "hsds.json"
    path.write_text(json.dumps({"services": [SERVICE]}))
    found = refusals(path, "hsds", language="english!")
    assert [(one.column, one.code) for one in found] == [("--content-lang", "bad_language")]


@pytest.mark.parametrize(("tag", "given", "language"), [("en", "", "en"), ("en", "fr", "fr")])
def test_a_public_service_has_the_language_its_title_names(
    tmp_path: Path, tag: str, given: str, language: str
) -> None:
    graph = {
        "@context": {"cpsv": "https://w3id.org/italia/onto/CPSV/", "l0": "https://w3id.org/italia/onto/l0/"},
        "@id": "https://comune.example/servizi/residenza",
        "@type": "cpsv:PublicService",
        "l0:name": {"@language": tag, "@value": "Residence"},
    }  # fmt: skip
    path = tmp_path / "s.jsonld"
    path.write_text(json.dumps(graph))
    (card,) = intake_of(path, "cpsv", language=given).knowledge.cards
    assert card.language == language


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("www.city.org", "https://www.city.org"),
        ("city.org/tax?a=1", "https://city.org/tax?a=1"),
        ("http://city.org", "http://city.org"),
        ("https://city.org", "https://city.org"),
    ],
)
def test_a_web_address_without_its_beginning_gets_one(
    tmp_path: Path, given: str, found: str
) -> None:
    intake = of_json(tmp_path, {"organizations": [{"id": "o", "name": "Comune", "website": given}]})
    assert intake.knowledge.offices[0].website == found
    assert list(intake.notes) == []


@pytest.mark.parametrize("given", ["chiedere", "a@b.org", "javascript:alert(1)", "not a site.org"])
def test_what_is_no_web_address_is_left_out_as_before(tmp_path: Path, given: str) -> None:
    intake = of_json(tmp_path, {"organizations": [{"id": "o", "name": "Comune", "website": given}]})
    assert [one.code for one in intake.notes] == ["web_left_out"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("305-555-0100 x57471", "305-555-0100"),
        ("305-555-0100, ext. 12", "305-555-0100"),
        ("06 5555 0100 interno 3", "06 5555 0100"),
        ("06 5555 0100 int.3", "06 5555 0100"),
        ("06 5555 0100", "06 5555 0100"),
        ("x57471", "x57471"),
    ],
)
def test_a_number_is_read_without_its_extension(text: str, number: str) -> None:
    assert without_extension(text) == number


def test_the_extension_that_stays_out_is_told(tmp_path: Path) -> None:
    phone = {"number": "06 5555 0100 int. 3"}
    intake = of_json(tmp_path, {"locations": [{"id": "l", "name": "Sede", "phones": [phone]}]})
    assert intake.knowledge.offices[0].phones == ("+390655550100",)
    assert [(one.code, one.value) for one in intake.notes] == [
        ("extension_left_out", "06 5555 0100 int. 3")
    ]


def test_a_line_break_in_two_characters_is_one(tmp_path: Path) -> None:
    told = {"id": "o", "name": "Comune", "description": "Prima.\\nSeconda.\\r\\nIn C:\\nuovo"}
    (office,) = of_json(tmp_path, {"organizations": [told]}).knowledge.offices
    assert office.note == "Prima.\nSeconda.\nIn C:\\nuovo"


@pytest.mark.parametrize("encoding", ["windows-1252", "cp437", "cp850", "mac-roman"])
def test_json_is_read_in_the_encoding_that_was_named(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "hsds.json"
    content = {"organizations": [{"id": "o", "name": "Caffè della città"}]}
    path.write_bytes(json.dumps(content, ensure_ascii=False).encode(encoding))
    shape = CsvShape(encoding)
    order = ImportOrder(path=path, format="hsds", keeps_others=True, shape=shape, mapping=MAPPED)
    assert read_order(order, NOTHING_STORED).knowledge.offices[0].name == "Caffè della città"
