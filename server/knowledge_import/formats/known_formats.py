"""What reads and writes each format."""

from collections.abc import Callable
from pathlib import Path

from server.knowledge_import.export_knowledge import csv_texts
from server.knowledge_import.formats import cpsv_in, cpsv_out, faq_json, ipa_csv
from server.knowledge_import.formats.foreign import Mapping
from server.knowledge_import.formats.hsds import hsds_csv_out, hsds_in, hsds_out
from server.knowledge_import.formats.hsds.hsds_records import KINDS, OWN_PREFIX, file_name
from server.knowledge_import.formats.made_tables import MadeTables
from server.knowledge_import.knowledge_tables import TABLES, Tables

type Read = Callable[[Path, Mapping, MadeTables], None]
type Write = Callable[[Tables], bytes | dict[str, str]]  # of a file, or of files by name


def _workbook(tables: Tables) -> bytes:
    # Not before: openpyxl takes longer to import than most bases take to be read.
    from server.knowledge_import.formats.xlsx_out import workbook

    return workbook(tables)


READERS: dict[str, Read] = {
    "hsds": hsds_in.read,
    "cpsv": cpsv_in.read,
    "faq": faq_json.read,
    "ipa": ipa_csv.read,
}
WRITERS: dict[str, Write] = {
    "csv": csv_texts,
    "xlsx": _workbook,
    "hsds": hsds_out.written,
    "hsds-csv": hsds_csv_out.written,
    "cpsv": cpsv_out.written,
    "faq": faq_json.written,
}
# Files an export of several may find of an earlier one: an import would read them as well.
LEFTOVERS: dict[str, tuple[str, ...]] = {
    "csv": (*TABLES, "thesaurus_*.txt"),
    "hsds-csv": (*map(file_name, KINDS), f"{OWN_PREFIX}*.csv"),
}
