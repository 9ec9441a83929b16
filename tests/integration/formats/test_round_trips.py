"""What is exported and taken in again is what it was, in every format that holds the whole base."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from server.knowledge_import.csv_records import USUAL_SHAPE
from server.knowledge_import.export_knowledge import tables_of
from server.knowledge_import.formats.hsds.hsds_files import read_hsds
from server.knowledge_import.import_problems import Findings, ImportRefused
from server.knowledge_import.knowledge_files import Knowledge, read_knowledge
from tests.support.knowledge.any_knowledge import by_id, knowledge_bases
from tests.support.knowledge.foreign_files import intake_of, whole_of, written_to
from tests.support.knowledge.knowledge_folder import DEMO_CITY

WHOLE = ["csv", "xlsx", "hsds", "hsds-csv", "cpsv"]
EXAMPLES = int(os.environ.get("CHIAMAROMA_EXAMPLES", "25"))


def taken_back(knowledge: Knowledge, name: str, folder: Path) -> Knowledge:
    path = written_to(folder, name, tables_of(knowledge))
    try:
        return whole_of(path, name.removesuffix("-csv"))
    except ImportRefused as refused:
        raise AssertionError(refused.problems[:3]) from refused


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(knowledge=knowledge_bases())
def test_nothing_is_lost_of_any_knowledge_base(name: str, knowledge: Knowledge) -> None:
    with TemporaryDirectory() as folder:
        back = by_id(taken_back(knowledge, name, Path(folder)))
    assert back == by_id(knowledge)


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_is_lost_of_the_demo_city(name: str, tmp_path: Path) -> None:
    city = read_knowledge(DEMO_CITY)
    assert by_id(taken_back(city, name, tmp_path)) == by_id(city)


@pytest.mark.parametrize("name", WHOLE)
def test_a_line_that_begins_with_an_accent_comes_back(name: str, tmp_path: Path) -> None:
    city = read_knowledge(DEMO_CITY)
    asked = city.faqs[0]
    card = next(card for card in city.cards if card.id == asked.card_id)
    odd = msgspec.structs.replace(card, withdrawn="Non vale\n\u0300 più")
    changed = msgspec.structs.replace(city, cards=(odd,), faqs=(asked,))
    assert by_id(taken_back(changed, name, tmp_path)) == by_id(changed)


def test_faqs_come_back_as_they_were(tmp_path: Path) -> None:
    city = read_knowledge(DEMO_CITY)
    path = written_to(tmp_path, "faq", tables_of(city))
    with pytest.raises(ImportRefused, match="unknown_card"):
        intake_of(path, "faq")  # this server has none of the cards


def test_queues_and_skills_travel_in_the_workbook(tmp_path: Path) -> None:
    city = read_knowledge(DEMO_CITY)
    back = taken_back(city, "xlsx", tmp_path)
    assert (back.queues, back.skills) == (city.queues, city.skills)


REQUIRED = {
    "organization": {"id", "name", "description"},
    "service": {"id", "name", "status", "organization_id"},
    "location": {"id", "location_type"},
    "service_at_location": {"id", "service_id", "location_id"},
    "address": {"id", "address_1", "country", "address_type"},
    "phone": {"id", "number"},
    "schedule": {"id"},
    "organization_identifier": {"id", "identifier_type", "identifier", "organization_id"},
    "taxonomy_term": {"id", "name", "description"},
    "attribute": {"id", "link_id", "link_entity", "taxonomy_term_id"},
}


def test_hsds_gets_what_it_requires_with_identifiers_of_its_kind(tmp_path: Path) -> None:
    path = written_to(tmp_path, "hsds", tables_of(read_knowledge(DEMO_CITY)))
    records = read_hsds(path, USUAL_SHAPE, Findings())
    for kind, names in REQUIRED.items():
        for record in records.of(kind):
            assert names <= {name for name in names if record.get(name) not in (None, "")}, record
            assert UUID(record.get("id"))
    for link in ("organization", "location", "service"):
        ids = {one.get("id") for one in records.of(link)}
        links = {one.get(f"{link}_id") for kind in REQUIRED for one in records.of(kind)}
        assert links - {None} <= ids
