"""The lines of a thesaurus file, whatever program saved it."""

from pathlib import Path

from contract.domain.knowledge_entries.entry_values import BROKEN
from server.knowledge_import.csv_records import CsvShape
from server.knowledge_import.file_text import read_bytes, read_text
from server.knowledge_import.import_problems import Findings
from server.knowledge_import.sheet_rows import SheetRow

MAX_LINES = 200_000  # the product's own have some thousands


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
