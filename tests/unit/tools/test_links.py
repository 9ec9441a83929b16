"""Papers lead where they say, and name who acts: a reader need not guess who "she" is."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
GUESSED = re.compile(
    r"\b(?:she|hers?|herself|he|his|him|himself|is told|are told)\b", re.IGNORECASE
)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


PAPERS = sorted(
    path.relative_to(ROOT) for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
)


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_every_link_of_a_paper_finds_its_file(paper: Path) -> None:
    targets = LINK.findall((ROOT / paper).read_text(encoding="utf-8"))
    away = [
        target
        for target in targets
        if "://" not in target and not (ROOT / paper.parent / target).exists()
    ]
    assert away == []


@pytest.mark.parametrize("paper", PAPERS, ids=str)
def test_a_paper_names_its_subjects(paper: Path) -> None:
    text = CODE.sub("", (ROOT / paper).read_text(encoding="utf-8"))
    assert GUESSED.findall(text) == []
