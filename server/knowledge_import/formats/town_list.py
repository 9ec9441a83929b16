"""The national list of towns: read to show that a file is understood, never taken in."""

from pathlib import Path

from server.knowledge_import.csv_sheet import read_any_sheet
from server.knowledge_import.formats.foreign import Mapping
from server.knowledge_import.formats.made_tables import MadeTables

_NAME = "Denominazione in italiano"


def read(path: Path, mapping: Mapping, made: MadeTables) -> None:
    """Refuse every row by its name: a town is neither an office nor a service of this city."""
    sheet = read_any_sheet(path, (_NAME,), made.findings, mapping.shape)
    for row in sheet.rows if sheet else ():
        made.refuse(row.place, "town_row", _NAME, row.cells[_NAME])
