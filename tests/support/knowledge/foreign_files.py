"""Reading files of other formats in tests: what comes in, what is refused, what is noted."""

from collections.abc import Mapping as Fields
from pathlib import Path

import msgspec

from server.knowledge_import.formats.foreign import Mapping
from server.knowledge_import.formats.known_formats import WRITERS
from server.knowledge_import.import_problems import ImportRefused, Problem
from server.knowledge_import.knowledge_files import Knowledge, Stored
from server.knowledge_import.knowledge_tables import KEYED, THESAURUS, Tables
from server.knowledge_import.take_in_knowledge import (
    ImportOrder,
    Intake,
    keeps_others_usually,
    read_order,
)
from server.knowledge_import.written_files import write_texts

NOTHING_STORED: Stored = {table: {} for table in (*KEYED, THESAURUS)}
MAPPED = Mapping(topic_id="nuovi", topic_path="Da classificare")


def intake_of(path: Path, name: str, *, skips: bool = False, **mapping: str | bool) -> Intake:
    """Return what a file holds, for a server that has nothing yet. Raise ImportRefused."""
    keeps = keeps_others_usually(name)
    order = ImportOrder(
        path=path,
        format=name,
        keeps_others=keeps,
        skips_refused=skips,
        mapping=msgspec.structs.replace(MAPPED, **mapping),  # type: ignore[arg-type] # texts only
    )
    return read_order(order, NOTHING_STORED if keeps else None)


def whole_of(path: Path, name: str) -> Knowledge:
    """Return what a file holds, taken as all there is to know. Raise ImportRefused."""
    return read_order(ImportOrder(path=path, format=name, keeps_others=False), None).knowledge


def written_to(folder: Path, name: str, tables: Tables) -> Path:
    """Return the file, or the folder of files, that an export makes."""
    written = WRITERS[name](tables)
    target = folder / f"base-{name}{_SUFFIX.get(name, '.json')}"
    if isinstance(written, bytes):
        target.write_bytes(written)
    else:
        write_texts(target, written)
    return target


_SUFFIX: Fields[str, str] = {"xlsx": ".xlsx", "csv": "", "hsds-csv": ""}


def refusals(path: Path, name: str, **mapping: str) -> tuple[Problem, ...]:
    """Return why a file is refused; nothing: it is not."""
    try:
        intake_of(path, name, **mapping)
    except ImportRefused as refused:
        return refused.problems
    return ()


def codes(path: Path, name: str) -> list[str]:
    return [problem.code for problem in refusals(path, name)]
