"""chiamaroma-server import and export: the knowledge base as a folder of CSV files."""

import argparse
import os
import sys
from datetime import UTC, datetime

from server.cli import exit_codes
from server.cli.opened_database import opened_database
from server.settings import ServerSettings
from server.usecases.export_knowledge import knowledge_texts, write_texts
from server.usecases.import_knowledge import store_knowledge
from server.usecases.import_problems import ImportRefused, Problem
from server.usecases.knowledge_files import read_knowledge
from server.usecases.write_audit import write_audit


def import_folder(settings: ServerSettings, options: argparse.Namespace) -> int:
    """Take in the folder, or nothing of it and tell each problem with its place."""
    language = options.lang or ("it" if os.environ.get("LANG", "").startswith("it") else "en")
    try:
        knowledge = read_knowledge(options.folder)
    except ImportRefused as refused:
        _print_problems(refused, language)
        return exit_codes.WRONG_DATA
    now = datetime.now(UTC)
    with opened_database(settings) as database:
        summary = database.write_now(lambda c: store_knowledge(c, knowledge, now))
        database.write_now(
            lambda c: write_audit(c, None, "knowledge_import", str(summary.changes), now)
        )
    for kind, count in summary.kinds.items():
        print(
            f"{kind:<10} {count.added} added, {count.changed} changed,"
            f" {count.withdrawn} withdrawn, {count.unchanged} unchanged"
        )
    return exit_codes.DONE


def export_folder(settings: ServerSettings, options: argparse.Namespace) -> int:
    with opened_database(settings) as database:
        texts = database.read_now(knowledge_texts)
    write_texts(options.folder, texts)
    print(f"Wrote {len(texts)} files to {options.folder}.")
    return exit_codes.DONE


def _print_problems(refused: ImportRefused, language: str) -> None:
    is_italian = language == "it"
    for problem in refused.problems:
        print(_italian(problem) if is_italian else _english(problem), file=sys.stderr)
    count = f"{len(refused.problems)}{'' if refused.are_all else '+'}"
    if is_italian:
        print(f"Non è stato importato nulla. Problemi trovati: {count}.", file=sys.stderr)
    else:
        print(f"Nothing was imported. Problems found: {count}.", file=sys.stderr)


def _italian(problem: Problem) -> str:
    row = f", riga {problem.row}" if problem.row else ""
    column = f", colonna {problem.column}" if problem.column else ""
    return f"{problem.file}{row}{column}: {problem.sentence}"


def _english(problem: Problem) -> str:
    row = f", row {problem.row}" if problem.row else ""
    column = f", column {problem.column}" if problem.column else ""
    return f"{problem.file}{row}{column}: {problem.code.replace('_', ' ')}"
