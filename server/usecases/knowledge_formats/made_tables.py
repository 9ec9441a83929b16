"""What a format is turned into: tables whose rows know where in the file they come from."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from contract.domain.entry_values import clean_text
from server.usecases.import_problems import Findings, Problem
from server.usecases.knowledge_tables import CARDS, FAQS, OFFICES, Cellular, Tables
from server.usecases.sheet_rows import Sheet, SheetRow, fault_of_text

_NUMBER = re.compile(r"\[\d+\]")  # of a thing that holds others, in the name of their place


class MadeTables:
    """Rows by table. notes tell what was left out or wants completing, and refuse nothing."""

    def __init__(self, findings: Findings, notes: Findings) -> None:
        self.findings = findings
        self.notes = notes
        self.rows: dict[str, list[SheetRow]] = {}
        self._places: set[tuple[str, int]] = set()

    def has(self, table: str) -> bool:
        return table in self.rows

    def sheet(self, table: str, findings: Findings) -> Sheet | None:
        rows = self.rows.get(table)
        if rows is None:
            findings.add("missing_file", file=table)
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
        file, number = place
        self._places.add(place)
        named = {name: clean_text(cell) for name, cell in cells.items()}
        for name, cell in named.items():
            if fault := fault_of_text(cell):
                known = (columns or {}).get(name, name)
                self.findings.add(fault, file=file, row=number, column=known, value=cell)
        row = SheetRow(number, named, file, columns or {}, assumed or {})
        self.rows.setdefault(table, []).append(row)

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
        kinds = (_NUMBER.sub("[]", file) for file, number in self._places if number)
        return dict(sorted(Counter(kinds).items()))

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
            if entry := entries.get((note.file, note.row)):
                found[entry] = (*found.get(entry, ()), note)
        return found

    def as_tables(self) -> Tables:
        """Return the cells alone."""
        return {table: [dict(row.cells) for row in rows] for table, rows in self.rows.items()}

    def replace_cells(self, table: str, rows: list[Cellular]) -> None:
        """Give a table other cells; rows keep their places as far as they are the same ones."""
        places = {row.cells.get("id", ""): row for row in self.rows.get(table, ())}
        before = self.rows.get(table, [])
        same = len(before) == len(rows)
        made: list[SheetRow] = []
        for number, cells in enumerate(rows, 1):
            old = places.get(cells.get("id", "")) or (before[number - 1] if same else None)
            made.append(replace(old, cells=cells) if old else SheetRow(number, cells, table))
        self.rows[table] = made


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
