"""A planted fault: the tests that run its line are asked, and its place is left sound."""

from pathlib import Path

from tools.figures.fault_sites import faults_of
from tools.figures.planted_faults import tried as tried_fault


def tried(tmp_path: Path, body: str, test: str) -> dict[str, object]:
    """Plant the one fault of a module that an own test runs, and return its record."""
    tree, work = tmp_path / "tree", tmp_path / "work"
    work.mkdir()
    tree.mkdir()
    (tree / "near.py").write_text(f"def is_near(way_m: int) -> bool:\n    {body}\n")
    (tree / "test_near.py").write_text(
        f"from near import is_near\n\n\ndef test_way():\n    {test}\n"
    )
    covering = {"tests": ["test_near.py::test_way"], "lines": {"near.py": {"2": [0]}}}
    fault = next(one for one in faults_of(tree, "near.py") if one.was == "2")
    return tried_fault(tree, work, fault, covering)


def test_a_fault_as_long_as_what_it_spoils_is_seen_and_gone_afterwards(tmp_path: Path) -> None:
    record = tried(tmp_path, "return way_m < 2", "assert not is_near(2)")
    assert (record["caught"], record["by"]) == (True, "test_near.py::test_way")
    assert "< 2" in (tmp_path / "tree" / "near.py").read_text()


def test_what_fails_without_the_fault_too_has_caught_nothing(tmp_path: Path) -> None:
    record = tried(tmp_path, "return way_m < 2", "assert is_near(3)")
    assert (record["caught"], record["why"]) == (False, "fails without the fault, too")


def test_a_fault_that_no_test_minds_survives(tmp_path: Path) -> None:
    assert tried(tmp_path, "return way_m < 2", "is_near(9)")["caught"] is False
