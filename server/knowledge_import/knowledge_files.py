"""Tables of a knowledge base, read and checked as a whole before anything is taken."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from contract.domain.ids import OfficeId
from contract.domain.knowledge_entries.knowledge import (
    ITALIAN,
    Desk,
    Faq,
    Office,
    ServiceCard,
    ThesaurusLine,
    Topic,
)
from contract.domain.knowledge_entries.thesaurus_line import is_thesaurus_line, thesaurus_line_id
from contract.domain.queue import Queue
from server.knowledge_import import knowledge_rows, knowledge_tables, queue_sheet
from server.knowledge_import.csv_records import USUAL_SHAPE, CsvShape
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.knowledge_cells import Cells
from server.knowledge_import.knowledge_folder import CsvFolder
from server.knowledge_import.knowledge_rows import Known, Row
from server.knowledge_import.knowledge_tables import SheetSource, fields_of, row_of
from server.knowledge_import.sheet_rows import SheetRow
from server.knowledge_import.written_files import UNFINISHED, is_unfinished


class Knowledge(msgspec.Struct, frozen=True, kw_only=True):
    """Everything seats search in; a folder without a thesaurus gets the product's own."""

    topics: tuple[Topic, ...]
    desks: tuple[Desk, ...]
    offices: tuple[Office, ...]
    cards: tuple[ServiceCard, ...]
    faqs: tuple[Faq, ...]
    thesaurus: tuple[ThesaurusLine, ...]
    queues: tuple[Queue, ...] | None = None  # None: the folder says nothing of queues
    skills: tuple[tuple[str, tuple[str, ...]], ...] | None = None  # by login; None likewise


type Stored = dict[str, dict[str, Any]]  # by table: what the server has, by id


def read_knowledge(folder: Path, shape: CsvShape = USUAL_SHAPE) -> Knowledge:
    """Return what the folder holds. Raise ImportRefused with everything that is wrong."""
    findings = Findings()
    # Before its files: those of an export that was cut off may be of two moments.
    check_folder(folder, findings)
    knowledge = read_tables(CsvFolder(folder, shape), findings)
    findings.refuse_if_any()
    return knowledge


def check_folder(folder: Path, findings: Findings) -> None:
    """Raise ImportRefused when it is none, or an export to it did not end."""
    if not folder.is_dir():
        findings.add("not_a_folder", file=folder.name, value=folder)
    elif is_unfinished(folder):
        findings.add("unfinished_export", file=folder.name, value=UNFINISHED)
    findings.refuse_if_any()


def read_tables(source: SheetSource, findings: Findings, stored: Stored | None = None) -> Knowledge:
    """Return what the tables hold; what is wrong is noted, and the values are then worth nothing.

    stored: the tables are added to what the server has, so any may be missing, rows may refer to
    what it has, and what a row does not speak of stays as it is. None: the tables are everything.
    """
    reader = _TableReader(source, findings, stored)
    # In this order each table comes after those it refers to.
    desks = reader.rows(knowledge_tables.DESKS, knowledge_rows.desk_of)
    topics = reader.rows(knowledge_tables.TOPICS, knowledge_rows.topic_of)
    offices = reader.rows(knowledge_tables.OFFICES, knowledge_rows.office_of)
    staff = reader.owned(knowledge_tables.STAFF, knowledge_rows.staff_of)
    cards = reader.rows(knowledge_tables.CARDS, knowledge_rows.card_of)
    places = reader.owned(knowledge_tables.PLACES, knowledge_rows.place_of)
    faqs = reader.rows(knowledge_tables.FAQS, knowledge_rows.faq_of)
    queues = reader.queues()
    skills = reader.lines(knowledge_tables.SKILLS, queue_sheet.skills_of)
    thesaurus = reader.thesaurus()
    reader.check_tree(offices)
    return Knowledge(
        topics=topics,
        desks=desks if stored is not None else tuple(_with_topics(desk, topics) for desk in desks),
        offices=tuple(replace(one, staff=staff.get(one.id, one.staff)) for one in offices),
        cards=tuple(replace(one, places=places.get(one.id, one.places)) for one in cards),
        faqs=faqs,
        thesaurus=thesaurus,
        queues=queues,
        skills=skills,
    )


