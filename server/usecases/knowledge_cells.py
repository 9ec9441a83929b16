"""Cells of the knowledge files to values of the contract; a faulty cell is noted, not raised."""

import re
from collections.abc import Collection
from datetime import date

from contract.domain.opening_hours import UnreadableHours, check_hours
from contract.domain.phone_number import UnusableNumber, to_e164
from server.usecases.csv_sheet import SheetRow
from server.usecases.import_problems import Findings

LIST_SEPARATOR = ";"
TITLE_LIMIT = 200
TEXT_LIMIT = 20_000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]{1,190}\.[^@\s,;<>.]{2,63}")
_YES = {"sì", "si", "yes", "true", "1"}
_NO = {"", "no", "false", "0"}
_MUNICIPIO = re.compile(r"(?:IX|IV|V?I{1,3}|V|X(?:I{0,3}|I?V))")  # I to XV


class Cells:
    """The cells of one row. Each method returns something usable even after noting a fault."""

    def __init__(self, file: str, row: SheetRow, findings: Findings) -> None:
        self._file = file
        self._row = row
        self._findings = findings

    def note(self, code: str, column: str, value: object = "") -> None:
        """Note a fault of this row."""
        self._findings.add(code, file=self._file, row=self._row.number, column=column, value=value)

    def text(self, column: str, limit: int = TEXT_LIMIT) -> str:
        """Return the text, which may be empty."""
        cell = self._row.cells[column]
        if len(cell) > limit:
            self.note("too_long", column, limit)
        return cell

    def needed(self, column: str, limit: int = TITLE_LIMIT) -> str:
        """Return the text, which must not be empty."""
        cell = self.text(column, limit)
        if not cell:
            self.note("required", column)
        return cell

    def own_id(self, seen: Collection[str]) -> str:
        """Return the row's id, not yet among those seen."""
        cell = self.needed("id")
        if cell and not _ID.fullmatch(cell):
            self.note("bad_id", "id", cell)
        elif cell in seen:
            self.note("duplicate_id", "id", cell)
        return cell

    def many(self, column: str) -> tuple[str, ...]:
        """Return the parts of a list cell, each once, in order."""
        parts = (part.strip() for part in self.text(column).split(LIST_SEPARATOR))
        return tuple(dict.fromkeys(part for part in parts if part))

    def day(self, column: str) -> date | None:
        """Return the date; None: the cell is empty."""
        cell = self._row.cells[column]
        if not cell:
            return None
        try:
            return date.fromisoformat(cell if _DATE.fullmatch(cell) else "")
        except ValueError:
            self.note("bad_date", column, cell)
            return None

    def flag(self, column: str) -> bool:
        cell = self._row.cells[column].lower()
        if cell not in _YES | _NO:
            self.note("bad_flag", column, cell)
        return cell in _YES

    def phones(self, column: str) -> tuple[str, ...]:
        """Return the numbers as E.164."""
        numbers = []
        for part in self.many(column):
            try:
                numbers.append(to_e164(part))
            except UnusableNumber as unusable:
                self.note(unusable.code, column, part)
        return tuple(numbers)

    def email(self, column: str) -> str:
        cell = self._row.cells[column]
        if cell and not _EMAIL.fullmatch(cell):
            self.note("bad_email", column, cell)
        return cell

    def hours(self, column: str) -> str:
        cell = self._row.cells[column]
        try:
            check_hours(cell)
        except UnreadableHours:
            self.note("bad_hours", column, cell)
        return cell

    def municipio(self, column: str) -> str:
        cell = self._row.cells[column]
        if cell and not _MUNICIPIO.fullmatch(cell):
            self.note("bad_municipio", column, cell)
        return cell
