"""The knowledge base as the tables the importer takes, and as its CSV files."""

from collections.abc import Callable
from typing import Any

import msgspec

from contract.domain.agents.agent import Skill
from contract.domain.ids import BASE_SCOPE, KNOWLEDGE_SCOPE, Scope
from contract.domain.knowledge_entries.entry_checks import value_errors
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.entry_findings import EntryFinding
from contract.domain.knowledge_entries.knowledge import ITALIAN
from contract.wire.changes import Kind
from server.knowledge_import import knowledge_tables
from server.knowledge_import.csv_sheet import csv_text
from server.knowledge_import.knowledge_cells import LIST_SEPARATOR
from server.knowledge_import.knowledge_files import Knowledge, Stored
from server.knowledge_import.knowledge_tables import (
    PLACE_COLUMNS,
    STAFF_COLUMNS,
    Cellular,
    Tables,
    all_columns,
    owned_rows,
    row_of,
    thesaurus_rows,
)
from server.store.engine.connection import Connection
from server.store.sync.replicated_rows import values_after
from server.usecases.duty.available import all_skills

_STORED = {
    knowledge_tables.DESKS: (Kind.DESK, BASE_SCOPE),
    knowledge_tables.TOPICS: (Kind.TOPIC, BASE_SCOPE),
    knowledge_tables.OFFICES: (Kind.OFFICE, KNOWLEDGE_SCOPE),
    knowledge_tables.CARDS: (Kind.CARD, KNOWLEDGE_SCOPE),
    knowledge_tables.FAQS: (Kind.FAQ, KNOWLEDGE_SCOPE),
    knowledge_tables.QUEUES: (Kind.QUEUE, BASE_SCOPE),
    knowledge_tables.THESAURUS: (Kind.THESAURUS, KNOWLEDGE_SCOPE),
}
_PAGE = 500


def stored_knowledge(connection: Connection) -> Stored:
    """Return all the server has, by table and id; needs a transaction that sees one state."""
    return {
        table: {str(getattr(value, "id")): value for value in _all_values(connection, kind, scope)}  # noqa: B009
        for table, (kind, scope) in _STORED.items()
    }


def stored_tables(connection: Connection) -> Tables:
    """Return all the server has as tables; empty ones nobody needs are left out."""
    stored = stored_knowledge(connection)
    values = {table: list(by_id.values()) for table, by_id in stored.items()}
    tables = _tables(values)
    if skills := all_skills(connection):
        tables[knowledge_tables.SKILLS] = _skills(connection, skills)
    return tables


def uncarried_values(connection: Connection) -> tuple[tuple[str, str, EntryFinding], ...]:
    """Return (table, id, what is wrong) of published values that an import refuses."""
    return tuple(
        (table, entry_id, finding)
        for table, by_id in stored_knowledge(connection).items()
        for entry_id, value in by_id.items()
        if isinstance(value, Entry)
        for finding in value_errors(value)
    )


def tables_of(knowledge: Knowledge) -> Tables:
    """Return the tables these values are read from."""
    values: dict[str, list[Any]] = {
        knowledge_tables.DESKS: list(knowledge.desks),
        knowledge_tables.TOPICS: list(knowledge.topics),
        knowledge_tables.OFFICES: list(knowledge.offices),
        knowledge_tables.CARDS: list(knowledge.cards),
        knowledge_tables.FAQS: list(knowledge.faqs),
        knowledge_tables.QUEUES: list(knowledge.queues or ()),
        knowledge_tables.THESAURUS: list(knowledge.thesaurus),
    }
    tables = _tables(values)
    if knowledge.skills:
        tables[knowledge_tables.SKILLS] = [
            {"login": login, "skills": LIST_SEPARATOR.join(skills)}
            for login, skills in knowledge.skills
        ]
    return tables


def csv_texts(tables: Tables) -> dict[str, str]:
    """Return the content of each file by its name."""
    texts = {
        name: csv_text(all_columns(name), rows)
        for name, rows in tables.items()
        if name != knowledge_tables.THESAURUS
    }
    for row in tables.get(knowledge_tables.THESAURUS, ()):
        language = row["language"]
        file = "thesaurus.txt" if language == ITALIAN else f"thesaurus_{language}.txt"
        texts[file] = f"{texts.get(file, '')}{row['line']}\n"
    # Without the file an import would put the product's own thesaurus in its place.
    texts.setdefault(knowledge_tables.THESAURUS, "")  # none is not the product's own
    return texts


def _all_values(connection: Connection, kind: Kind, scope: Scope) -> list[msgspec.Struct]:
    values: list[msgspec.Struct] = []
    after = ""
    while page := list(values_after(connection, kind, scope, after, _PAGE)):
        values += page
        after = page[-1].id  # type: ignore[attr-defined] # every replicated value has one
    return values


def _tables(values: dict[str, list[Any]]) -> Tables:
    # Read back, a desk gets its topics in the order in which they stand in the file.
    values[knowledge_tables.TOPICS].sort(key=_place_at_desk(values[knowledge_tables.DESKS]))
    tables: Tables = {
        name: [row_of(value) for value in values[name]] for name in knowledge_tables.KEYED
    }
    if not tables[knowledge_tables.QUEUES]:
        del tables[knowledge_tables.QUEUES]
    if staff := owned_rows(values[knowledge_tables.OFFICES], "staff", STAFF_COLUMNS):
        tables[knowledge_tables.STAFF] = staff
    if places := owned_rows(values[knowledge_tables.CARDS], "places", PLACE_COLUMNS):
        tables[knowledge_tables.PLACES] = places
    tables[knowledge_tables.THESAURUS] = thesaurus_rows(values[knowledge_tables.THESAURUS])
    return tables


def _place_at_desk(desks: list[msgspec.Struct]) -> Callable[[msgspec.Struct], int]:
    """Return the sort key that keeps the order each desk gives its topics."""
    ordered = [topic_id for desk in desks for topic_id in getattr(desk, "topic_ids")]  # noqa: B009
    places = {topic_id: place for place, topic_id in enumerate(ordered)}
    return lambda topic: places.get(getattr(topic, "id"), len(places))  # noqa: B009


def _skills(connection: Connection, skills: dict[str, tuple[Skill, ...]]) -> list[Cellular]:
    rows: list[Cellular] = []
    for row in connection.execute("SELECT id, login FROM account ORDER BY login"):
        written = [
            f"{skill.kind}:{skill.code}:{skill.level}" for skill in skills.get(row["id"], ())
        ]
        if written:
            rows.append({"login": row["login"], "skills": LIST_SEPARATOR.join(written)})
    return rows
