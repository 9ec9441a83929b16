"""One CSV file to named cells: a header, then rows; every fault with its row and column.

UTF-8 and commas unless the shape says otherwise; UTF-16 shows itself by its byte order mark, and
another delimiter by a first line "sep=;", which is no row but counts as one.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from contract.domain.entry_values import BROKEN, UNUSABLE, clean_text
from server.usecases.import_problems import Findings

MAX_BYTES = 50 * 1024 * 1024
_CELL_LIMIT = csv.field_size_limit()  # characters
# What a spreadsheet would reckon with, or could not; behind apostrophes it is a text.
_RECKONED = re.compile(
    r"('*)(?:=.*|#(?:REF|RIF|NAME|NOME|NUM|VALUE|VALORE|N/A|N/D|NULL|DIV/0)[!?]?)", re.S
)
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_DELIMITERS = (";", "\t", "|", ",")
_SEP = re.compile(r"""(["']?)sep=([^\w\s"']|\t)\1[;,\t|]*(?:\r\n|\r|\n|$)""", re.I)  # Excel's
_MARK = "\ufeff"
_ONE_BYTE = frozenset({"iso-8859-1", "windows-1252"})  # every file can be read as these
_SAME: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CsvShape:
    """How a file is written, where it does not say so itself."""

    encoding: str = ""  # "": UTF-8, or UTF-16 with its mark
    delimiter: str = ","


USUAL_SHAPE = CsvShape()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """number counts records as a spreadsheet does: the header is 1, blank rows count."""

    number: int
    cells: dict[str, str]  # only the columns its file has
    file: str = ""  # which it comes from, where not the one it is read as
    columns: Mapping[str, str] = field(default=_SAME)  # what its file calls them
    assumed: Mapping[str, str] = field(default=_SAME)  # cells that hold where nobody knows better

    @property
    def place(self) -> tuple[str, int]:
        return self.file, self.number


@dataclass(frozen=True, slots=True)
class Sheet:
    file: str
    rows: tuple[SheetRow, ...]
    is_whole: bool  # False: some rows had too many or too few cells and are not here


def read_bytes(path: Path, findings: Findings) -> bytes | None:
    """Return the content of a file of sane size; None when it was found faulty."""
    if not path.is_file():
        findings.add("missing_file", file=path.name)
        return None
    try:
        size = path.stat().st_size
        content = b"" if size > MAX_BYTES else path.read_bytes()
    except OSError:
        findings.add("unreadable_file", file=path.name)
        return None
    if size > MAX_BYTES:
        findings.add("file_too_big", file=path.name)
        return None
    return content


def read_text(path: Path, findings: Findings, shape: CsvShape = USUAL_SHAPE) -> str | None:
    """Return the text of a file, without byte order mark; None when it was found faulty."""
    content = read_bytes(path, findings)
    if content is None:
        return None
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")
    encoding = marked or shape.encoding or "utf-8"
    if encoding != "utf-16" and b"\0" in content[:4]:  # UTF-16 without its mark
        findings.add("encoding", file=path.name, row=1)
        return None
    if encoding in _ONE_BYTE and (begins := _utf8_from(content)) is not None:
        _note_at(begins, "not_that_encoding", path.name, findings, shape)
        return None
    try:
        text = content.decode(encoding).lstrip(_MARK)
    except UnicodeDecodeError as error:
        readable = content[: error.start].decode(encoding, "ignore").lstrip(_MARK)
        _note_at(readable, "encoding", path.name, findings, shape)
        return None
    if "\0" in text[:4]:  # UTF-32
        findings.add("encoding", file=path.name, row=1)
        return None
    return text


def _utf8_from(content: bytes) -> str | None:
    """Return what stands before the first accent of a text in UTF-8; None: it is none, or plain."""
    if content.isascii():
        return None
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return next(text[:at] for at, character in enumerate(text) if not character.isascii())


def _note_at(before: str, code: str, file: str, findings: Findings, shape: CsvShape) -> None:
    """Note a fault that begins where this text ends."""
    rest, shape, above = _below_sep(before, shape)
    records = _readable_records(rest, shape)
    row = above + max(1, len(records))
    findings.add(code, file=file, row=row, column=_column_at(records))


def _below_sep(text: str, shape: CsvShape) -> tuple[str, CsvShape, int]:
    """Return the text below a line that names the delimiter, the shape it names, 1 for the line."""
    found = _SEP.match(text)
    if found is None:
        return text, shape, 0
    return text[found.end() :], replace(shape, delimiter=found[2]), 1


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

    return _sheet(path, findings, shape, is_right, may_be_empty=may_be_empty)


def read_any_sheet(
    path: Path, needed: tuple[str, ...], findings: Findings, shape: CsvShape = USUAL_SHAPE
) -> Sheet | None:
    """Return the rows of somebody else's file, with all its columns; None when faulty."""
    return _sheet(path, findings, shape, lambda h, f: _has_columns(h, needed, path.name, f))


def _sheet(
    path: Path,
    findings: Findings,
    shape: CsvShape,
    is_right: Callable[[list[str], Findings], bool],
    *,
    may_be_empty: bool = False,
) -> Sheet | None:
    text = read_text(path, findings, shape)
    if text is None:
        return None
    text, shape, above = _below_sep(text, shape)
    findings = _Below(findings, above) if above else findings
    if not text.strip():
        findings.add("empty_file", file=path.name, row=1)
        return None
    records = _records(text, path.name, findings, shape)
    if records is None:
        return None
    header = [" ".join(name.split()) for name in records[0]]
    if len(header) == 1 and (other := _delimiter_in(records[0][0], shape.delimiter)):
        findings.add("wrong_delimiter", file=path.name, row=1, value=other)
        return None
    if not is_right(header, findings):
        return None
    sheet = sheet_of(path.name, header, records, findings, may_be_empty=may_be_empty)
    if sheet is None or not above:
        return sheet
    rows = tuple(replace(row, number=row.number + above) for row in sheet.rows)
    return replace(sheet, rows=rows)


def _delimiter_in(header: str, named: str) -> str:
    """Return what stands between the names of a header in place of the delimiter; "": nothing."""
    others = (one for one in _DELIMITERS if one != named and one in header)
    return {"\t": "tab"}.get(found := next(others, ""), found)


def sheet_of(
    file: str,
    header: list[str],
    records: list[list[str]],
    findings: Findings,
    *,
    may_be_empty: bool = False,
) -> Sheet | None:
    """Return records, the first of which is the header, as rows; None when there should be some."""
    reader = _Rows(file, header, findings)
    rows = tuple(reader.named(records))
    if not rows and reader.is_whole and not may_be_empty:
        findings.add("empty_table", file=file, row=1)
        return None
    return Sheet(file, rows, reader.is_whole)


def _records(text: str, file: str, findings: Findings, shape: CsvShape) -> list[list[str]] | None:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=shape.delimiter)
    records: list[list[str]] = []
    start = 0  # line where the record in progress begins
    try:
        for record in reader:
            records.append(record)
            start = reader.line_num
    except csv.Error as error:
        rest = "".join(list(io.StringIO(text, newline=""))[start:])
        header = records[0] if records else []
        index = _faulty_field(rest, shape.delimiter)
        column = header[index] if index < len(header) else ""
        code = "endless_cell" if "limit" in str(error) else "malformed_csv"
        findings.add(code, file=file, row=len(records) + 1, column=column)
        return None
    if not text.endswith(("\n", "\r")):
        column = _column_at([records[0], records[-1]]) if len(records) > 1 else ""
        findings.add("cut_off", file=file, row=len(records), column=column)
        return None
    return records


def is_header(
    header: list[str],
    columns: tuple[str, ...],
    optional: tuple[str, ...],
    file: str,
    findings: Findings,
) -> bool:
    """Return whether the columns are those wanted, each once; note what is wrong."""
    faults = [("missing_column", name) for name in columns if name not in header]
    for index, name in enumerate(header):
        if name not in columns and name not in optional:
            faults.append(("unknown_column", name))
        elif name in header[:index]:
            faults.append(("duplicate_column", name))
    for code, name in faults:
        findings.add(code, file=file, row=1, column=name)
    return not faults


def _has_columns(header: list[str], needed: tuple[str, ...], file: str, findings: Findings) -> bool:
    faults = [("missing_column", name) for name in needed if name not in header]
    twice = {name for name in header if header.count(name) > 1 and name}
    faults += [("duplicate_column", name) for name in sorted(twice)]
    for code, name in faults:
        findings.add(code, file=file, row=1, column=name)
    return not faults


class _Rows:
    """Gives cells their names and cleans them."""

    def __init__(self, file: str, header: list[str], findings: Findings) -> None:
        self._file = file
        self._header = header
        self._findings = findings
        self.is_whole = True

    def named(self, records: list[list[str]]) -> Iterator[SheetRow]:
        for number, record in enumerate(records[1:], 2):
            if not any(cell.strip() for cell in record):
                continue
            extra = len(record) - len(self._header)
            if extra:
                code = "row_too_long" if extra > 0 else "row_too_short"
                column = self._header[-1] if extra > 0 else self._header[len(record)]
                self._add(code, number, column, abs(extra))
                self.is_whole = False
                continue
            cells = zip(self._header, record, strict=True)
            named = {name: self._clean(number, name, cell) for name, cell in cells}
            yield SheetRow(number, named, self._file)

    def _clean(self, number: int, name: str, cell: str) -> str:
        text = clean_text(cell)
        fault = fault_of_text(text)
        found = _RECKONED.fullmatch(text)
        if found and not found[1]:
            fault = "formula"
        if fault:
            self._add(fault, number, name, text)
        return text[1:] if found and found[1] else text

    def _add(self, code: str, row: int, column: str, value: object = "") -> None:
        self._findings.add(code, file=self._file, row=row, column=column, value=value)


def plain_cell(text: str) -> str:
    """Return the text as a cell that no spreadsheet takes for a formula, and a sheet reads back."""
    return f"'{text}" if _RECKONED.fullmatch(text) else text


def fault_of_text(text: str) -> str:
    """Return the code of what makes a text unusable whatever its column; "": nothing."""
    found = UNUSABLE.search(text)
    if found is None:
        return ""
    return "broken_character" if found.group() == BROKEN else "control_character"


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return a file of these rows that reads back the same; cells a row lacks are empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = (row.get(name) for name in columns)
        writer.writerow(["" if one is None else plain_cell(str(one)) for one in cells])
    return text.getvalue()


def _readable_records(text: str, shape: CsvShape) -> list[list[str]]:
    """Return the records up to the first that is malformed; the last one may be cut."""
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(text, newline=""), delimiter=shape.delimiter))
    except csv.Error:
        records.append([])
    return records


def _column_at(records: list[list[str]]) -> str:
    """Return the name of the column where the last of these records ends, "" in the header."""
    if len(records) < 2 or not 0 < len(records[-1]) <= len(records[0]):
        return ""
    return records[0][len(records[-1]) - 1].strip()


def _faulty_field(text: str, delimiter: str) -> int:
    """Return the index of the field at which the record that begins the text goes wrong."""
    apart = re.escape(delimiter)
    # A cell may hold a megabyte: the quantifiers give nothing back.
    pattern = rf'"(?:[^"]++|"")*+"|[^{apart}"\r\n][^{apart}\r\n]*|'
    index = position = 0
    while found := re.compile(pattern).match(text, position):
        position = found.end()
        if len(found.group()) > _CELL_LIMIT or text[position : position + 1] != delimiter:
            break
        position += 1
        index += 1
    return index
