"""The faults that are planted to try the tests: each is one change, and is sound Python."""

import ast
from pathlib import Path

import pytest

from tools.figures.fault_sites import chosen, faults_of, same_fault
from tools.figures.planted_faults import reaching_tests

SOURCE = '''"""A module."""

LIMIT = 3


def late(due: int, now: int) -> bool:
    """Say whether it is late."""
    log.info("%s", now)
    if not due and now >= LIMIT + 1:
        return True
    forget(due)
    return now - due > 20


async def told(città: str) -> str | None:
    if not città:
        return None
    await sent("perché", città)
    return f"{città if len(città) > 1 else 'Roma'}"
'''


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "late.py").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def test_each_fault_changes_one_thing_and_leaves_sound_python(tree: Path) -> None:
    source = (tree / "late.py").read_bytes()
    faults = faults_of(tree, "late.py")
    spoilt = {ast.unparse(ast.parse(fault.planted(source))) for fault in faults}
    assert len(spoilt) == len(faults)
    assert ast.unparse(ast.parse(source)) not in spoilt


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("now >= LIMIT + 1", "(now > LIMIT + 1)"),
        ("not due and now >= LIMIT + 1", "(not due or now >= LIMIT + 1)"),
        ("not due", "(due)"),
        ("1", "(2)"),
        ("return True", "return None"),
        ("True", "(False)"),
        ("forget(due)", "pass"),
        ("now - due", "(now + due)"),
        ('await sent("perché", città)', "pass"),
    ],
)
def test_a_fault_is_one_that_a_person_makes(tree: Path, was: str, becomes: str) -> None:
    assert (was, becomes) in {(fault.was, fault.becomes) for fault in faults_of(tree, "late.py")}


def test_words_of_logs_and_texts_are_left_alone(tree: Path) -> None:
    spoilt = [fault.was for fault in faults_of(tree, "late.py")]
    assert not [text for text in spoilt if text.startswith(('"""', "log."))]
    assert "len(città) > 1" not in spoilt


def test_the_same_seed_draws_the_same_faults_one_a_line(tree: Path) -> None:
    drawn = chosen(tree, ["late.py"], 4, seed=7)
    assert drawn == chosen(tree, ["late.py"], 4, seed=7)
    assert len({fault.line for fault in drawn}) == 4


def test_a_fault_of_several_lines_is_tried_with_the_tests_of_each(tmp_path: Path) -> None:
    """Python tells of no line that has but the "not" of a condition."""
    (tmp_path / "a.py").write_text(
        "def f(a, b):\n    if a or not (\n        b\n    ):\n        g()\n"
    )
    (fault,) = (one for one in faults_of(tmp_path, "a.py") if one.was.startswith("not"))
    lines = {"2": [0], "3": [1], "5": [2]}
    covering = {"tests": ["t.py::a", "t.py::b", "t.py::c"], "lines": {"a.py": lines}}
    assert reaching_tests(fault, covering) == ["t.py::a", "t.py::b"]


def test_a_fault_of_an_older_version_is_found_again_where_its_line_went(tree: Path) -> None:
    known = {"file": "late.py", "line": 9, "was": "1", "becomes": "(2)"}
    moved = tree / "late.py"
    moved.write_text("import log\n\n" + moved.read_text("utf-8"), encoding="utf-8")
    again = same_fault(tree, known)
    assert again is not None
    assert (again.line, again.was) == (11, "1")
    assert same_fault(tree, known | {"was": "7"}) is None
    assert same_fault(tree, known | {"file": "gone.py"}) is None
