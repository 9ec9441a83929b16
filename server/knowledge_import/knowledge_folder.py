"""A folder of CSV files and of a thesaurus, as tables."""

from difflib import get_close_matches
from pathlib import Path

from contract.domain.knowledge_entries.entry_values import BROKEN
from server.knowledge_import.csv_records import USUAL_SHAPE, CsvShape
from server.knowledge_import.csv_sheet import read_sheet
from server.knowledge_import.file_text import read_bytes, read_text
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.knowledge_tables import (
    TABLES,
    THESAURUS,
    needed_columns,
    optional_columns,
)
from server.knowledge_import.sheet_rows import Sheet, SheetRow

_ALIKE = 0.7  # of 1: "card.csv", "Cards.CSV" and "cards (1).csv" are, "uffici.csv" is not
_TABULAR = frozenset({".csv", ".tsv", ".txt", ".json", ".xls", ".xlsx", ".xlsm", ".ods"})
_RESOURCES = Path(__file__).parents[2] / "resources"


MAX_LINES = 200_000  # the product's own have some thousands


# The lines of a thesaurus file, whatever program saved it.
def thesaurus_rows_of(path: Path, shape: CsvShape, findings: Findings) -> list[SheetRow]:
    """Return the lines that are not empty; "#" starts a comment."""
    language = path.stem.partition("_")[2]
    text = (_text_of(path, shape, findings) or "").replace("\r\n", "\n").replace("\r", "\n")
    rows: list[SheetRow] = []
    if text.count("\n") > MAX_LINES:
        findings.add("table_too_big", file=path.name, value=MAX_LINES)
        return rows
    for number, raw in enumerate(text.split("\n"), 1):
        line = " ".join(raw.split("#")[0].split())
        if BROKEN in line:
            findings.add("broken_character", file=path.name, row=number)
        cells = {"line": line, "language": language}
        rows += [SheetRow(number, cells, path.name)] if line else []
    return rows


def _text_of(path: Path, shape: CsvShape, findings: Findings) -> str | None:
    """Return the text as UTF-8, or as its mark says, else as the shape of the other files says."""
    usual = Findings()
    text = read_text(path, usual)
    if text is not None:
        return text
    (fault,) = usual.problems
    if fault.code != "encoding":
        findings.add(fault.code, file=path.name, row=fault.row)
        return None
    content = read_bytes(path, findings)
    if content is None:
        return None
    try:
        return content.decode(shape.encoding or "utf-8")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        findings.add("encoding", file=path.name, row=row)
    return None


class CsvFolder:
    """shape: of the files that are not UTF-8. needs_thesaurus: the product's own stands in where
    the folder has none. may_be_empty: a table without rows takes nothing out.
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
        # "Cards.CSV" is there: called missing, nobody would know what to do.
        if not path.exists() and (like := self._named_like(table)):
            findings.add("misnamed_file", file=table, value=like)
            return None
        optional = optional_columns(table)
        return read_sheet(
            path,
            needed_columns(table),
            findings,
            optional,
            self._shape,
            may_be_empty=self._may_be_empty,
        )

    def passed_over(self) -> list[str]:
        """Return the names of files that look like tables and are none of these."""
        read = {*TABLES, *(path.name for path in self._thesauri())}
        found = filter(is_tabular, self._folder.iterdir())
        return sorted(path.name for path in found if path.name not in read)

    def _named_like(self, table: str) -> str:
        """Return the file that was probably meant for a table; "": none."""
        folded = {Path(name).stem.casefold(): name for name in reversed(self.passed_over())}
        found = get_close_matches(Path(table).stem, folded, n=1, cutoff=_ALIKE)
        return folded[found[0]] if found else ""

    def _thesauri(self) -> list[Path]:
        """Return thesaurus.txt, which is Italian, and thesaurus_en.txt and so on."""
        own = self._folder / THESAURUS
        others = sorted(self._folder.glob("thesaurus_*.txt"))
        return [*([own] if own.exists() else []), *others]

    def _thesaurus(self, findings: Findings) -> Sheet:
        own = self._thesauri()
        # A fresh server must answer in citizens' words from the first import.
        return _thesaurus(own, self._shape, findings) if own else product_thesaurus(findings)


def is_tabular(path: Path) -> bool:
    return path.suffix.casefold() in _TABULAR


def product_thesaurus(findings: Findings) -> Sheet:
    """Return the ones that stand in for a missing one, a file for each language."""
    return _thesaurus(sorted(_RESOURCES.glob("thesaurus_*.txt")), USUAL_SHAPE, findings)


def _thesaurus(paths: list[Path], shape: CsvShape, findings: Findings) -> Sheet:
    rows = (row for path in paths for row in thesaurus_rows_of(path, shape, findings))
    return Sheet(THESAURUS, tuple(rows), is_whole=True)
