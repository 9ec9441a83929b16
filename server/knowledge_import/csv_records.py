"""The text of a CSV file to records: where they end, what divides cells, where they go wrong.

Another delimiter is told by a first line "sep=;", which is no record but counts as a row.
"""

import csv
import io
import re
from dataclasses import dataclass, replace

from server.knowledge_import.import_problems import Findings

MAX_CELLS = 3_000_000  # and rows; a city of 20,000 cards has a third of it
_CELL_LIMIT = csv.field_size_limit()  # characters
_DELIMITERS = (";", "\t", "|", ",")
_SEP = re.compile(r"""(["']?)sep=([^\w\s"']|\t)\1[;,\t|]*(?:\r\n|\r|\n|$)""", re.I)  # Excel's


@dataclass(frozen=True, slots=True)
class CsvShape:
    """How a file is written, where it does not say so itself."""

    encoding: str = ""  # "": UTF-8, or UTF-16 with its mark
    delimiter: str = ","


USUAL_SHAPE = CsvShape()


def below_sep(text: str, shape: CsvShape) -> tuple[str, CsvShape, int]:
    """Return the text below a line that names the delimiter, the shape it names, 1 for the line."""
    found = _SEP.match(text)
    if found is None:
        return text, shape, 0
    return text[found.end() :], replace(shape, delimiter=found[2]), 1


def delimiter_in(header: str, named: str) -> str:
    """Return what stands between the names of a header in place of the delimiter; "": nothing."""
    others = (one for one in _DELIMITERS if one != named and one in header)
    return {"\t": "tab"}.get(found := next(others, ""), found)


def records_of(text: str, file: str, findings: Findings, shape: CsvShape) -> list[list[str]] | None:
    """Return the records of a text of sane size; None when it was found faulty."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=shape.delimiter)
    records: list[list[str]] = []
    start = cells = 0  # start: line where the record in progress begins
    try:
        for record in reader:
            # Counted while it is read: a table without end must not fill the memory first.
            records.append(record)
            start = reader.line_num
            # The row itself too: millions of empty lines are as long as millions of cells.
            cells += len(record) + 1
            if cells > MAX_CELLS:
                findings.add("table_too_big", file=file, row=len(records), value=MAX_CELLS)
                return None
    except csv.Error as error:
        rest = "".join(list(io.StringIO(text, newline=""))[start:])
        # The csv module has one kind of error: only its words tell a quote that is never closed.
        code = "endless_cell" if "limit" in str(error) else "malformed_csv"
        column = _faulty_column(records, rest, shape)
        findings.add(code, file=file, row=len(records) + 1, column=column)
        return None
    # A file that was cut off has lost rows; a hurried editor only forgot to end the last one.
    if any(map(str.strip, records[-1])) and not text.endswith(("\n", "\r")):
        column = _column_at(records[0], records[-1]) if len(records) > 1 else ""
        findings.doubt("no_last_break", file=file, row=len(records), column=column)
    return records


def _faulty_column(records: list[list[str]], rest: str, shape: CsvShape) -> str:
    """Return the column where the record that begins the rest goes wrong; "": none has a name."""
    header = records[0] if records else []
    index = _faulty_field(rest, shape.delimiter)
    return header[index] if index < len(header) else ""


def end_of(text: str, shape: CsvShape) -> tuple[int, str]:
    """Return the row and the column where a text ends, or where it is malformed before."""
    header: list[str] = []
    last: list[str] = []
    count = 0
    try:
        for last in csv.reader(io.StringIO(text, newline=""), delimiter=shape.delimiter):
            count += 1
            header = header or last
    except csv.Error:
        return count + 1, ""
    return max(1, count), _column_at(header, last) if count > 1 else ""


def _column_at(header: list[str], record: list[str]) -> str:
    """Return the name of the column where a record ends; "": none has one."""
    return header[len(record) - 1].strip() if 0 < len(record) <= len(header) else ""


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
