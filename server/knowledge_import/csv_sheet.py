"""One CSV file to named cells, and back: a header, then rows; faults with their row and column."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from server.knowledge_import.csv_records import (
    USUAL_SHAPE,
    CsvShape,
    below_sep,
    delimiter_in,
    records_of,
)
from server.knowledge_import.file_text import read_text
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.sheet_rows import (
    Sheet,
    has_columns,
    header_of,
    is_header,
    plain_cell,
    sheet_of,
    without_blank_columns,
)

MAX_COLUMNS = 500  # the widest table of others has a tenth of it

type IsRight = Callable[[list[str], Findings], bool]  # notes what is wrong with a header


def read_sheet(
    path: Path,
    columns: tuple[str, ...],
    findings: Findings,
    optional: tuple[str, ...] = (),
    shape: CsvShape = USUAL_SHAPE,
    *,
    may_be_empty: bool = False,
) -> Sheet | None:
    """Return the rows of a file with these columns, in any order; None when faulty.

    Optional ones may be missing; any other column is a fault, and so is a file without rows.
    """

    def is_right(header: list[str], found: Findings) -> bool:
        return is_header(header, columns, optional, path.name, found)

    return read_checked_sheet(path, is_right, findings, shape, may_be_empty=may_be_empty)


def read_any_sheet(
    path: Path, needed: tuple[str, ...], findings: Findings, shape: CsvShape = USUAL_SHAPE
) -> Sheet | None:
    """Return the rows of somebody else's file, with all its columns; None when faulty."""

    def is_right(header: list[str], found: Findings) -> bool:
        return has_columns(header, needed, path.name, found)

    return read_checked_sheet(path, is_right, findings, shape)


def read_checked_sheet(
    path: Path,
    is_right: IsRight,
    findings: Findings,
    shape: CsvShape = USUAL_SHAPE,
    *,
    may_be_empty: bool = False,
) -> Sheet | None:
    """Return the rows of a file below a header that is right; None when faulty."""
    text = read_text(path, findings, shape)
    if text is None:
        return None
    # Before anything is counted: rows are told as a spreadsheet shows them, "sep=;" included.
    text, shape, above = below_sep(text, shape)
    findings = _Below(findings, above) if above else findings
    records = _with_header(text, path.name, findings, shape, is_right)
    if records is None:
        return None
    header, *_ = records
    sheet = sheet_of(path.name, header, records, findings, may_be_empty=may_be_empty)
    if sheet is None or not above:
        return sheet
    rows = tuple(replace(row, number=row.number + above) for row in sheet.rows)
    return replace(sheet, rows=rows)


def _with_header(
    text: str, file: str, findings: Findings, shape: CsvShape, is_right: IsRight
) -> list[list[str]] | None:
    """Return the records of a text, the first of them the header; None when faulty."""
    if not text.strip():
        findings.add("empty_file", file=file, row=1)
        return None
    records = records_of(text, file, findings, shape)
    if records is None:
        return None
    first = records[0]
    # Before its names are looked at: a row of a million of them is no header.
    if len(first) > MAX_COLUMNS:
        findings.add("too_many_columns", file=file, row=1, value=MAX_COLUMNS)
        return None
    header, records = without_blank_columns(header_of(first), records)
    # One column with semicolons in its name is a file saved the Italian way.
    if len(header) == 1 and (other := delimiter_in(first[0], shape.delimiter)):
        findings.add("wrong_delimiter", file=file, row=1, value=other)
        return None
    return [header, *records[1:]] if is_right(header, findings) else None


class _Below(Findings):
    """Findings of a text that begins some rows further down in its file."""

    def __init__(self, whole: Findings, above: int) -> None:
        super().__init__()
        self._whole = whole
        self._above = above

    def add(
        self, code: str, *, file: str, row: int = 0, column: str = "", value: object = ""
    ) -> None:
        row = row + self._above if row else 0
        self._whole.add(code, file=file, row=row, column=column, value=value)

    def doubt(self, code: str, *, file: str, row: int = 0, column: str = "") -> None:
        self._whole.doubt(code, file=file, row=row + self._above, column=column)


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return a file of these rows that reads back the same; cells a row lacks are empty."""
    text = io.StringIO()
    # The same on every system: the same base gives the same bytes.
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = (row.get(name) for name in columns)
        writer.writerow(["" if one is None else plain_cell(str(one)) for one in cells])
    return text.getvalue()
