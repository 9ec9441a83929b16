"""Tables as a workbook whose every cell is a text; the same tables give the same bytes."""

import io
import os
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.writer.excel import ExcelWriter

from contract.domain.knowledge_entries.entry_values import without_unusable
from server.knowledge_import.formats.xlsx_book import sheet_name
from server.knowledge_import.formats.xlsx_cells import escaped
from server.knowledge_import.knowledge_tables import TABLES, Tables, all_columns

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a package can say
_READABLE = 0o600 << 16


def workbook(tables: Tables) -> bytes:
    """Return a workbook whose every cell is text, so that nothing is taken for a number."""
    book = Workbook(write_only=True)
    for table in TABLES:
        if table not in tables:
            continue
        columns = all_columns(table)
        sheet = book.create_sheet(sheet_name(table))
        sheet.freeze_panes = "A2"
        for row in ({name: name for name in columns}, *tables[table]):
            sheet.append([_text_cell(sheet, row.get(name, "")) for name in columns])
    return _packed(book)


def _text_cell(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, escaped(without_unusable(text)) or None)
    if text:
        # As text: a spreadsheet takes 0612345678 for a number and drops its zero.
        cell.data_type = "s"
        cell.number_format = "@"
    return cell


def _packed(book: Workbook) -> bytes:
    """Return the workbook as it would be at any other time, so that copies can be compared."""
    day = datetime(*_FIRST_DAY)  # noqa: DTZ001 # a workbook knows no zones
    book.properties.created = book.properties.modified = day
    written = io.BytesIO()
    with _TimelessPackage(written, "w", zipfile.ZIP_DEFLATED) as package:
        ExcelWriter(book, package).save()
    return written.getvalue()


class _TimelessPackage(zipfile.ZipFile):
    """A package whose parts do not say when they were written."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        part = zipfile.ZipInfo(str(zinfo_or_arcname), _FIRST_DAY)
        part.compress_type = self.compression
        part.external_attr = _READABLE
        super().writestr(part, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        path = Path(os.fspath(filename))
        self.writestr(arcname or path.name, path.read_bytes())
