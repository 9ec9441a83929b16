"""A small folder of knowledge files, right until a test spoils it."""

import csv
from collections.abc import Sequence
from pathlib import Path

from server.knowledge_import.import_problems import ImportRefused, Problem
from server.knowledge_import.knowledge_files import read_knowledge
from server.knowledge_import.knowledge_tables import CARDS, FAQS, OFFICES, all_columns

DEMO_CITY = Path(__file__).parents[3] / "resources" / "demo_city"
FILES = ("desks.csv", "topics.csv", "offices.csv", "cards.csv", "faqs.csv")

_OFFICES = (*all_columns(OFFICES), "by_appointment")
_CARDS = all_columns(CARDS)
_FAQS = all_columns(FAQS)
_ROWS: dict[str, tuple[Sequence[str], list[dict[str, str]]]] = {
    "desks.csv": (
        ["id", "name"],
        [{"id": "tributi", "name": "Tributi"}, {"id": "scuola", "name": "Scuola"}],
    ),
    "topics.csv": (
        ["id", "path", "desk_id"],
        [
            {"id": "tari", "path": "Tributi › TARI", "desk_id": "tributi"},
            {"id": "meteo", "path": "Emergenze › Meteo"},
        ],
    ),
    "offices.csv": (
        _OFFICES,
        [
            {
                "id": "centrale",
                "name": "Sede centrale",
                "municipio": "I",
                "phones": "06 5555 0100; 06 5555 0101",
                "email": "centrale@comune.example",
                "hours": "Mo-Fr 08:30-12:30",
                "by_appointment": "sì",
                "verified_on": "2026-10-05",
            },
            {"id": "sud", "name": "Sede sud"},
        ],
    ),
    "cards.csv": (
        _CARDS,
        [
            {
                "id": "tari-rimborso",
                "title": "TARI: rimborso",
                "topic_id": "tari",
                "say": "Ha diritto al rimborso.",
                "how_to": 'Prima riga\nseconda riga, con «virgolette» e "doppie"',
                "office_ids": "centrale;sud",
                "verified_on": "2026-10-05",
                "valid_until": "2027-03-31",
            },
            {"id": "allerta", "title": "Allerta", "topic_id": "meteo", "say": "Stia in casa."},
        ],
    ),
    "faqs.csv": (
        _FAQS,
        [
            {"id": "f1", "card_id": "tari-rimborso", "question": "Quando?", "answer": "Presto."},
            {"id": "f2", "card_id": "allerta", "question": "Dove?", "answer": "Ovunque."},
        ],
    ),
}


class KnowledgeFolder:
    """The files of a city, rewritten by each change."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(exist_ok=True)
        self._rows = {file: [dict(row) for row in rows] for file, (_, rows) in _ROWS.items()}
        self._columns = {file: list(columns) for file, (columns, _) in _ROWS.items()}
        for file in FILES:
            self._write(file)
        self.write("thesaurus.txt", "# nostro\nimmondizia > tari\n")

    def set(self, file: str, row: int, column: str, cell: str) -> None:
        """Change a cell; row 2 is the first below the header, as a spreadsheet counts."""
        self._rows[file][row - 2][column] = cell
        self._write(file)

    def add(self, file: str, **cells: str) -> None:
        self._rows[file].append(cells)
        self._write(file)

    def remove(self, file: str, row: int) -> None:
        del self._rows[file][row - 2]
        self._write(file)

    def write(self, file: str, content: str | bytes) -> None:
        data = content.encode() if isinstance(content, str) else content
        (self.path / file).write_bytes(data)

    def text(self, file: str) -> str:
        return (self.path / file).read_bytes().decode()

    def replace(self, file: str, old: str, new: str) -> None:
        text = self.text(file)
        assert old in text
        self.write(file, text.replace(old, new))

    def _write(self, file: str) -> None:
        with (self.path / file).open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, self._columns[file], "", lineterminator="\n")
            writer.writeheader()
            writer.writerows(self._rows[file])


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a folder."""
    try:
        read_knowledge(folder)
    except ImportRefused as refused:
        return refused.problems
    return ()


def places_of(folder: Path) -> list[tuple[str, int, str, str]]:
    """Return (file, row, column, code) of everything wrong with a folder."""
    return [(p.file, p.row, p.column, p.code) for p in problems_of(folder)]
