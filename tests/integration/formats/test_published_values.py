"""Whatever an editor may publish leaves in every format and comes back the same."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from contract.domain.ids import CardId, DeskId, FaqId, OfficeId, TopicId
from contract.domain.knowledge_entries.entry_checks import errors_of
from contract.domain.knowledge_entries.entry_value_faults import cleaned
from contract.domain.knowledge_entries.knowledge import Desk, Faq, Office, ServiceCard, Topic
from server.knowledge_import.export_knowledge import tables_of
from server.knowledge_import.import_problems import Findings, ImportRefused
from server.knowledge_import.knowledge_files import Knowledge, Stored, read_tables
from server.knowledge_import.knowledge_folder import CsvFolder
from server.knowledge_import.knowledge_tables import CARDS, KEYED, THESAURUS
from server.knowledge_import.take_in_knowledge import ImportOrder, read_order
from tests.support.knowledge.any_knowledge import by_id
from tests.support.knowledge.awkward_entries import published_bases
from tests.support.knowledge.foreign_files import whole_of, written_to

WHOLE = ["csv", "xlsx", "hsds", "hsds-csv", "cpsv"]
EXAMPLES = int(os.environ.get("CHIAMAROMA_EXAMPLES", "8"))  # of a base with many odd values


def through(knowledge: Knowledge, name: str) -> Knowledge:
    """Return what a server without anything reads of an export."""
    with TemporaryDirectory() as folder:
        path = written_to(Path(folder), name, tables_of(knowledge))
        try:
            return whole_of(path, name.removesuffix("-csv"))
        except ImportRefused as refused:
            raise AssertionError(refused.problems[:3]) from refused


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(knowledge=published_bases())
def test_what_passes_the_checks_comes_back_the_same_in_every_format(knowledge: Knowledge) -> None:
    for name in WHOLE:
        assert by_id(through(knowledge, name)) == by_id(knowledge), name
    assert of_faqs(knowledge).faqs == knowledge.faqs


def of_faqs(knowledge: Knowledge) -> Knowledge:
    """Return what comes back in the format that holds FAQs alone."""
    with TemporaryDirectory() as folder:
        faqs = written_to(Path(folder), "faq", tables_of(knowledge))
        order = ImportOrder(path=faqs, format="faq", keeps_others=True)
        return read_order(order, _stored(knowledge)).knowledge


def _stored(knowledge: Knowledge) -> Stored:
    nothing: Stored = {table: {} for table in (*KEYED, THESAURUS)}
    return nothing | {CARDS: {str(one.id): one for one in knowledge.cards}}


@pytest.mark.parametrize("name", WHOLE)
def test_the_thesaurus_of_the_product_may_be_published_and_comes_back(
    name: str, tmp_path: Path
) -> None:
    source = CsvFolder(tmp_path)  # an empty folder stands for the product's own
    lines = read_tables(source, Findings(), _stored(_base())).thesaurus
    assert len(lines) > 100
    assert any(line.line.count("=") > 1 for line in lines)
    assert [line for line in lines if errors_of(line) or cleaned(line) != line] == []
    knowledge = msgspec.structs.replace(_base(), thesaurus=lines)
    assert by_id(through(knowledge, name)) == by_id(knowledge)


def _base() -> Knowledge:
    card = ServiceCard(id=CardId("k1"), title="TARI", topic_id=TopicId("tari"), say="Si paga.")
    return Knowledge(
        topics=(Topic(id=TopicId("tari"), path="Tributi › TARI"),),
        desks=(Desk(id=DeskId("tributi"), name="Tributi"),),
        offices=(Office(id=OfficeId("sede"), name="Sede"),),
        cards=(card,),
        faqs=(Faq(id=FaqId("f1"), card_id=CardId("k1"), question="Quando?", answer="Oggi."),),
        thesaurus=(),
    )
