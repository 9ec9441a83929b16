"""A folder of CSV files and of a thesaurus, as tables."""

from pathlib import Path

from server.usecases.csv_sheet import (
    USUAL_SHAPE,
    CsvShape,
    Sheet,
    SheetRow,
    read_sheet,
    read_text,
)
from server.usecases.import_problems import Findings
from server.usecases.knowledge_tables import THESAURUS, needed_columns, optional_columns

_RESOURCES = Path(__file__).parents[2] / "resources"


class CsvFolder:
    """shape: of the CSV files; a thesaurus is UTF-8. needs_thesaurus: the product's own stands in
    where the folder has none. may_be_empty: a table without rows takes nothing out.
    """

    def __init__(
        self,
        folder: Path,
        shape: CsvShape = USUAL_SHAPE,
        *,
        needs_thesaurus: bool = True,
        may_be_empty: bool = False,
    ) -> None:
        self._folder = folder
        self._shape = shape
        self._needs_thesaurus = needs_thesaurus
        self._may_be_empty = may_be_empty

    def has(self, table: str) -> bool:
        if table == THESAURUS:
            return self._needs_thesaurus or bool(self._thesauri())
        return (self._folder / table).exists()

    def sheet(self, table: str, findings: Findings) -> Sheet | None:
        if table == THESAURUS:
            return self._thesaurus(findings)
        path = self._folder / table
        optional = optional_columns(table)
        return read_sheet(
            path,
            needed_columns(table),
            findings,
            optional,
            self._shape,
            may_be_empty=self._may_be_empty,
        )

    def _thesauri(self) -> list[Path]:
        """Return thesaurus.txt, which is Italian, and thesaurus_en.txt and so on."""
        own = self._folder / THESAURUS
        others = sorted(self._folder.glob("thesaurus_*.txt"))
        return [*([own] if own.exists() else []), *others]

    def _thesaurus(self, findings: Findings) -> Sheet:
        own = self._thesauri()
        return _thesaurus(own, findings) if own else product_thesaurus(findings)


def product_thesaurus(findings: Findings) -> Sheet:
    """Return the ones that stand in for a missing one, a file for each language."""
    return _thesaurus(sorted(_RESOURCES.glob("thesaurus_*.txt")), findings)


def _thesaurus(paths: list[Path], findings: Findings) -> Sheet:
    """Return the lines that are not empty; "#" starts a comment."""
    rows: list[SheetRow] = []
    for path in paths:
        language = path.stem.partition("_")[2]
        text = read_text(path, findings) or ""
        for number, raw in enumerate(text.split("\n"), 1):
            line = " ".join(raw.split("#")[0].split())
            cells = {"line": line, "language": language}
            rows += [SheetRow(number, cells, path.name)] if line else []
    return Sheet(THESAURUS, tuple(rows), is_whole=True)
