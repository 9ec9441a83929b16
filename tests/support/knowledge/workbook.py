"""A workbook as a clerk changes it in her program, and as other programs write its parts."""

import zipfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook


class Book:
    """The workbook in the clerk's program; written when she is done."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._book: Workbook = load_workbook(path)

    def letter(self, sheet: str, name: str) -> str:
        cells = next(self._book[sheet].iter_rows(max_row=1))
        return next(cell.column_letter for cell in cells if cell.value == name)

    def put(self, sheet: str, column: str, row: int, value: object, shown: str = "General") -> None:
        cell = self._book[sheet][f"{self.letter(sheet, column)}{row}"]
        cell.value = value
        cell.number_format = shown

    def sheet(self, name: str) -> Any:
        return self._book[name]

    def save(self) -> None:
        self._book.save(self._path)


def parts_of(path: Path) -> dict[str, bytes]:
    """Return what a workbook's package holds, by name."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def repack(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


def with_first_sheet(path: Path, rows: bytes) -> None:
    """Put other rows into the sheet of desks."""
    parts = parts_of(path)
    sheet = parts["xl/worksheets/sheet1.xml"]
    begins = sheet.index(b"<sheetData>") + len(b"<sheetData>")
    parts["xl/worksheets/sheet1.xml"] = sheet[:begins] + rows + b"</sheetData></worksheet>"
    repack(path, parts)


def text_cell(text: str, place: str = "") -> str:
    """Return a cell as it stands in a sheet; place: such as "B2", which many programs leave out."""
    return f'<c {place and f"""r="{place}" """}t="inlineStr"><is><t>{text}</t></is></c>'
