"""A workbook with a sheet for each table, named as its CSV file is; formulas and macros refused."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from server.usecases.file_text import read_bytes
from server.usecases.import_problems import Findings
from server.usecases.knowledge_folder import product_thesaurus
from server.usecases.knowledge_tables import (
    TABLES,
    THESAURUS,
    needed_columns,
    optional_columns,
)
from server.usecases.sheet_rows import Sheet, is_header, plain_cell, sheet_of

_MAX_UNPACKED = 200 * 1024 * 1024  # bytes; a bomb is far larger
_MAX_PARTS = 500
_MAX_CELLS = 3_000_000
_MAX_COLUMNS = 200
_DOCUMENT_TYPE = b"<!DOCTYPE"
_UNREADABLE = (
    *(zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, OSError),
    # What a broken part gives:
    *(AttributeError, IndexError, SyntaxError, NotImplementedError, EOFError, ArithmeticError),
    *(zlib.error, lzma.LZMAError),
)


class XlsxBook:
    """The sheets of a workbook as tables; other sheets of it are a fault."""

    def __init__(
        self,
        path: Path,
        findings: Findings,
        *,
        needs_thesaurus: bool = True,
        may_be_empty: bool = False,
    ) -> None:
        self._file = path.name
        self._needs_thesaurus = needs_thesaurus
        self._may_be_empty = may_be_empty  # tables without rows
        self._book: Any = None
        content = read_bytes(path, findings)
        fault = _fault_of_package(content) if content is not None else ""
        if fault:
            findings.add(fault, file=path.name)
        elif content is not None:
            self._open(content, findings)

    def has(self, table: str) -> bool:
        if table == THESAURUS and self._needs_thesaurus:
            return True
        return self._book is not None and sheet_name(table) in self._book.sheetnames

    def sheet(self, table: str, findings: Findings) -> Sheet | None:
        if self._book is None:
            return None
        name = sheet_name(table)
        if name not in self._book.sheetnames:
            if table == THESAURUS:
                return product_thesaurus(findings)
            findings.add("missing_sheet", file=self._file, value=name)
            return None
        place = f"{self._file} › {name}"
        try:
            records = list(_records(self._book[name]))
        except _TooLarge:
            findings.add("workbook_too_big", file=place)
            return None
        except _UNREADABLE:
            findings.add("not_a_workbook", file=place)
            return None
        may_be_empty = self._may_be_empty or table == THESAURUS
        return _checked(place, table, records, findings, may_be_empty=may_be_empty)

    def _open(self, content: bytes, findings: Findings) -> None:
        try:
            self._book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        except _UNREADABLE:
            findings.add("not_a_workbook", file=self._file)
            return
        known = {sheet_name(table) for table in TABLES}
        for name in self._book.sheetnames:
            if name not in known:
                findings.add("unknown_sheet", file=self._file, value=name)


class _TooLarge(Exception):
    pass


def sheet_name(table: str) -> str:
    return table.rpartition(".")[0]


def _fault_of_package(content: bytes) -> str:
    """Return the code of what makes a package unfit to be opened at all; "": nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _fault_of_parts(package)
    except (*_UNREADABLE, RuntimeError):
        return "not_a_workbook"


def _fault_of_parts(package: zipfile.ZipFile) -> str:
    parts = package.infolist()
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
        return "workbook_too_big"
    names = [part.filename.casefold() for part in parts]
    if any("vbaproject" in name or "macrosheets/" in name for name in names):
        return "has_macros"
    if any("externallinks/" in name for name in names):
        return "has_external_links"
    if any(_has_document_type(package.read(part)) for part in parts):
        return "not_a_workbook"
    return ""


def _has_document_type(content: bytes) -> bool:
    """Return whether a part declares one: no office program does, and entities that unfold do."""
    is_wide = b"\0" in content[:4]  # UTF-16
    return _DOCUMENT_TYPE in (content.replace(b"\0", b"") if is_wide else content)


def _records(sheet: Any) -> Iterator[list[str]]:
    """Yield the rows as text, blank ends of rows left out."""
    sheet.reset_dimensions()
    count = 0
    for row in sheet.iter_rows():
        cells = [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        count += len(cells) + 1
        if count > _MAX_CELLS or len(cells) > _MAX_COLUMNS:
            raise _TooLarge
        yield cells


def _text(cell: Any) -> str:
    """Return what a cell holds as one of a CSV file, where a formula and a text look alike."""
    value = cell.value
    if cell.data_type in ("f", "e"):
        return f"={str(value).removeprefix('=')}"
    return plain_cell(value) if isinstance(value, str) else _text_of(value)


def _text_of(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "sì" if value else "no"
        case datetime() if not (value.hour or value.minute or value.second):
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def _checked(
    place: str, table: str, records: list[list[str]], findings: Findings, *, may_be_empty: bool
) -> Sheet | None:
    if not any(records):
        findings.add("empty_file", file=place, row=1)
        return None
    header = [name.strip() for name in records[0]]
    if not is_header(header, needed_columns(table), optional_columns(table), place, findings):
        return None
    width = len(header)
    records = [record + [""] * (width - len(record)) for record in records]
    return sheet_of(place, header, records, findings, may_be_empty=may_be_empty)
