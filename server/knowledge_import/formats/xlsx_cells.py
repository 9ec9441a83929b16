"""The cells of a sheet as texts; a cell that a spreadsheet shows otherwise is noted."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from server.knowledge_import.formats.xlsx_package import MAX_CELLS, MAX_COLUMNS, SheetLook
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.sheet_rows import header_of, plain_cell

# Formats of numbers that show another text than the number: 22 %, 16 €, 00144, 1E+09, 1/2.
_OTHERWISE = re.compile(r"""[%€$£"/]|E\+|^0{2,}""")


_EXACT = 10**15  # from here on a workbook keeps no last digits


# How a workbook holds what XML cannot, and an underscore that would begin such a thing.
_ESCAPED = re.compile(r"_x(00[01][0-9A-F]|005F)_", re.I)
_LIKE_ESCAPED = re.compile(r"_(?=x[0-9A-F]{4}_)", re.I)


class UnfitSheet(Exception):
    """It cannot be read as a table; why is noted."""


class SheetCells:
    """Reads a sheet row by row. notes: of rows that nobody sees in it and that are read."""

    def __init__(self, place: str, look: SheetLook, findings: Findings, notes: Findings) -> None:
        self._place = place
        self._look = look
        self._findings = findings
        self._notes = notes
        self._header: list[str] = []
        self._count = 0  # cells and rows

    def records(self, sheet: Any) -> Iterator[list[str]]:
        """Yield the rows as text, blank ends of rows left out. Raise UnfitSheet."""
        # Some programs write wrong dimensions: openpyxl would stop there.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), 1):
            cells = [_text(cell) for cell in row]
            # Rows are painted to the end of the sheet: blank ends are no columns.
            while cells and not cells[-1]:
                cells.pop()
            self._refuse_too_much(number, len(cells))
            self._header = self._header or header_of(cells)
            self._note_unseen(number, row, cells)
            yield cells

    def _refuse_too_much(self, number: int, width: int) -> None:
        self._count += width + 1
        if width > MAX_COLUMNS:
            self._add("too_many_columns", number, value=MAX_COLUMNS)
            raise UnfitSheet
        if self._count > MAX_CELLS:
            self._add("workbook_too_big", 0)
            raise UnfitSheet

    def _note_unseen(self, number: int, row: Any, cells: list[str]) -> None:
        if number in self._look.hidden_rows and any(cells):
            self._notes.add("hidden_row", file=self._place, row=number)
        for index, text in enumerate(cells):
            if text and _is_shown_otherwise(row[index]):
                column = self._header[index] if index < len(self._header) else ""
                self._add("shown_otherwise", number, column, text)

    def _add(self, code: str, row: int, column: str = "", value: object = "") -> None:
        self._findings.add(code, file=self._place, row=row, column=column, value=value)


def _is_shown_otherwise(cell: Any) -> bool:
    match cell.value:
        case bool():
            return False
        case int() | float():
            # A code of sixteen digits has lost its last one in the workbook itself.
            is_rounded = abs(cell.value) >= _EXACT
            return is_rounded or _OTHERWISE.search(cell.number_format) is not None
    return isinstance(cell.value, timedelta)


def _text(cell: Any) -> str:
    """Return what a cell holds as one of a CSV file, where a formula and a text look alike."""
    value = cell.value
    # With its sign: the check of CSV cells then names the formula.
    if cell.data_type in ("f", "e"):
        return f"={str(value).removeprefix('=')}"
    return plain_cell(unescaped(value)) if isinstance(value, str) else _text_of(value)


def escaped(text: str) -> str:
    """Return a text as a workbook holds it."""
    return _LIKE_ESCAPED.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """Return the text a workbook holds; a program that breaks lines in its own way escapes them."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


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
