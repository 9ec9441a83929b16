"""Spoilt copies of the demo city: refused with a place, or taken exactly as they read."""

import csv
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from server.knowledge_import.import_problems import ImportRefused
from server.knowledge_import.knowledge_files import read_knowledge
from tests.support.knowledge.knowledge_folder import DEMO_CITY, FILES

type Spoil = Callable[[bytes, random.Random], bytes]
# Where no one column is at fault: the file, its header, or a whole row.
WITHOUT_COLUMN = {"empty_file", "empty_table", "wrong_delimiter"}


def cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content))]


def flip(content: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(dice.randrange(1, 5)):
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


def insert(piece: bytes) -> Spoil:
    def spoil(content: bytes, dice: random.Random) -> bytes:
        place = dice.randrange(len(content))
        return content[:place] + piece + content[place:]

    return spoil


def in_cell(text: str) -> Spoil:
    def spoil(content: bytes, dice: random.Random) -> bytes:
        rows = list(csv.reader(content.decode().splitlines(keepends=True)))
        row = dice.choice(rows[1:])
        row[dice.randrange(len(row))] = text
        return _written(rows)

    return spoil


def swap_columns(content: bytes, dice: random.Random) -> bytes:
    rows = list(csv.reader(content.decode().splitlines(keepends=True)))
    first, second = dice.sample(range(len(rows[0])), 2)
    for row in rows[1:]:
        row[first], row[second] = row[second], row[first]
    return _written(rows)


def _written(rows: list[list[str]]) -> bytes:
    lines = (",".join('"{}"'.format(cell.replace('"', '""')) for cell in row) for row in rows)
    return ("\n".join(lines) + "\n").encode()


SPOILS: dict[str, Spoil] = {
    "cut": cut,
    "flipped": flip,
    "swapped": swap_columns,
    "quote": insert(b'"'),
    "comma": insert(b","),
    "line": insert(b"\n"),
    "nul": insert(b"\x00"),
    "latin": insert(b"\xe0"),
    "megabyte": in_cell("x" * 1_000_000),
    "long": in_cell("x" * 30_000),
    "formula": in_cell('=cmd|"/c calc"!A0'),
    "nul cell": in_cell("\x00"),
}
# What no editor can mean is always refused.
NEVER_MEANT = {"nul", "latin", "megabyte", "long", "formula", "nul cell"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spoilt")
    for file in FILES:
        shutil.copy(DEMO_CITY / file, path)
    (path / "thesaurus.txt").write_text("immondizia > tari\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", list(SPOILS))
@pytest.mark.parametrize("file", FILES)
def test_a_spoilt_file_is_refused_with_its_place_or_taken_as_it_reads(
    folder: Path, file: str, name: str
) -> None:
    right = (DEMO_CITY / file).read_bytes()
    try:
        for seed in range(4):
            spoilt = SPOILS[name](right, random.Random(f"{file} {name} {seed}"))
            (folder / file).write_bytes(spoilt)
            is_taken = _is_taken_whole(folder, file)
            assert not (is_taken and name in NEVER_MEANT)
    finally:
        (folder / file).write_bytes(right)


def _is_taken_whole(folder: Path, file: str) -> bool:
    """Return False where it is refused with a place."""
    try:
        knowledge = read_knowledge(folder)
    except ImportRefused as refused:
        for problem in refused.problems:
            assert problem.sentence, problem
            assert problem.row >= 1, problem
            assert problem.file == file or problem.code.startswith("unknown_"), problem
            is_placed = problem.column or problem.row == 1 or problem.code in WITHOUT_COLUMN
            assert is_placed, problem
        return False
    with (folder / file).open(encoding="utf-8-sig", newline="") as text:
        rows = [row for row in csv.reader(text) if any(cell.strip() for cell in row)]
    assert len(getattr(knowledge, file.removesuffix(".csv"))) == len(rows) - 1
    return True
