"""Reading tables so that faulty rows are left out, and what refers to them, and the rest stays."""

import sys
from collections import Counter

import msgspec

from contract.domain.knowledge_entries.encoded_twice import encoded_twice
from contract.domain.phone_number import has_lost_zero
from server.knowledge_import.import_problems import WHOLE_FILE, Findings, ImportRefused, Problem
from server.knowledge_import.knowledge_cells import LIST_SEPARATOR
from server.knowledge_import.knowledge_files import Knowledge, Stored, read_tables
from server.knowledge_import.knowledge_tables import TABLES, SheetSource
from server.knowledge_import.sheet_rows import Sheet, SheetRow

_NUMBERS = ("phones", "faxes")
_GONE = ("row_too_long", "row_too_short", "header_again")  # no cell of such a row is a value


class Screening(msgspec.Struct, frozen=True, kw_only=True):
    """rows_in and rows_out are by table; refused rows have one problem or more.

    doubts: what looks wrong in rows that are taken all the same.
    """

    knowledge: Knowledge
    rows_in: dict[str, int]
    rows_out: dict[str, int]
    refused: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()


def screened(
    source: SheetSource, findings: Findings, stored: Stored | None, *, skips_refused: bool
) -> Screening:
    """Return what the tables hold. Raise ImportRefused, where faulty rows may be skipped only
    when a file as a whole is faulty.

    findings: those of turning the file into tables, which refuse as well.
    """
    tables = _Remembered(source)
    knowledge = read_tables(tables, findings, stored)
    if not skips_refused:
        findings.refuse_if_any()
    refused = list(findings.problems)
    fresh = findings.problems
    # Again and again: a row that is left out takes along what refers to it.
    while fresh:
        _refuse_whole_files(fresh)
        if not tables.leave_out(fresh):
            raise ImportRefused(fresh)  # it lies with no row
        # All of them: each fault names a row that stays out.
        findings = Findings(sys.maxsize)
        knowledge = read_tables(tables, findings, stored)
        fresh = findings.problems
        refused += fresh
    return Screening(
        knowledge=knowledge,
        rows_in=tables.rows_in(),
        rows_out=tables.rows_out(),
        refused=tuple(refused),
        doubts=tables.doubts(),
    )


def _refuse_whole_files(problems: tuple[Problem, ...]) -> None:
    whole = tuple(problem for problem in problems if problem.code in WHOLE_FILE)
    if whole:
        raise ImportRefused(whole)


class _Remembered:
    """Loads each table once; rows found faulty are not there the next time."""

    def __init__(self, source: SheetSource) -> None:
        self._source = source
        self._sheets: dict[str, Sheet | None] = {}
        self._loaded: Counter[str] = Counter()
        self._is_again = False

    def has(self, table: str) -> bool:
        return self._source.has(table)

    def sheet(self, table: str, findings: Findings) -> Sheet | None:
        if table not in self._sheets:
            before = len(findings.problems)
            loaded = self._source.sheet(table, findings)
            # Counted as read: rows in and rows out must add up for whoever reads the summary.
            gone = {(one.file, one.row) for one in findings.problems[before:] if one.code in _GONE}
            self._sheets[table] = loaded
            self._loaded[table] = len(loaded.rows) + len(gone) if loaded else 0
        return self._sheets[table]

    def leave_out(self, problems: tuple[Problem, ...]) -> bool:
        """Forget the rows these speak of; return whether the next reading can differ."""
        places = {(problem.file, problem.row) for problem in problems}
        first, self._is_again = not self._is_again, True
        fewer = False
        for table, sheet in self._sheets.items():
            if sheet is None:
                continue
            rows = tuple(row for row in sheet.rows if (row.file or table, row.number) not in places)
            fewer = fewer or len(rows) < len(sheet.rows)
            self._sheets[table] = Sheet(sheet.file, rows, is_whole=True)
        return fewer or first  # the first time, faults of loading lie with rows already gone

    def doubts(self) -> tuple[Problem, ...]:
        """Return the cells that some program spoilt, and what they probably were."""
        found = Findings(sys.maxsize)
        for table, sheet in self._sheets.items():
            for row in sheet.rows if sheet else ():
                _note_doubts(table, row, found)
        return tuple(dict.fromkeys(found.problems))

    def rows_in(self) -> dict[str, int]:
        return {table: self._loaded[table] for table in TABLES if table in self._loaded}

    def rows_out(self) -> dict[str, int]:
        sheets = self._sheets
        return {table: len(sheet.rows) for table in TABLES if (sheet := sheets.get(table))}


def _note_doubts(table: str, row: SheetRow, found: Findings) -> None:
    file = row.file or table
    for name, cell in row.cells.items():
        column = row.columns.get(name, name)
        if twice := encoded_twice(cell):
            value = f"{twice.seen} → {twice.meant}"
            found.add("encoded_twice", file=file, row=row.number, column=column, value=value)
        for number in filter(has_lost_zero, cell.split(LIST_SEPARATOR) if name in _NUMBERS else ()):
            found.add("zero_lost", file=file, row=row.number, column=column, value=number)
