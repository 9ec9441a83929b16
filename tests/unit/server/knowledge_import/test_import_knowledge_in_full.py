"""The tree of offices, its people, services at single offices and other languages come by file."""

from datetime import date
from pathlib import Path

import pytest

from contract.domain.ids import OfficeId
from contract.domain.knowledge_entries.knowledge import (
    OfficeKind,
    ServicePlace,
    ServiceStatus,
    StaffMember,
)
from server.knowledge_import.knowledge_files import read_knowledge
from tests.support.knowledge.knowledge_folder import KnowledgeFolder, places_of

STAFF = "office_id,role,name,phones,email,note\n"
PLACES = "card_id,office_id,phones,note\n"


@pytest.fixture
def city(tmp_path: Path) -> KnowledgeFolder:
    return KnowledgeFolder(tmp_path / "city")


def test_a_file_of_before_may_lack_the_newer_columns(city: KnowledgeFolder) -> None:
    city.write("offices.csv", "id,name,municipio,address,phones,email,hours\na,A,,,,,\n")
    city.write(
        "cards.csv", "id,title,topic_id,say,office_ids,keywords,valid_until\nc,C,tari,S,a,,\n"
    )
    city.write("faqs.csv", "id,card_id,question,answer\nf,c,Q?,A.\n")
    knowledge = read_knowledge(city.path)
    assert knowledge.offices[0].kind is OfficeKind.SITE
    assert knowledge.cards[0].status is ServiceStatus.ACTIVE
    assert knowledge.faqs[0].language == "it"


def test_offices_stand_under_departments(city: KnowledgeFolder) -> None:
    city.set("offices.csv", 2, "kind", "department")
    city.set("offices.csv", 3, "parent_id", "centrale")
    above, below = read_knowledge(city.path).offices
    assert (above.kind, below.parent_id) == (OfficeKind.DEPARTMENT, "centrale")


def test_an_office_stands_under_none_that_stands_under_it(city: KnowledgeFolder) -> None:
    city.set("offices.csv", 2, "parent_id", "sud")
    city.set("offices.csv", 3, "parent_id", "centrale")
    assert places_of(city.path) == [
        ("offices.csv", 2, "parent_id", "office_cycle"),
        ("offices.csv", 3, "parent_id", "office_cycle"),
    ]


def test_an_office_above_that_is_not_there_is_named(city: KnowledgeFolder) -> None:
    city.set("offices.csv", 3, "parent_id", "nord")
    assert places_of(city.path) == [("offices.csv", 3, "parent_id", "unknown_office")]


def test_an_office_is_not_above_itself(city: KnowledgeFolder) -> None:
    city.set("offices.csv", 2, "parent_id", "centrale")
    assert places_of(city.path) == [("offices.csv", 2, "parent_id", "own_parent")]


def test_who_does_what_is_told_by_role(city: KnowledgeFolder) -> None:
    city.write("staff.csv", STAFF + "sud,Responsabile,,06 5555 0105,,stanza 4\n")
    office = read_knowledge(city.path).offices[1]
    assert office.staff == (
        StaffMember(role="Responsabile", phones=("+390655550105",), note="stanza 4"),
    )


def test_people_of_an_office_nobody_knows_are_named(city: KnowledgeFolder) -> None:
    city.write("staff.csv", STAFF + "nord,Usciere,,,,\n")
    assert places_of(city.path) == [("staff.csv", 2, "office_id", "unknown_office")]


def test_a_service_differs_at_one_office(city: KnowledgeFolder) -> None:
    city.write("places.csv", PLACES + "tari-rimborso,sud,06 5555 0199,Secondo piano\n")
    card = read_knowledge(city.path).cards[0]
    assert card.places == (
        ServicePlace(office_id=OfficeId("sud"), phones=("+390655550199",), note="Secondo piano"),
    )


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("latitude", "91", "bad_degrees"),
        ("longitude", "dodici", "bad_degrees"),
        ("website", "www.comune.example", "bad_web_address"),
        ("kind", "palazzo", "bad_choice"),
    ],
)
def test_a_faulty_cell_of_an_office_is_named(
    city: KnowledgeFolder, column: str, cell: str, code: str
) -> None:
    city.set("offices.csv", 2, column, cell)
    assert places_of(city.path) == [("offices.csv", 2, column, code)]


def test_a_validity_that_ends_before_it_begins_is_named(city: KnowledgeFolder) -> None:
    city.set("offices.csv", 2, "valid_from", "2027-01-02")
    city.set("offices.csv", 2, "valid_until", "2027-01-01")
    assert places_of(city.path) == [("offices.csv", 2, "valid_until", "date_order")]


def test_what_was_looked_at_after_it_had_expired_is_taken(city: KnowledgeFolder) -> None:
    city.set("offices.csv", 2, "verified_on", "2026-02-01")
    city.set("offices.csv", 2, "valid_until", "2026-01-01")
    office = read_knowledge(city.path).offices[0]
    assert (office.verified_on, office.valid_until) == (date(2026, 2, 1), date(2026, 1, 1))


def test_a_card_in_another_language_names_its_original(city: KnowledgeFolder) -> None:
    city.set("cards.csv", 3, "language", "en")
    city.set("cards.csv", 3, "original_id", "tari-rimborso")
    city.set("cards.csv", 3, "original_version", "2")
    card = read_knowledge(city.path).cards[1]
    assert (card.language, card.original_id, card.original_version) == ("en", "tari-rimborso", 2)


def test_what_is_no_language_is_named(city: KnowledgeFolder) -> None:
    city.set("cards.csv", 3, "language", "inglese!")
    assert places_of(city.path) == [("cards.csv", 3, "language", "bad_language")]
