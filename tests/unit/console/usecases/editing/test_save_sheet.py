"""A sheet is saved where people look for it, and never over another one."""

from pathlib import Path

import pytest

from console.errors import SheetNotSaved
from console.usecases.editing.save_sheet import SaveSheet


async def test_a_second_sheet_of_a_day_stands_beside_the_first(tmp_path: Path) -> None:
    save = SaveSheet(tmp_path / "Scaricati")
    first = await save("schede", b"one")
    second = await save("schede", b"two")
    assert (first.name, second.name) == ("schede.csv", "schede-2.csv")
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")


async def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SheetNotSaved):
        await SaveSheet(tmp_path / "file" / "folder")("schede", b"one")
