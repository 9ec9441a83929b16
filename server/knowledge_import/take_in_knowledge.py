"""Taking a file of any known format in: what it holds, what that would change, and the change."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from contract.domain.knowledge_entries.entry_checks import errors_of
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.knowledge import Faq
from contract.wire.changes import Kind
from server.knowledge_import.csv_records import USUAL_SHAPE, CsvShape
from server.knowledge_import.export_knowledge import stored_knowledge
from server.knowledge_import.formats.foreign import Mapping, add_mapped_topic, unlimited
from server.knowledge_import.formats.known_formats import READERS
from server.knowledge_import.formats.made_tables import MadeTables
from server.knowledge_import.import_drafts import DRAFTED, entries_in_drafts
from server.knowledge_import.import_knowledge import (
    planned,
    store_knowledge,
    store_skills,
    summary_of,
)
from server.knowledge_import.import_problems import WHOLE_FILE, Findings, Problem
from server.knowledge_import.import_summary import ImportSummary, ImportWay
from server.knowledge_import.knowledge_files import Knowledge, Stored, check_folder
from server.knowledge_import.knowledge_folder import CsvFolder
from server.knowledge_import.knowledge_tables import CARDS, FAQS, OFFICES, TABLES, SheetSource
from server.knowledge_import.screened_tables import screened
from server.store.engine.connection import Connection
from server.usecases.operations.write_audit import write_audit

TO_COMPLETE = frozenset({"say_to_complete", "say_missing"})
REASON_LIMIT = 1_000  # characters
_AND_MORE = "… e altre {} cose, dette dall'importazione."
_TABLES = {Kind.OFFICE: OFFICES, Kind.CARD: CARDS, Kind.FAQ: FAQS}
_OURS = ("csv", "xlsx")  # hold all tables: what they lack is withdrawn, unless told otherwise


class Drafts(StrEnum):
    """Which entries wait for an editor and are not published."""

    FAULTY = "faulty"  # with errors: nobody could have published them from the window
    INCOMPLETE = "incomplete"  # guessed at, or with errors
    ALL = "all"


class ImportOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What to read, and how. keeps_others: the file is a part of what the server has.

    removes_missing: what a whole file lacks goes. drafts: of what is new or changed.
    """

    path: Path
    format: str
    keeps_others: bool
    removes_missing: bool = False
    drafts: Drafts = Drafts.FAULTY
    skips_refused: bool = False
    shape: CsvShape = USUAL_SHAPE
    mapping: Mapping = Mapping()


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """What a file holds. read: rows by file; rows in and out by the table they become.

    unfinished: by entry, what an editor should look at.
    """

    knowledge: Knowledge
    read: dict[str, int]
    rows_in: dict[str, int]
    rows_out: dict[str, int]
    refused: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    unfinished: dict[str, tuple[Problem, ...]] = {}

    @property
    def refused_rows(self) -> int:
        return len({(problem.file, problem.row) for problem in self.refused})


def read_order(order: ImportOrder, stored: Stored | None) -> Intake:
    """Return what the file holds, checked against what the server has where others are kept.

    Raise ImportRefused when something is wrong and faulty rows are not to be skipped, or when no
    row of it can be trusted.
    """
    findings = unlimited() if order.skips_refused else Findings()
    made = MadeTables(findings, unlimited(), order.path.name)
    source = _source(order, made)
    # Of a file that cannot be trusted no row is worth reading.
    if any(problem.code in WHOLE_FILE for problem in findings.problems):
        findings.refuse_if_any()
    screening = screened(source, findings, stored, skips_refused=order.skips_refused)
    if order.removes_missing and findings.doubts:
        _refuse_cut_off(findings)
    ids = {table: set(values) for table, values in (stored or {}).items()}
    notes = (*made.notes_on(ids), *findings.doubts, *screening.doubts)
    return Intake(
        knowledge=screening.knowledge,
        read=made.rows_read(),
        rows_in=screening.rows_in,
        rows_out=screening.rows_out,
        refused=screening.refused,
        notes=notes,
        unfinished=made.notes_by_entry(notes),
    )


def _refuse_cut_off(findings: Findings) -> None:
    """Raise ImportRefused: what a file lacks that was cut off would be taken out of the server."""
    for one in findings.doubts:
        findings.add("cut_off", file=one.file, row=one.row, column=one.column)
    findings.refuse_if_any()


def previewed(intake: Intake, order: ImportOrder, connection: Connection) -> ImportSummary:
    """Return what storing it would do, writing nothing. Raise KnowledgeMoved."""
    way = _way(intake, order)
    return summary_of(planned(connection, intake.knowledge, way), way)


