"""chiamaroma-server import and export: the knowledge base as files of several formats."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from contract.domain.knowledge_entries.entry_findings import EntryFinding
from server.cli import exit_codes
from server.cli.knowledge.csv_options import named_shape
from server.cli.knowledge.entry_fault_texts import fault_words
from server.cli.knowledge.format_names import READABLE
from server.cli.knowledge.import_texts import INTAKE, print_summary
from server.cli.knowledge.problem_texts import (
    print_problems,
    sentence_of_kind,
    told,
    usual_language,
)
from server.cli.opened_database import opened_database
from server.knowledge_import.export_knowledge import stored_tables, uncarried_values
from server.knowledge_import.formats.foreign import Mapping
from server.knowledge_import.formats.known_formats import LEFTOVERS, WRITERS
from server.knowledge_import.formats.made_tables import table_of
from server.knowledge_import.import_knowledge import KnowledgeMoved
from server.knowledge_import.import_problems import ImportRefused, Problem
from server.knowledge_import.import_summary import ImportSummary
from server.knowledge_import.take_in_knowledge import (
    Drafts,
    ImportOrder,
    Intake,
    format_of,
    keeps_others_usually,
    previewed,
    read_order,
    stored_for,
    taken_in,
)
from server.knowledge_import.written_files import write_file, write_texts
from server.settings import ServerSettings
from server.store.engine.server_database import ServerDatabase

_ATTEMPTS = 5  # an editor who writes at the same time makes it read again
_NOTES_SHOWN = 3  # of each kind
# A line of these is a file, a list or a column: none of them may go unseen.
_EACH_SHOWN = ("passed_over", "passed_over_rows", "table_left_out", "column_left_out")
_ALL_SHOWN = {"encoded_twice": 50, "zero_lost": 50}  # each wants mending where it stands


EXPORT = {
    "it": {
        "file": "Scritto {path}.",
        "files": "Scritti {count} file in {path}.",
        "left": "Tolto {file} di un'esportazione di prima: non c'è più nulla da metterci.",
        "refused": "Un'importazione rifiuta queste righe finché un redattore non le corregge.",
    },
    "en": {
        "file": "Wrote {path}.",
        "files": "Wrote {count} files to {path}.",
        "left": "Removed {file} of an earlier export: the server has nothing for it any more.",
        "refused": "An import refuses these rows until an editor has corrected them.",
    },
}


# What an export tells in the terminal, in the language it was asked for.
def print_uncarried(uncarried: Sequence[tuple[str, str, EntryFinding]], language: str) -> None:
    """Name the values that an import would refuse: (table, id, what is wrong)."""
    for table, entry_id, found in uncarried:
        print(f"{table}, {entry_id}, {fault_words(found, language)}", file=sys.stderr)
    if uncarried:
        print(EXPORT[language]["refused"], file=sys.stderr)


def import_folder(settings: ServerSettings, options: argparse.Namespace) -> int:
    """Import a file or folder, or nothing of it and print each problem with its place."""
    language = _language(options)
    name = format_of(options.folder, options.format or "")
    if not name:
        print(INTAKE[language]["format"].format(formats=", ".join(READABLE)), file=sys.stderr)
        return exit_codes.WRONG_DATA
    order = _order(name, options)
    try:
        # What needs no look at the server is refused before its database is even made.
        whole = None if order.keeps_others else read_order(order, None)
        with opened_database(settings) as database:
            intake, summary, unknown = _done(database, order, whole, is_dry=options.dry_run)
    except ImportRefused as refused:
        _print_problems(refused, language)
        _print_hints(refused.problems, order, language)
        return exit_codes.WRONG_DATA
    _print_intake(intake, language, is_told=options.dry_run or name != "csv")
    print_summary(summary, unknown, language, is_dry=options.dry_run)
    return exit_codes.DONE


def export_folder(settings: ServerSettings, options: argparse.Namespace) -> int:
    """Write the whole base in one of the formats."""
    target: Path = options.folder
    name = options.format or ("xlsx" if target.suffix.casefold() == ".xlsx" else "csv")
    with opened_database(settings) as database:
        tables = database.read_now(stored_tables)
        uncarried = database.read_now(uncarried_values)
    written = WRITERS[name](tables)
    language = _language(options)
    if isinstance(written, bytes):
        write_file(target, written)
        print(EXPORT[language]["file"].format(path=target))
    else:
        left = write_texts(target, written, LEFTOVERS[name])
        print(EXPORT[language]["files"].format(count=len(written), path=target))
        for file in left:
            print(EXPORT[language]["left"].format(file=file))
    print_uncarried(uncarried, language)
    return exit_codes.DONE


def _language(options: argparse.Namespace) -> str:
    return options.lang or usual_language()


def _order(name: str, options: argparse.Namespace) -> ImportOrder:
    topic, _, path = (options.topic or "").partition("=")
    is_foreign = keeps_others_usually(name)
    keeps = options.keep_others or (is_foreign and not options.remove_missing)
    return ImportOrder(
        path=options.folder,
        format=name,
        keeps_others=keeps,
        removes_missing=options.remove_missing,
        drafts=_drafts(options, is_foreign=is_foreign),
        skips_refused=options.skip_refused,
        shape=named_shape(options),
        mapping=Mapping(
            topic_id=topic.strip(),
            topic_path=path.strip(),
            card_id=options.card or "",
            country=options.country or "39",
            language=(options.content_lang or "").lower(),
            keeps_personal_mail=not options.no_personal_mail,
        ),
    )


def _drafts(options: argparse.Namespace, *, is_foreign: bool) -> Drafts:
    if options.as_drafts or (options.as_drafts is None and is_foreign):
        return Drafts.ALL
    return Drafts.INCOMPLETE if is_foreign else Drafts.FAULTY


def _done(
    database: ServerDatabase, order: ImportOrder, whole: Intake | None, *, is_dry: bool
) -> tuple[Intake, ImportSummary, tuple[str, ...]]:
    """Read and store, again when an editor came in between. Raise ImportRefused."""
    now = datetime.now(UTC)
    for attempt in range(_ATTEMPTS):
        # Outside the write: reading 20,000 rows would hold up the calls.
        intake = whole or read_order(order, database.read_now(partial(stored_for, order)))
        try:
            if is_dry:
                return intake, database.read_now(partial(previewed, intake, order)), ()
            return intake, *database.write_now(partial(taken_in, intake, order, now))
        except KnowledgeMoved:
            # An editor who writes on and on must not keep an import going for ever.
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _print_intake(intake: Intake, language: str, *, is_told: bool) -> None:
    words = INTAKE[language]
    for file, count in intake.read.items() if is_told else ():
        print(words["read"].format(file=file, count=count))
    for table, count in intake.rows_in.items() if is_told else ():
        out = intake.rows_out.get(table, 0)
        print(f"{table:<14} " + words["rows"].format(rows_in=count, rows_out=out))
    print_problems(intake.refused, language)
    if intake.refused:
        print(words["refused"].format(count=intake.refused_rows), file=sys.stderr)
    _print_notes(intake.notes, language)


def _print_notes(notes: tuple[Problem, ...], language: str) -> None:
    """Print what was left out or is incomplete: how often, in which columns, the first ones."""
    for code, count in Counter(note.code for note in notes).most_common():
        print(f"{count} × {sentence_of_kind(code, language)}", file=sys.stderr)
        of_kind = [note for note in notes if note.code == code]
        shown = len(of_kind) if code in _EACH_SHOWN else _ALL_SHOWN.get(code, _NOTES_SHOWN)
        for note in of_kind[:shown]:
            print(f"    {told(note, language)}", file=sys.stderr)
        if len(of_kind) > shown:
            _print_rest(of_kind, shown, language)


def _print_rest(notes: list[Problem], shown: int, language: str) -> None:
    """Print how many more there are, and how many there are of each column in all."""
    print(INTAKE[language]["more"].format(count=len(notes) - shown), file=sys.stderr)
    columns = Counter((table_of(note.file), note.column) for note in notes)
    for (file, column), count in columns.most_common():
        where = INTAKE[language]["where"].format(file=file, column=column) if column else file
        print(f"    {count} × {where}", file=sys.stderr)


def _print_problems(refused: ImportRefused, language: str) -> None:
    print_problems(refused.problems, language)
    count = f"{len(refused.problems)}{'' if refused.are_all else '+'}"
    print(INTAKE[language]["nothing"].format(count=count), file=sys.stderr)


def _print_hints(problems: Iterable[Problem], order: ImportOrder, language: str) -> None:
    lacks_topic = any(p.code == "required" and p.column == "--topic" for p in problems)
    if lacks_topic and keeps_others_usually(order.format):
        print(INTAKE[language]["topic"], file=sys.stderr)
