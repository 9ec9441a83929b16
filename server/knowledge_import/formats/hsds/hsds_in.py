"""HSDS to our tables: organizations and locations become offices, services become cards."""

from pathlib import Path

from server.knowledge_import.formats.foreign import Mapping
from server.knowledge_import.formats.hsds.hsds_cards import add_cards
from server.knowledge_import.formats.hsds.hsds_files import read_hsds
from server.knowledge_import.formats.hsds.hsds_offices import add_offices
from server.knowledge_import.formats.hsds.hsds_source import OWN_ATTRIBUTE, HsdsSource
from server.knowledge_import.formats.made_tables import MadeTables
from server.knowledge_import.knowledge_tables import TOPICS


def read(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Add what a JSON file or a folder of CSV files holds."""
    records = read_hsds(path, mapping.shape, made.findings)
    source = HsdsSource(records, mapping, made)
    _add_topics(source)
    add_offices(source)
    add_cards(source)
    for place, name in records.spoilt:  # left out; of ours that would take away what is there
        (made.refuse if records.are_ours else made.note)(place, "not_a_text", name)
    for place, thing in records.unreadable:
        made.note(place, "not_carried", "", thing)
    for name in records.passed_over:
        made.note((name, 0), "passed_over")
    made.complete(source.remainder())


def _add_topics(source: HsdsSource) -> None:
    for term in source.records.of("taxonomy_term"):
        if term.get("taxonomy") == OWN_ATTRIBUTE:
            row = {"id": source.topic_id(term), "path": str(term.get("name") or "")}
            source.made.add(TOPICS, term.place, row, columns={"path": "name"})
