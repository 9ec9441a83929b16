"""Where tests collect garbage on any thread, none of them makes an object of Qt."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import FREE_OF_QT

ROOT = Path(__file__).resolve().parents[3]
OF_QT = {"PySide6", "qasync", "shiboken6", "widgets"}
VIEWS = ("console.screens", "console.viewmodels", "console.bootstrap")


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("folders", FREE_OF_QT, ids=lambda folders: "-".join(sorted(folders)))
def test_no_test_there_imports_what_makes_objects_of_qt(folders: set[str]) -> None:
    files = [
        file
        for file in (ROOT / "tests").rglob("*.py")
        if folders <= set(file.relative_to(ROOT).parts)
    ]
    assert len(files) > 20
    found = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in files
        for name in _imported(file)
        if name.partition(".")[0] in OF_QT or name.startswith(VIEWS)
    ]
    assert found == []
