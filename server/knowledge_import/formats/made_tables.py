"""What a format is turned into: tables whose rows know where in the file they come from."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from contract.domain.knowledge_entries.entry_values import clean_text
from server.knowledge_import.formats.remainder import Remainder
from server.knowledge_import.import_problems import Findings, Problem
from server.knowledge_import.knowledge_tables import CARDS, FAQS, OFFICES, Cellular, Tables
from server.knowledge_import.sheet_rows import Sheet, SheetRow, fault_of_text

# Of things that hold others, and what a thing is called, in the names of places.
NUMBERED, _LABEL = re.compile(r"\[\d+\]"), re.compile(r" «.*»$")
_NESTED = 3  # parts of parts
_OPTIONS = {"topic_id": "--topic", "language": "--content-lang"}  # that say what a file does not


class MadeTables:
    """Rows by table. notes tell what was left out or wants completing, and refuse nothing."""

    def __init__(self, findings: Findings, notes: Findings, source: str = "") -> None:
        """source: the name of the file or folder they are made of."""
        self.findings = findings
        self.notes = notes
        self.rows: dict[str, list[SheetRow]] = {}
        self.keeps_personal_mail = True  # mail addresses that hold the name of a person
        self._source = source
        self._places: set[tuple[str, int]] = set()
        self._owners: dict[tuple[str, int], tuple[str, int]] = {}

    def has(self, table: str) -> bool:
        return table in self.rows

    def sheet(self, table: str, findings: Findings) -> Sheet | None:
        rows = self.rows.get(table)
        if rows is None:
            findings.add("says_nothing", file=self._source, value=table)
            return None
        return Sheet(table, tuple(rows), is_whole=True)

    def add(
        self,
        table: str,
        place: tuple[str, int],
        cells: Mapping[str, str],
        *,
        assumed: Mapping[str, str] | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> None:
        """Add a row; place is the file and the number in it, columns what the file calls them."""
        self._places.add(place)
        called = {name: _OPTIONS.get(name, name) for name in assumed or {}} | dict(columns or {})
        row = SheetRow(place[1], dict(cells), place[0], called, assumed or {})
        self.rows.setdefault(table, []).append(self._clean(row))

    def belongs(self, part: tuple[str, int], owner: tuple[str, int]) -> None:
        """Remember that what is noted at a place is said of the entry at another one."""
        self._owners[part] = owner

    def _owner(self, place: tuple[str, int]) -> tuple[str, int]:
        """Return the place of the entry; a number may be of a contact, which is of an office."""
        # A number may be of a contact, which is of an office: the note is for the office's editor.
        for _ in range(_NESTED):
            place = self._owners.get(place, place)
        return place

    def _clean(self, row: SheetRow) -> SheetRow:
        """Return the row with clean cells; note those no text may be."""
        named = {name: clean_text(cell) for name, cell in row.cells.items()}
        for name, cell in named.items():
            if fault := fault_of_text(cell):
                column = row.columns.get(name, name)
                self.findings.add(fault, file=row.file, row=row.number, column=column, value=cell)
        return replace(row, cells=named)

    def refuse(
        self, place: tuple[str, int], code: str, column: str = "", value: object = ""
    ) -> None:
        """Note that what stands at a place cannot be taken."""
        self._places.add(place)
        self.findings.add(code, file=place[0], row=place[1], column=column, value=value)

    def note(self, place: tuple[str, int], code: str, column: str = "", value: object = "") -> None:
        self.notes.add(code, file=place[0], row=place[1], column=column, value=value)

    def rows_read(self) -> dict[str, int]:
        """Return how many rows each file had, those refused among them."""
        kinds = (table_of(file) for file, number in self._places if number)
        return dict(sorted(Counter(kinds).items()))

    def note_unread(self, values: Mapping[tuple[str, str], int]) -> None:
        """Note columns that have no home here. values: how many there are, by file and column."""
        for (file, column), count in values.items():
            self.note((file, 0), "column_left_out", column, count)

    def notes_on(self, stored_ids: Mapping[str, Collection[str]]) -> tuple[Problem, ...]:
        """Return the notes; not those on an assumed text that another one took the place of."""
        known = {
            (row.file, row.number)
            for row in self.rows.get(CARDS, ())
            if row.cells.get("say") or row.cells.get("id") in stored_ids.get(CARDS, ())
        }
        return tuple(
            note
            for note in self.notes.problems
            # A text somebody completed already needs no note.
            if not (note.code.startswith("say_") and (note.file, note.row) in known)
        )

    def notes_by_entry(self, notes: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
        """Return the notes by the identifier of the entry whose row they are on."""
        entries = {
            (row.file, row.number): row.cells.get("id", "")
            for table in (OFFICES, CARDS, FAQS)
            for row in self.rows.get(table, ())
        }
        found: dict[str, tuple[Problem, ...]] = {}
        for note in notes:
            if entry := entries.get(self._owner((note.file, note.row))):
                found[entry] = (*found.get(entry, ()), note)
        return found

    def as_tables(self) -> Tables:
        """Return the cells alone."""
        return {table: [dict(row.cells) for row in rows] for table, rows in self.rows.items()}

    def complete(self, rest: Remainder) -> None:
        """Give rows the cells that hang on them, and tables their rows, where they are kept."""
        for table, rows in self.rows.items():
            of_table = rest.cells.get(table, {})
            self.rows[table] = [
                self._with(row, of_table.get(row.cells.get("id", ""), {})) for row in rows
            ]
        for table, whole in rest.whole.items():
            if not whole:
                # There, and without rows: a base may have no questions.
                self.rows.setdefault(table, [])
                continue
            places = rest.places.get(table) or [(table, n) for n in range(1, len(whole) + 1)]
            found = zip(places, whole, strict=True)
            rows = [SheetRow(number, cells, file) for (file, number), cells in found]
            self.rows[table] = [self._clean(row) for row in rows]

    def _with(self, row: SheetRow, cells: Cellular) -> SheetRow:
        """Return the row with some cells of ours, which have no other name."""
        if not cells:
            return row
        columns = {name: called for name, called in row.columns.items() if name not in cells}
        own = self._clean(replace(row, cells=cells, columns=columns)).cells
        return replace(row, cells={**row.cells, **own}, columns=columns)


def table_of(file: str) -> str:
    """Return the file or the list that a place is in, whichever of its things it is."""
    return NUMBERED.sub("[]", _LABEL.sub("", file))


def read_back[M](
    read: Callable[[Path, M, MadeTables], None], content: bytes, name: str, mapping: M
) -> Tables:
    """Return the tables a reader makes of a file's content."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        made = MadeTables(Findings(10**9), Findings(10**9))
        read(path, mapping, made)
    return made.as_tables()
