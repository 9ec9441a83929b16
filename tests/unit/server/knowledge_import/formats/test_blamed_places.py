"""Whoever gave a file of another format finds each fault by the names that file has itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.knowledge_import.import_problems import Problem
from tests.support.knowledge.foreign_files import intake_of, refusals

OFFICE = {"id": "L-7", "name": "Anagrafe", "location_type": "physical"}
SERVICE = {"id": "s-1", "name": "TARI: rimborso", "status": "active", "description": "Si chiede."}
CPSV = "https://w3id.org/italia/onto/CPSV/"
L0 = "https://w3id.org/italia/onto/l0/"


def written(folder: Path, name: str, content: Any) -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def blamed(problems: tuple[Problem, ...]) -> set[tuple[str, int, str, str]]:
    """Return where the file is wrong; that texts are to be completed is no fault of it."""
    return {
        (one.file, one.row, one.column, one.code)
        for one in problems
        if not one.code.startswith("say_")
    }


def test_a_service_without_a_topic_is_blamed_on_the_option_that_names_one(tmp_path: Path) -> None:
    path = written(tmp_path, "base.json", {"services": [SERVICE]})
    found = refusals(path, "hsds", topic_id="", topic_path="")
    assert blamed(found) == {("base.json › services «s-1»", 1, "--topic", "required")}


def test_two_services_of_one_id_are_named_with_id_and_place_in_the_list(tmp_path: Path) -> None:
    other = SERVICE | {"name": "IMU: rimborso"}
    path = written(tmp_path, "base.json", {"services": [SERVICE, other]})
    assert blamed(refusals(path, "hsds")) == {
        ("base.json › services «s-1»", 2, "id", "duplicate_id")
    }


def test_what_is_said_in_parts_is_one_thing(tmp_path: Path) -> None:
    inner = {"id": "o-1", "name": "Comune"}
    whole = inner | {"description": "Ente.", "website": "https://comune.example"}
    content = {"services": [SERVICE | {"organization": inner}], "organizations": [whole]}
    intake = intake_of(written(tmp_path, "base.json", content), "hsds")
    (office,) = intake.knowledge.offices
    assert (office.note, office.website) == ("Ente.", "https://comune.example")
    assert intake.knowledge.cards[0].responsible_id == "o-1"


def test_what_is_left_out_of_a_part_is_named_where_the_part_stands(tmp_path: Path) -> None:
    parts = {
        "phones": [{"number": "06 5555 0100"}, {"id": "p-2", "number": "chiedere"}],
        "schedules": [
            {"byday": "MO", "opens_at": "09:00", "closes_at": "12:00"},
            {"byday": "XX", "opens_at": "09:00", "closes_at": "12:00"},
        ],
        "contacts": [{"title": "Direzione", "phones": [{"number": "interno"}], "email": "d.c"}],
        "latitude": 100,
    }
    path = written(tmp_path, "base.json", {"locations": [OFFICE | parts]})
    intake = intake_of(path, "hsds")
    place = "base.json › locations[1]"
    assert blamed(intake.notes) == {
        (f"{place}.phones «p-2»", 2, "number", "phone_left_out"),
        (f"{place}.schedules", 2, "", "bad_schedule"),
        (f"{place}.contacts[1].phones", 1, "number", "phone_left_out"),
        (f"{place}.contacts", 1, "email", "email_left_out"),
        ("base.json › locations «L-7»", 1, "latitude", "degrees_left_out"),
    }
    assert {note.code for note in intake.unfinished["L-7"]} == {one.code for one in intake.notes}


def test_in_a_folder_of_csv_files_the_file_of_the_part_is_named(tmp_path: Path) -> None:
    written(tmp_path, "organizations.csv", "id,name\no-1,Comune\n")
    written(tmp_path, "locations.csv", "id,name\n1,Sede\n2,Sede\n2,Altra\n")
    written(tmp_path, "phones.csv", "id,location_id,number\n1,1,06 5555 0100\n2,1,chiedere\n")
    hours = "id,location_id,weekday,opens_at,closes_at\n1,1,Monday,9,12\n2,1,Funday,9,12\n"
    written(tmp_path, "regular_schedules.csv", hours)
    assert blamed(refusals(tmp_path, "hsds")) == {("locations.csv", 4, "id", "duplicate_id")}
    written(tmp_path, "locations.csv", "id,name\n1,Sede\n")
    assert blamed(intake_of(tmp_path, "hsds").notes) == {
        ("phones.csv", 3, "number", "phone_left_out"),
        ("regular_schedules.csv", 3, "", "bad_schedule"),
    }


@pytest.mark.parametrize(
    ("theirs", "cell"),
    [
        ("name", "TARI, perchÃ© no"),
        ("application_process", "Chiami, perchÃ© no"),
        ("eligibility", "Tutti, perchÃ© no"),
        ("fees", "Nulla, perchÃ© no"),
        ("alternate_name", "tassa, perchÃ© no"),
    ],
)
def test_a_doubt_on_a_service_is_told_by_the_field_of_hsds(
    tmp_path: Path, theirs: str, cell: str
) -> None:
    path = written(tmp_path, "base.json", {"services": [SERVICE | {theirs: cell}]})
    doubts = {one for one in intake_of(path, "hsds").notes if one.code == "encoded_twice"}
    assert {(one.file, one.column) for one in doubts} == {("base.json › services «s-1»", theirs)}


def test_our_own_tables_within_hsds_are_named_with_their_rows(tmp_path: Path) -> None:
    own = {"faqs.csv": [{"id": "f-1", "card_id": "s-9", "question": "Q", "answer": "\u0007"}]}
    content = {"services": [SERVICE], "chiamaroma_tables": own}
    place = "base.json › chiamaroma_tables.faqs.csv"
    assert blamed(refusals(written(tmp_path, "base.json", content), "hsds")) == {
        (place, 1, "answer", "control_character"),
        (place, 1, "card_id", "unknown_card"),
    }


@pytest.mark.parametrize("table", ["queues.csv", "skills.csv", "accounts.csv"])
def test_no_file_of_hsds_brings_queues_or_skills(tmp_path: Path, table: str) -> None:
    content = {"services": [SERVICE], "chiamaroma_tables": {table: [{"login": "a"}]}}
    assert blamed(refusals(written(tmp_path, "base.json", content), "hsds")) == {
        ("base.json › chiamaroma_tables", 0, "", "unknown_table")
    }


def test_a_thing_of_linked_data_is_named_by_its_address(tmp_path: Path) -> None:
    service = {
        "@id": "https://comune.example/servizi/tari",
        "@type": f"{CPSV}PublicService",
        f"{L0}name": "TARI, perchÃ© no",
    }
    intake = intake_of(written(tmp_path, "base.jsonld", service), "cpsv")
    place = "base.jsonld › PublicService «https://comune.example/servizi/tari»"
    assert (place, 1, "l0:name", "encoded_twice") in blamed(intake.notes)


@pytest.mark.parametrize("number", ["x", "-1", "9" * 40, ""])
def test_a_row_of_ours_in_linked_data_may_have_any_number(tmp_path: Path, number: str) -> None:
    row = {
        "@id": "urn:chiamaroma:row:x:1",
        "@type": "urn:chiamaroma:Row",
        "urn:chiamaroma:cell:table": "queues.csv",
        "urn:chiamaroma:cell:number": number,
    }
    service = {"@id": "urn:a", "@type": f"{CPSV}PublicService", f"{L0}name": "TARI"}
    path = written(tmp_path, "base.jsonld", [row, service])
    assert [one.code for one in refusals(path, "cpsv")] == ["unknown_table"]


def test_things_without_an_address_have_the_same_identifier_at_each_reading(tmp_path: Path) -> None:
    service = {"@type": CPSV + "PublicService", L0 + "name": "TARI: rimborso"}
    path = written(tmp_path, "services.jsonld", service)
    assert [one.id for one in intake_of(path, "cpsv").knowledge.cards] == ["TARI-rimborso"]


def test_a_text_where_hsds_has_a_thing_is_left_out_and_told(tmp_path: Path) -> None:
    parts = {"phones": ["06 5555 0100"], "required_documents": ["Documento"]}
    path = written(tmp_path, "base.json", {"services": [SERVICE | parts, "TARI"]})
    assert blamed(intake_of(path, "hsds").notes) == {
        ("base.json › services[1].phones", 1, "", "not_carried"),
        ("base.json › services[1].required_documents", 1, "", "not_carried"),
        ("base.json › services", 2, "", "not_carried"),
    }


def test_a_unit_is_blamed_for_the_column_its_mail_stands_in(tmp_path: Path) -> None:
    head = "Codice_uni_uo,Codice_uni_uo_padre,Descrizione_uo,Mail1,Tipo_Mail1,Mail2,Tipo_Mail2"
    row = "AAAAA1,,Ufficio Tributi,a@pec.comune.example,Pec,tributi(at)comune,Altro"
    path = written(tmp_path, "uo.csv", f"{head}\n{row}\n")
    assert blamed(intake_of(path, "ipa").notes) == {("uo.csv", 2, "Mail2", "email_left_out")}


@pytest.mark.parametrize("faqs", [1, "x", {"title": "Q"}, True])
def test_a_screen_whose_questions_are_no_list_is_named(tmp_path: Path, faqs: object) -> None:
    screens = [{"route_name": "HOME", "title": "Casa", "faqs": faqs}]
    path = written(tmp_path, "faq.json", {"it": {"screens": screens}})
    assert blamed(refusals(path, "faq")) == {("faq.json › it.screens", 1, "faqs", "not_a_list")}


def test_a_question_of_a_screen_is_named_by_its_list(tmp_path: Path) -> None:
    faqs = [{"title": "Quando?", "body": "Domani."}, {"title": "Quando?"}, "x"]
    screens = [{"route_name": "HOME", "title": "Casa", "faqs": faqs}]
    path = written(tmp_path, "faq.json", {"it": {"screens": screens}})
    assert blamed(refusals(path, "faq")) == {
        ("faq.json › it.screens[1].faqs", 2, "body", "required"),
        ("faq.json › it.screens[1].faqs", 3, "", "not_an_object"),
    }
