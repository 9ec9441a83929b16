"""A header and rows of cells, wherever they come from, to named and clean cells.

Every fault is noted with its row and column.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from contract.domain.knowledge_entries.entry_values import BROKEN, UNUSABLE, clean_text
from server.knowledge_import.import_problems import Findings

# What a spreadsheet would reckon with, or could not; behind apostrophes it is a text.
_RECKONED = re.compile(
    r"('*)(?:=.*|#(?:REF|RIF|NAME|NOME|NUM|VALUE|VALORE|N/A|N/D|NULL|DIV/0)[!?]?)", re.S
)
_SAME: Mapping[str, str] = MappingProxyType({})


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


def header_of(first: list[str]) -> list[str]:
    """Return the names of columns as they are meant, of the cells of a first row."""
    return [" ".join(clean_text(name).split()) for name in first]


def without_blank_columns(
    header: list[str], records: list[list[str]]
) -> tuple[list[str], list[list[str]]]:
    """Return both without columns that have neither name nor value, which spreadsheets add.

    One with values and no name is called as a spreadsheet does, "(C)". records: the first of them
    is the header.
    """
    nameless = {index for index, name in enumerate(header) if not name}
    blank = set(nameless)
    for record in records[1:] if blank else ():
        blank -= {index for index in blank if "".join(record[index : index + 1]).strip()}
    header = [f"({_letter(i)})" if i in nameless else name for i, name in enumerate(header)]
    if not blank:
        return header, records
    named = [name for index, name in enumerate(header) if index not in blank]
    kept = [[cell for index, cell in enumerate(one) if index not in blank] for one in records]
    return named, kept


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


def _letter(index: int) -> str:
    """Return what a spreadsheet calls a column: A, Z, AA."""
    before, last = divmod(index, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def has_columns(header: list[str], needed: tuple[str, ...], file: str, findings: Findings) -> bool:
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
            # Spreadsheets leave blank rows; they count, so that a fault's row is the one on the
            # screen.
            if not any(cell.strip() for cell in record):
                continue
            # Two files that were joined: the second one's header is no row.
            if self._is_header(record):
                self._add("header_again", number, self._header[0])
                continue
            extra = len(record) - len(self._header)
            if extra:
                # A comma too much moves all cells behind it: none of them can be trusted.
                code = "row_too_long" if extra > 0 else "row_too_short"
                column = self._header[-1] if extra > 0 else self._header[len(record)]
                self._add(code, number, column, abs(extra))
                self.is_whole = False
                continue
            cells = zip(self._header, record, strict=True)
            named = {name: self._clean(number, name, cell) for name, cell in cells}
            yield SheetRow(number, named, self._file)

    def _is_header(self, record: list[str]) -> bool:
        """Return whether the names of the columns stand here again, as where two files meet."""
        may_be = len(record) > 1 and self._header[0] in record[0]
        return may_be and header_of(record) == self._header

    def _clean(self, number: int, name: str, cell: str) -> str:
        text = clean_text(cell)
        fault = fault_of_text(text)
        found = _RECKONED.fullmatch(text)
        # A formula has no value of its own here: what the sheet shows is not in the file.
        if found and not found[1]:
            fault = "formula"
        if fault:
            self._add(fault, number, name, text)
        return text[1:] if found and found[1] else text

    def _add(self, code: str, row: int, column: str, value: object = "") -> None:
        self._findings.add(code, file=self._file, row=row, column=column, value=value)


def plain_cell(text: str) -> str:
    """Return the text as a cell that no spreadsheet takes for a formula, and a sheet reads back."""
    # A text such as "=SUM" must not be reckoned when somebody opens the export.
    return f"'{text}" if _RECKONED.fullmatch(text) else text


def fault_of_text(text: str) -> str:
    """Return the code of what makes a text unusable whatever its column; "": nothing."""
    found = UNUSABLE.search(text)
    if found is None:
        return ""
    return "broken_character" if found.group() == BROKEN else "control_character"
