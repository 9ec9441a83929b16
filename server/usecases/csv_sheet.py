"""One CSV file to named cells: UTF-8, commas, a header; every fault with its row and column."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from server.usecases.import_problems import Findings

MAX_BYTES = 50 * 1024 * 1024
_CELL_LIMIT = csv.field_size_limit()  # characters
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tab and line feed
_SPREADSHEET = re.compile(r"=.*|#(?:REF|RIF|NAME|NOME|VALUE|VALORE|N/A|N/D|NULL|DIV/0)[!?]?", re.S)
_FIELD = re.compile(r'"(?:[^"]|"")*"|[^,"\r\n][^,\r\n]*|')


@dataclass(frozen=True, slots=True)
class SheetRow:
    """number counts records as a spreadsheet does: the header is 1, blank rows count."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    file: str
    rows: tuple[SheetRow, ...]
    is_whole: bool  # False: some rows had too many or too few cells and are not here


def read_text(path: Path, findings: Findings) -> str | None:
    """Return the text of a file, without byte order mark; None when it was found faulty."""
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
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        before = _readable_records(content[: error.start].decode())
        row = max(1, len(before))
        findings.add("encoding", file=path.name, row=row, column=_column_at(before))
        return None


def read_sheet(path: Path, columns: tuple[str, ...], findings: Findings) -> Sheet | None:
    """Return the rows of a file with exactly these columns, in any order; None when faulty."""
    text = read_text(path, findings)
    if text is None:
        return None
    if not text.strip():
        findings.add("empty_file", file=path.name, row=1)
        return None
    records = _records(text, path.name, findings)
    if records is None:
        return None
    header = [name.strip() for name in records[0]]
    if not _is_header(header, columns, path.name, findings):
        return None
    reader = _Rows(path.name, header, findings)
    rows = tuple(reader.named(records))
    if not rows and reader.is_whole:
        findings.add("empty_table", file=path.name, row=1)
        return None
    return Sheet(path.name, rows, reader.is_whole)


def _records(text: str, file: str, findings: Findings) -> list[list[str]] | None:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[list[str]] = []
    start = 0  # line where the record in progress begins
    try:
        for record in reader:
            records.append(record)
            start = reader.line_num
    except csv.Error:
        rest = "".join(list(io.StringIO(text, newline=""))[start:])
        header = records[0] if records else []
        index = _faulty_field(rest)
        column = header[index] if index < len(header) else ""
        findings.add("malformed_csv", file=file, row=len(records) + 1, column=column)
        return None
    if not text.endswith(("\n", "\r")):
        column = _column_at([records[0], records[-1]]) if len(records) > 1 else ""
        findings.add("cut_off", file=file, row=len(records), column=column)
        return None
    return records


def _is_header(header: list[str], columns: tuple[str, ...], file: str, findings: Findings) -> bool:
    if len(header) == 1 and ";" in header[0]:
        findings.add("wrong_delimiter", file=file, row=1)
        return False
    faults = [("missing_column", name) for name in columns if name not in header]
    for index, name in enumerate(header):
        if name not in columns:
            faults.append(("unknown_column", name))
        elif name in header[:index]:
            faults.append(("duplicate_column", name))
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
            yield SheetRow(number, {name: self._clean(number, name, cell) for name, cell in cells})

    def _clean(self, number: int, name: str, cell: str) -> str:
        text = cell.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n\xa0")
        if _CONTROL.search(text):
            self._add("control_character", number, name)
        elif "\N{REPLACEMENT CHARACTER}" in text:
            self._add("broken_character", number, name)
        elif _SPREADSHEET.fullmatch(text):
            self._add("formula", number, name, text)
        return text if text.isascii() else unicodedata.normalize("NFC", text)

    def _add(self, code: str, row: int, column: str, value: object = "") -> None:
        self._findings.add(code, file=self._file, row=row, column=column, value=value)


def _readable_records(text: str) -> list[list[str]]:
    """Return the records up to the first that is malformed; the last one may be cut."""
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        records.append([])
    return records


def _column_at(records: list[list[str]]) -> str:
    """Return the name of the column where the last of these records ends, "" in the header."""
    if len(records) < 2 or not 0 < len(records[-1]) <= len(records[0]):
        return ""
    return records[0][len(records[-1]) - 1].strip()


def _faulty_field(text: str) -> int:
    """Return the index of the field at which the record that begins the text goes wrong."""
    index = position = 0
    while field := _FIELD.match(text, position):
        position = field.end()
        if len(field.group()) > _CELL_LIMIT or text[position : position + 1] != ",":
            break
        position += 1
        index += 1
    return index
