"""Files made to hurt are refused in clear words; nothing is fetched, nothing is stored."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from server.knowledge_import.import_problems import ImportRefused
from tests.support.knowledge.foreign_files import codes, intake_of, refusals

JSON_FORMATS = ["hsds", "cpsv", "faq"]


def file(folder: Path, content: Any, name: str = "base.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Whoever asks for a connection finds none, and is remembered."""
    asked: list[object] = []

    def refuse(_: object, address: object) -> None:
        asked.append(address)
        raise OSError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return asked


@pytest.mark.parametrize("name", JSON_FORMATS)
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_json_nested_ten_thousand_deep_is_refused(tmp_path: Path, name: str, opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    path = file(tmp_path, opening * 10_000 + "1" + closing * 10_000)
    assert codes(path, name) == ["json_too_deep"]


@pytest.mark.parametrize("name", JSON_FORMATS)
@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity", "9" * 5_000])
def test_numbers_that_are_none_are_refused(tmp_path: Path, name: str, number: str) -> None:
    assert codes(file(tmp_path, f'{{"id": {number}}}'), name) == ["json_number"]


@pytest.mark.parametrize("name", JSON_FORMATS)
@pytest.mark.parametrize("text", ["", "{", "{'a': 1}", "[1, 2", "null}"])
def test_what_is_no_json_is_refused(tmp_path: Path, name: str, text: str) -> None:
    assert codes(file(tmp_path, text), name) == ["not_json"]


@pytest.mark.parametrize("name", JSON_FORMATS)
@pytest.mark.parametrize("content", [[], {}, 1, "x", None, [[[]]], {"services": 1}, {"faqs": {}}])
def test_json_of_another_shape_is_refused(tmp_path: Path, name: str, content: Any) -> None:
    assert refusals(file(tmp_path, content), name)


@pytest.mark.parametrize(
    "context",
    [
        "https://attacker.example/context.jsonld",
        "file:///etc/passwd",
        "https://schema.org",
        ["http://127.0.0.1:1/x"],
        [[{"a": "urn:a"}, ["http://127.0.0.1:1/x"]]],
        {"@import": "https://attacker.example/context.jsonld"},
        {"a": {"@id": "urn:a", "@context": "https://attacker.example/inner"}},
    ],
)
def test_a_context_from_elsewhere_is_refused_and_never_fetched(
    tmp_path: Path, context: Any, no_network: list[object]
) -> None:
    content = {"@context": context, "@type": "GovernmentOffice", "name": "Sede"}
    assert codes(file(tmp_path, content), "cpsv") == ["remote_context"]
    assert not no_network


@pytest.mark.parametrize("title", ["Maria Esempio", "ESEMPIO GIOVANNI", "Anna Maria Esempio"])
def test_the_name_of_a_person_is_no_service(tmp_path: Path, title: str) -> None:
    services = [{"id": "a", "name": title, "status": "active", "description": "Chiedere a lei."}]
    assert codes(file(tmp_path, {"services": services}), "hsds") == ["person_name"]


@pytest.mark.parametrize(
    "title", ["Carta d'identità", "Piazza San Giovanni", "Anna", "Dichiarazione di nascita", "TARI"]
)
def test_a_service_is_no_person(tmp_path: Path, title: str) -> None:
    services = [{"id": "a", "name": title, "status": "active", "description": "Si fa qui."}]
    assert codes(file(tmp_path, {"services": services}), "hsds") == []


@pytest.mark.parametrize("title", ["DELETED_Carta", "test", "Prova 2", "CANCELLATO_x", "", "  "])
def test_leftovers_of_a_catalogue_are_refused(tmp_path: Path, title: str) -> None:
    services = [{"id": "a", "name": title, "status": "active", "description": "Niente."}]
    assert codes(file(tmp_path, {"services": services}), "hsds")[0] in ("leftover", "no_title")


def test_right_rows_go_in_without_the_faulty_ones_only_when_asked(tmp_path: Path) -> None:
    services = [
        {"id": "a", "name": "TARI: rimborso", "status": "active", "description": "Si chiede."},
        {"id": "b", "name": "DELETED_b", "status": "active"},
        {"id": "a", "name": "TARI: rimborso", "status": "active"},
        {"id": "c c", "name": "x" * 900, "status": "active", "description": "Lungo."},
    ]
    path = file(tmp_path, {"services": services})
    with pytest.raises(ImportRefused, match="1 problems, first: leftover"):
        intake_of(path, "hsds")
    intake = intake_of(path, "hsds", skips=True)
    assert [card.id for card in intake.knowledge.cards] == ["a", "c-c"]
    assert [(problem.row, problem.code) for problem in intake.refused] == [(2, "leftover")]
    assert intake.read == {"base.json › services": 3}  # what is said twice is one


def test_control_characters_and_formulas_of_others_do_no_harm(tmp_path: Path) -> None:
    services = [
        {
            "id": "a",
            "name": "TARI\x1b[2J",
            "status": "active",
            "description": "=HYPERLINK(1)\x00\x07 <script>alert(1)</script>",
            "fees": "\u202a16 \u202eEUR\u202c",
        }
    ]
    (card,) = intake_of(file(tmp_path, {"services": services}), "hsds").knowledge.cards
    assert card.title.isprintable()
    assert card.short_description.startswith("HYPERLINK")
    assert card.costs == "16 EUR"


def test_a_file_of_more_than_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    path = file(tmp_path, "[]")
    with path.open("r+b") as opened:
        opened.truncate(51 * 1024 * 1024)
    for name in JSON_FORMATS:
        assert codes(path, name) == ["file_too_big"]
