"""A workbook with a sheet for each table, named as its CSV file is; formulas and macros refused."""

import io
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from server.knowledge_import.file_text import read_bytes
from server.knowledge_import.formats.xlsx_cells import SheetCells, UnfitSheet
from server.knowledge_import.formats.xlsx_package import (
    NOTHING_UNSEEN,
    UNREADABLE,
    Package,
    SheetLook,
)
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.knowledge_folder import product_thesaurus
from server.knowledge_import.knowledge_tables import (
    TABLES,
    THESAURUS,
    needed_columns,
    optional_columns,
)
from server.knowledge_import.sheet_rows import (
    Sheet,
    header_of,
    is_header,
    sheet_of,
    without_blank_columns,
)


class XlsxBook:
    """The sheets of a workbook as tables; other sheets of it are a fault."""

    def __init__(
        self,
        path: Path,
        findings: Findings,
        notes: Findings,
        *,
        needs_thesaurus: bool = True,
        may_be_empty: bool = False,
    ) -> None:
        """notes: of what is read although nobody sees it in the workbook."""
        self._file = path.name
        self._notes = notes
        self._needs_thesaurus = needs_thesaurus
        self._may_be_empty = may_be_empty  # tables without rows
        self._book: Any = None
        self._looks: dict[str, SheetLook] = {}
        content = read_bytes(path, findings)
        package = Package(content, path.name, findings) if content is not None else None
        # Only now openpyxl: it would unfold, follow and build whatever the package holds.
        if content is not None and package is not None and package.is_fit:
            self._looks = package.looks
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
        may_be_empty = self._may_be_empty or table == THESAURUS
        try:
            look = self._look_at(self._book[name], place, findings)
            records = SheetCells(place, look, findings, self._notes).records(self._book[name])
            return _checked(place, table, list(records), findings, may_be_empty=may_be_empty)
        except UnfitSheet:
            return None
        except UNREADABLE:
            findings.add("not_a_workbook", file=place)
            return None

    def _look_at(self, sheet: Any, place: str, findings: Findings) -> SheetLook:
        """Return what its cells do not show. Raise UnfitSheet, noted, where some of them are one.

        A merged cell is of several rows to who sees it, and of the first one to who reads it.
        """
        look = self._looks.get(sheet._worksheet_path.lstrip("/"), NOTHING_UNSEEN)
        # Read cell by cell, all but the first would be empty.
        if look.merged:
            findings.add("merged_cells", file=place, value=look.merged)
            raise UnfitSheet
        if sheet.sheet_state != "visible":
            self._notes.add("hidden_sheet", file=place)
        return look

    def _open(self, content: bytes, findings: Findings) -> None:
        try:
            self._book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        except UNREADABLE:
            findings.add("not_a_workbook", file=self._file)
            return
        known = {sheet_name(table) for table in TABLES}
        for name in self._book.sheetnames:
            # A sheet under another name is rows somebody expects to be in.
            if name not in known:
                findings.add("unknown_sheet", file=self._file, value=name)


def sheet_name(table: str) -> str:
    return table.rpartition(".")[0]


def _checked(
    place: str, table: str, records: list[list[str]], findings: Findings, *, may_be_empty: bool
) -> Sheet | None:
    if not any(records):
        findings.add("empty_file", file=place, row=1)
        return None
    header, records = without_blank_columns(header_of(records[0]), records)
    if not is_header(header, needed_columns(table), optional_columns(table), place, findings):
        return None
    width = len(header)
    records = [record + [""] * (width - len(record)) for record in records]
    return sheet_of(place, header, records, findings, may_be_empty=may_be_empty)
