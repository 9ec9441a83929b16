"""Cells of the knowledge files to values of the contract; a faulty cell is noted, not raised."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum

from contract.domain.knowledge_entries import entry_values
from contract.domain.knowledge_entries.entry_values import TITLE_LIMIT, limit_of
from contract.domain.knowledge_entries.knowledge import ITALIAN
from contract.domain.opening_times.opening_checks import FindingCode
from contract.domain.opening_times.opening_formats import RefusedCode, UnreadableTimes
from contract.domain.opening_times.opening_hours import UnreadableHours, check_hours
from contract.domain.opening_times.opening_text import doubt_in, times_of_text
from contract.domain.opening_times.opening_times import UNKNOWN_TIMES, OpeningTimes
from contract.domain.phone_number import UnusableNumber, to_e164
from contract.whole_number import whole_number
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.sheet_rows import SheetRow

LIST_SEPARATOR = ";"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,20})?", re.ASCII)
_HOURS_FAULTS = {
    FindingCode.BAND_OVERLAPS: "hours_overlap",
    FindingCode.BAND_ENDS_BEFORE_IT_BEGINS: "hours_backwards",
    FindingCode.BAND_IS_EMPTY: "hours_backwards",
    FindingCode.ENDS_BEFORE_IT_BEGINS: "hours_backwards",
}
_YES = {"sì", "si", "yes", "true", "1"}
_NO = {"", "no", "false", "0"}


class Cells:
    """The cells of one row. Each method returns something usable even after noting a fault.

    silent: columns whose cells are what the server has already, so that no file is to blame.
    """

    def __init__(
        self, file: str, row: SheetRow, findings: Findings, silent: Collection[str] = ()
    ) -> None:
        self._file = row.file or file
        self._row = row
        self._findings = findings
        self._silent = silent

    def note(self, code: str, column: str, value: object = "") -> None:
        """Note a fault of this row, by the name the column has in its file."""
        # An old value of the server's own is not the fault of a file that does not speak of it.
        if column in self._silent:
            return
        name = self._row.columns.get(column, column)
        self._findings.add(code, file=self._file, row=self._row.number, column=name, value=value)

    def note_one_of(self, code: str, columns: Sequence[str]) -> None:
        """Note a fault that lies between columns with the first one the file speaks of."""
        spoken = [column for column in columns if column not in self._silent]
        self.note(code, spoken[0] if spoken else columns[0])

    def _cell(self, column: str) -> str:
        return self._row.cells.get(column, "")

    def text(self, column: str, limit: int | None = None) -> str:
        """Return the text, which may be empty. limit None: that of the field."""
        cell = self._cell(column)
        limit = limit_of(column) if limit is None else limit
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
        if cell and not entry_values.is_entry_id(cell):
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
        cell = self._cell(column)
        if not cell:
            return None
        try:
            return date.fromisoformat(cell if _DATE.fullmatch(cell) else "")
        except ValueError:
            self.note("bad_date", column, cell)
            return None

    def whole(self, column: str, low: int, high: int, empty: int) -> int:
        """Return the number, which an empty cell leaves as it usually is."""
        cell = self._cell(column)
        if not cell:
            return empty
        number = whole_number(cell, high)
        if number is None or number < low:
            self.note("bad_whole", column, f"{cell[:9]} ({low}–{high})")
            return empty
        return number

    def choice[C: StrEnum](self, column: str, choices: type[C], empty: C) -> C:
        """Return what the word means; an empty cell means the usual."""
        cell = self._cell(column).lower()
        if not cell:
            return empty
        if cell not in set(choices):
            self.note("bad_choice", column, cell)
            return empty
        return choices(cell)

    def flag(self, column: str) -> bool:
        cell = self._cell(column).lower()
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
        cell = self._cell(column)
        if cell and not entry_values.is_mail(cell):
            self.note("bad_email", column, cell)
        return cell

    def hours(self, column: str) -> str:
        cell = self._cell(column)
        try:
            check_hours(cell)
        except UnreadableHours:
            self.note("bad_hours", column, cell)
        return cell

    def times(self, column: str) -> OpeningTimes:
        """Return what a text of hours says; an empty cell leaves them unknown."""
        cell = self._cell(column)
        try:
            times = times_of_text(cell)
        except UnreadableTimes as unreadable:
            self._note_hours(unreadable, column, cell)
            return UNKNOWN_TIMES
        if doubt := doubt_in(cell):
            self.note(doubt, column, cell)
        return times

    def _note_hours(self, unreadable: UnreadableTimes, column: str, cell: str) -> None:
        """Note what cannot be with the whole cell, what cannot be read with the part alone."""
        if unreadable.code is RefusedCode.DATES_BACKWARDS:
            self.note("hours_backwards", column, cell)
        elif unreadable.code is RefusedCode.PART_OFF:
            self.note("hours_part", column, unreadable.part)
        elif unreadable.finding is not None:
            self.note(_HOURS_FAULTS.get(unreadable.finding, "bad_hours"), column, cell)
        else:
            self.note("bad_hours", column, unreadable.part or cell)

    def language(self, column: str) -> str:
        """Return the language's code; an empty cell means Italian."""
        cell = self._cell(column).lower() or ITALIAN
        if not entry_values.is_language(cell):
            self.note("bad_language", column, cell)
            return ITALIAN
        return cell

    def degrees(self, column: str, limit: int) -> float | None:
        """Return a latitude or longitude; None: the cell is empty."""
        # A spreadsheet in Italian writes 41,9028.
        cell = self._cell(column).replace(",", ".")
        if not cell:
            return None
        if not (_DEGREES.fullmatch(cell) and entry_values.is_degrees(float(cell), limit)):
            self.note("bad_degrees", column, cell)
            return None
        return float(cell)

    def web_address(self, column: str) -> str:
        cell = self._cell(column)
        if cell and not entry_values.is_web_address(cell):
            self.note("bad_web_address", column, cell)
        return cell

    def municipio(self, column: str) -> str:
        cell = self._cell(column)
        if cell and not entry_values.is_municipio(cell):
            self.note("bad_municipio", column, cell)
        return cell
