"""The tables a knowledge base is exchanged as: their names, their columns, and values as rows."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

import msgspec

from contract.domain.knowledge_entries.entry_values import DECIMALS
from contract.domain.knowledge_entries.knowledge import (
    Desk,
    Faq,
    Office,
    ServiceCard,
    ThesaurusLine,
    Topic,
)
from contract.domain.opening_times.opening_text import text_of_times
from contract.domain.opening_times.opening_times import OpeningTimes
from contract.domain.queue import Queue
from server.knowledge_import import queue_sheet
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.knowledge_cells import LIST_SEPARATOR
from server.knowledge_import.queue_sheet import queue_cells
from server.knowledge_import.sheet_rows import Sheet

DESKS, TOPICS, OFFICES, CARDS = "desks.csv", "topics.csv", "offices.csv", "cards.csv"
FAQS, STAFF, PLACES = "faqs.csv", "staff.csv", "places.csv"
QUEUES, SKILLS = "queues.csv", "skills.csv"
THESAURUS = "thesaurus.txt"

STAFF_COLUMNS = ("office_id", "role", "name", "phones", "email", "note")
PLACE_COLUMNS = ("card_id", "office_id", "phones", "note")
PLACE_HOURS = ("hours", "phone_hours")
OFFICE_COLUMNS = ("id", "name", "municipio", "address", "phones", "email", "hours")
CARD_COLUMNS = ("id", "title", "topic_id", "say", "office_ids", "keywords", "valid_until")
FAQ_COLUMNS = ("id", "card_id", "question", "answer")
THESAURUS_COLUMNS = ("line", "language")

# Fields a column speaks of, where they are not named as it is.
_FIELDS: dict[str, tuple[str, ...]] = {
    "hours": ("desk_times",),
    "by_appointment": ("desk_times",),
    "phone_hours": ("phone_times",),
}
_COLUMNS = {"desk_times": "hours", "phone_times": "phone_hours"}  # where not named as the field
_READ_ONLY = {OFFICES: ("by_appointment",)}  # written within the hours
_ELSEWHERE = {"version", "topic_ids", "emergency_text", "staff", "places"}
_TYPES: dict[str, type[msgspec.Struct]] = {
    DESKS: Desk,
    TOPICS: Topic,
    OFFICES: Office,
    CARDS: ServiceCard,
    FAQS: Faq,
    QUEUES: Queue,
}
_NEEDED: dict[str, tuple[str, ...]] = {
    DESKS: ("id", "name"),
    TOPICS: ("id", "path", "desk_id"),
    OFFICES: OFFICE_COLUMNS,
    CARDS: CARD_COLUMNS,
    FAQS: FAQ_COLUMNS,
    QUEUES: queue_sheet.COLUMNS,
    STAFF: STAFF_COLUMNS,
    PLACES: PLACE_COLUMNS,
    SKILLS: queue_sheet.SKILL_COLUMNS,
    THESAURUS: ("line",),
}

# In this order each table comes after those it refers to.
TABLES = (DESKS, TOPICS, OFFICES, STAFF, CARDS, PLACES, FAQS, QUEUES, SKILLS, THESAURUS)
KEYED = (DESKS, TOPICS, OFFICES, CARDS, FAQS, QUEUES)  # rows have ids
OF_KNOWLEDGE = tuple(name for name in TABLES if name not in (QUEUES, SKILLS))

type Cellular = dict[str, str]  # a row: its cells by column
type Tables = dict[str, list[Cellular]]


class SheetSource(Protocol):
    """Where tables come from: a folder, a workbook, or what another format was turned into."""

    def has(self, table: str) -> bool: ...

    def sheet(self, table: str, findings: Findings) -> Sheet | None:
        """Return the rows of a table; None: it is missing or faulty, which is noted."""


def needed_columns(table: str) -> tuple[str, ...]:
    return _NEEDED[table]


def optional_columns(table: str) -> tuple[str, ...]:
    """Return the columns a table may lack."""
    if table == THESAURUS:
        return ("language",)
    if table == PLACES:
        return PLACE_HOURS
    if table not in _TYPES:
        return ()
    named = (*all_columns(table), *_READ_ONLY.get(table, ()))
    return tuple(name for name in named if name not in _NEEDED[table])


def all_columns(table: str) -> tuple[str, ...]:
    """Return every column of a table, in the order it is written."""
    kind = _TYPES.get(table)
    if kind is None:
        return {THESAURUS: THESAURUS_COLUMNS, PLACES: PLACE_COLUMNS + PLACE_HOURS}.get(
            table, _NEEDED[table]
        )
    fields = (name for name in kind.__struct_fields__ if name not in _ELSEWHERE)
    return tuple(_COLUMNS.get(name, name) for name in fields)


def fields_of(columns: Iterable[str]) -> set[str]:
    """Return the fields of a value that these columns speak of."""
    return {name for column in columns for name in _FIELDS.get(column, (column,))}


def row_of(value: msgspec.Struct) -> Cellular:
    """Return a value as the cells of a row."""
    own = queue_cells(value) if isinstance(value, Queue) else {}
    names = (name for name in value.__struct_fields__ if name not in _ELSEWHERE)
    return {_COLUMNS.get(n, n): own.get(n) or cell(getattr(value, n)) for n in names}


def owned_rows(owners: Sequence[msgspec.Struct], parts: str, columns: tuple[str, ...]) -> Any:
    """Return a row for each part of each owner, whose id the first column is."""
    return [
        {columns[0]: str(getattr(owner, "id"))}  # noqa: B009 # all have one
        | {_COLUMNS.get(n, n): cell(getattr(part, n)) for n in part.__struct_fields__}
        for owner in owners
        for part in getattr(owner, parts)
    ]


def thesaurus_rows(lines: Iterable[ThesaurusLine]) -> list[Cellular]:
    return [{"line": line.line, "language": line.language} for line in lines]


def cell(value: object) -> str:
    """Return a value as a file holds it."""
    match value:
        case None:
            return ""
        case bool():
            return "sì" if value else "no"
        case date():
            return value.isoformat()
        case OpeningTimes():
            return text_of_times(value)
        # 1e-05 would not be read back as a number of degrees.
        case float() if "e" in repr(value):
            return f"{value:.{DECIMALS}f}".rstrip("0")
        case tuple():
            return LIST_SEPARATOR.join(map(str, value))
    return str(value)
