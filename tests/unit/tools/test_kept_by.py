"""The papers on what was found name tests and rows of the proof that there are."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tools.proofs import speech

ROOT = Path(__file__).resolve().parents[3]
PAPER = ROOT / "docs" / "handbook" / "findings-by-ear.md"
OF_FAULTS = ROOT / "docs" / "security.md"
NAMED = re.compile(r"`(test_\w+\.py)::(test_\w+)`")
ROW = re.compile(r"♪ ([a-z_0-9]+)")


def names_by_file() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path in (ROOT / "tests").rglob("test_*.py"):
        found[path.name] |= set(re.findall(r"def (test_\w+)\(", path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("paper", [PAPER, OF_FAULTS], ids=lambda path: path.stem)
def test_each_test_that_keeps_a_finding_mended_exists(paper: Path) -> None:
    tests = names_by_file()
    named = NAMED.findall(paper.read_text(encoding="utf-8"))
    assert len(named) > 30
    assert [f"{file}::{name}" for file, name in named if name not in tests[file]] == []


def test_each_row_of_the_proof_that_keeps_a_finding_mended_is_counted() -> None:
    source = Path(speech.__file__).read_text(encoding="utf-8")
    rows = set(ROW.findall(PAPER.read_text(encoding="utf-8")))
    assert [row for row in sorted(rows) if f'"{row}"' not in source] == []


def test_each_finding_says_what_keeps_it_mended_or_that_it_is_open() -> None:
    text = PAPER.read_text(encoding="utf-8").partition("## EN 301 549")[0]
    rows = [line for line in text.splitlines() if line.startswith("| ") and "kept by" not in line]
    assert [row for row in rows if not (NAMED.search(row) or ROW.search(row))] == []
