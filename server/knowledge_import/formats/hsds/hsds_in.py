"""HSDS to our tables: organizations and locations become offices, services become cards."""

from collections import Counter
from pathlib import Path

from server.knowledge_import.formats.foreign import Mapping
from server.knowledge_import.formats.hsds.hsds_cards import add_cards
from server.knowledge_import.formats.hsds.hsds_files import read_hsds
from server.knowledge_import.formats.hsds.hsds_offices import add_offices
from server.knowledge_import.formats.hsds.hsds_records import KINDS, HsdsRecords
from server.knowledge_import.formats.hsds.hsds_source import OWN_ATTRIBUTE, HsdsSource
from server.knowledge_import.formats.made_tables import MadeTables, table_of
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
    for name, rows in records.passed_over.items():
        code = "passed_over" if rows is None else "passed_over_rows"
        made.note((name, 0), code, value=rows or "")
    if records.pages[0]:
        made.note((records.pages[0], 0), "other_pages", value=records.pages[1])
    for where, count in sorted(records.unknown.items()):
        made.note((where, 0), "table_left_out", value=count)
    if not records.are_ours:  # ours carries what HSDS has no words for
        made.note_unread(_unread(records, made))
    made.complete(source.remainder())


def _unread(records: HsdsRecords, made: MadeTables) -> Counter[tuple[str, str]]:
    """Return how many values of each column nobody asked for; refused rows are told already."""
    refused = {(one.file, one.row) for one in made.findings.problems}
    kept = (one for kind in KINDS for one in records.of(kind) if one.place not in refused)
    # In a nested file the place of a part says what it is joined to.
    return Counter(
        (table_of(one.place[0]), name)
        for one in kept
        for name in one.fields.unasked(with_links="[" not in one.place[0])
    )


def _add_topics(source: HsdsSource) -> None:
    for term in source.records.of("taxonomy_term"):
        if term.says("taxonomy", OWN_ATTRIBUTE):
            row = {"id": source.topic_id(term), "path": str(term.get("name") or "")}
            source.made.add(TOPICS, term.place, row, columns={"path": "name"})