def taken_in(
    intake: Intake, order: ImportOrder, now: datetime, connection: Connection
) -> tuple[ImportSummary, tuple[str, ...]]:
    """Store it in this one transaction; return what was done and logins no account has.

    Raise KnowledgeMoved.
    """
    reasons = {one: _reason(notes) for one, notes in intake.unfinished.items()}
    way = _way(intake, order)
    summary = store_knowledge(connection, intake.knowledge, now, way, reasons)
    unknown = store_skills(connection, intake.knowledge, now)
    write_audit(connection, None, "knowledge_import", str(summary.changes), now)
    return summary, unknown


def stored_for(order: ImportOrder, connection: Connection) -> Stored:
    """Return what the file is read against: for drafts, with the drafts there are already."""
    stored = stored_knowledge(connection)
    # Read against what is published alone, a second import would undo what editors completed.
    if order.drafts is not Drafts.FAULTY:
        for kind, table in _TABLES.items():
            stored[table] |= entries_in_drafts(connection, kind)
    return stored


def _way(intake: Intake, order: ImportOrder) -> ImportWay:
    cards = {card.id: card for card in intake.knowledge.cards}

    def is_unfit(value: msgspec.Struct, published: msgspec.Struct | None) -> bool:
        guessed = order.drafts is Drafts.INCOMPLETE and _is_guessed(intake, value)
        return guessed or _has_errors(value, published)

    def waits(kind: Kind, value: msgspec.Struct, published: msgspec.Struct | None) -> bool:
        """A question waits with its card: it would be published without."""
        if kind not in DRAFTED:
            return False
        card = cards.get(value.card_id) if isinstance(value, Faq) else None
        with_card = card is not None and is_unfit(card, None)
        # Its card waits: published alone, the question would lead to nothing.
        return order.drafts is Drafts.ALL or is_unfit(value, published) or with_card

    return ImportWay(
        keeps_others=order.keeps_others,
        removes_missing=order.removes_missing,
        reads_drafts=order.drafts is not Drafts.FAULTY,
        drafts=waits,
    )


def _is_guessed(intake: Intake, value: msgspec.Struct) -> bool:
    assert isinstance(value, Entry)
    return any(note.code in TO_COMPLETE for note in intake.unfinished.get(value.id, ()))


def _has_errors(value: msgspec.Struct, published: msgspec.Struct | None) -> bool:
    """Return whether the editor's own checks stand against publishing it.

    A value that is published so already does not, as it does not for editors.
    """
    assert isinstance(value, Entry)
    # An old value that is published as it is does not keep the entry from coming in.
    return bool(errors_of(value, published if isinstance(published, Entry) else None))


def _reason(notes: tuple[Problem, ...]) -> str:
    sentences = list(dict.fromkeys(note.sentence for note in notes))
    kept = sentences
    while len(reason := "\n".join(kept)) > REASON_LIMIT - len(_AND_MORE):
        kept = kept[:-1]
    left = len(sentences) - len(kept)
    return f"{reason}\n{_AND_MORE.format(left)}" if left else reason


def _source(order: ImportOrder, made: MadeTables) -> SheetSource:
    takes_all = not order.keeps_others
    ways = {
        "needs_thesaurus": takes_all,
        "may_be_empty": takes_all and not order.removes_missing,  # a base may have no questions
    }
    if order.format == "csv":
        check_folder(order.path, made.findings)
        folder = CsvFolder(order.path, order.shape, **ways)
        for name in folder.passed_over():
            # A file with another name holds rows somebody expects to be in.
            made.note((name, 0), "passed_over")
        # A wrong folder would otherwise be "no change".
        if order.keeps_others and not any(map(folder.has, TABLES)):
            made.findings.add("no_tables", file=order.path.name)
        return folder
    if order.format == "xlsx":
        # Not before: openpyxl takes longer to import than most bases take to be read.
        from server.knowledge_import.formats.xlsx_book import XlsxBook

        return XlsxBook(order.path, made.findings, made.notes, **ways)
    mapping = msgspec.structs.replace(order.mapping, shape=order.shape)
    made.keeps_personal_mail = mapping.keeps_personal_mail
    READERS[order.format](order.path, mapping, made)
    add_mapped_topic(made, mapping)
    return made


def format_of(path: Path, named: str) -> str:
    """Return the name of a format: the one given, or that of our own tables; "": nobody knows."""
    if named:
        return named
    if path.suffix.casefold() in (".xlsx", ".xlsm"):
        return "xlsx"
    return "csv" if path.is_dir() or not path.suffix else ""


def keeps_others_usually(name: str) -> bool:
    """Return whether a format is only ever a part of what the server has."""
    return name not in _OURS