class _TableReader:
    """Reads table after table, each after those it refers to."""

    def __init__(self, source: SheetSource, findings: Findings, stored: Stored | None) -> None:
        self._source = source
        self._findings = findings
        self._is_everything = stored is None
        self._stored = stored or {}
        self._known: Known = {name: set(values) for name, values in self._stored.items()}
        self._rows: dict[str, tuple[SheetRow, ...]] = {}

    def rows[S: msgspec.Struct](self, table: str, value: Callable[[Row], S]) -> tuple[S, ...]:
        if not self._is_everything and not self._source.has(table):
            return ()
        sheet = self._source.sheet(table, self._findings)
        # Nobody can say what a faulty table holds: what refers to it is not blamed.
        if sheet is None:
            self._known[table] = None
            return ()
        values: list[S] = []
        seen = set[str]()
        for row in sheet.rows:
            values.append(self._value(table, row, value, seen))
            seen.add(row.cells.get("id", ""))
        before = self._known.get(table) or set()
        # Rows with too many cells are not here: their ids may be referred to rightly.
        self._known[table] = seen | before if sheet.is_whole else None
        self._rows[table] = sheet.rows
        return tuple(values)

    def _value[S: msgspec.Struct](
        self, table: str, row: SheetRow, value: Callable[[Row], S], seen: set[str]
    ) -> S:
        old: S | None = self._stored.get(table, {}).get(row.cells.get("id", ""))
        known = row_of(old) if old is not None else {}
        full = SheetRow(row.number, {**row.assumed, **known, **row.cells}, row.file, row.columns)
        told = fields_of(row.cells)
        silent = {column for column in known if not fields_of((column,)) & told}
        new = value(Row(Cells(table, full, self._findings, silent), self._known, seen))
        if old is None:
            return new
        # A column the file does not have leaves what the server has.
        untold = set(old.__struct_fields__) - told
        return replace(new, **{name: getattr(old, name) for name in untold})

    def lines[S](self, table: str, value: Callable[[Cells], S]) -> tuple[S, ...] | None:
        """Return the values of rows without an id; None when there is no such table."""
        if not self._source.has(table):
            return None
        sheet = self._source.sheet(table, self._findings)
        rows = sheet.rows if sheet else ()
        return tuple(value(Cells(table, row, self._findings)) for row in rows)

    def owned[S](self, table: str, value: Callable[[Row], tuple[str, S]]) -> dict[str, Any]:
        """Return what each row of another table owns, in order; nothing without the table."""
        owned: dict[str, tuple[S, ...]] = {}
        lines = self.lines(table, lambda cells: value(Row(cells, self._known, None)))
        for owner, one in lines or ():
            owned[owner] = (*owned.get(owner, ()), one)
        return owned

    def queues(self) -> tuple[Queue, ...] | None:
        if not self._source.has(knowledge_tables.QUEUES):
            return None
        cells: list[Cells] = []

        def queue_of(row: Row) -> Queue:
            cells.append(row.cells)
            return knowledge_rows.queue_of(row)[1]

        queues = self.rows(knowledge_tables.QUEUES, queue_of)
        queue_sheet.check_references(tuple(zip(cells, queues, strict=True)))
        return queues

    def thesaurus(self) -> tuple[ThesaurusLine, ...]:
        """Return one value an entry. Ids follow the words, not the place."""
        found = self.lines(knowledge_tables.THESAURUS, _thesaurus_line) or ()
        # Twice the same words are one line.
        return tuple({line.id: line for line in found}.values())

    def check_tree(self, offices: Sequence[Office]) -> None:
        """Note parents that are not there and offices that are above themselves."""
        old: dict[str, Office] = self._stored.get(knowledge_tables.OFFICES, {})
        parents = {OfficeId(key): office.parent_id for key, office in old.items()}
        parents |= {office.id: office.parent_id for office in offices}
        circles = _in_circles(parents)
        rows = self._rows.get(knowledge_tables.OFFICES, ())
        for row, office in zip(rows, offices, strict=False):
            # A circle of stored offices is not the fault of a row that says nothing of it.
            is_told = office.id not in old or "parent_id" in row.cells
            fault = _fault_above(office, parents, circles) if is_told else None
            if fault is not None:
                code, above = fault
                Cells(knowledge_tables.OFFICES, row, self._findings).note(code, "parent_id", above)


def _fault_above(
    office: Office, parents: dict[OfficeId, OfficeId | None], circles: set[OfficeId]
) -> tuple[str, OfficeId] | None:
    above = office.parent_id
    if above is not None and above not in parents:
        return "unknown_office", above
    if office.id in circles and above != office.id:
        return "office_cycle", office.id
    return None


def _in_circles(parents: dict[OfficeId, OfficeId | None]) -> set[OfficeId]:
    """Return the offices that stand above themselves, looking at each one once."""
    found: set[OfficeId] = set()
    seen_from: dict[OfficeId, OfficeId] = {}  # from which start an office was first come to
    for start in parents:
        here: OfficeId | None = start
        while here is not None and here in parents and here not in seen_from:
            # Each office is looked at once: a chain of thousands was walked from each of them.
            seen_from[here] = start
            here = parents[here]
        while here is not None and seen_from.get(here) == start and here not in found:
            found.add(here)
            here = parents.get(here)
    return found


def _with_topics(desk: Desk, topics: tuple[Topic, ...]) -> Desk:
    mine = tuple(topic.id for topic in topics if topic.desk_id == desk.id)
    return replace(desk, topic_ids=mine)


def _thesaurus_line(cells: Cells) -> ThesaurusLine:
    line = " ".join(cells.text("line").split())
    language = cells.language("language")
    if not is_thesaurus_line(line):
        cells.note("bad_thesaurus_line", "")
    line_id = thesaurus_line_id(language, line)
    return ThesaurusLine(id=line_id, line=line, language=language or ITALIAN)
