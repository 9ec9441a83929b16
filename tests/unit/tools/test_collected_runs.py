"""Runs of a proof that are kept and added up."""

from pathlib import Path
from typing import Any

import pytest

from tools.proofs.judges.collected_runs import CollectedRuns, NotToBeMixed

OPTIONS = {"kills": 5, "seed": 1}


def kept(folder: Path, commit: str = "c0ffee", **options: Any) -> CollectedRuns:
    return CollectedRuns(folder, "typing-kills", commit, {**OPTIONS, **options})


def found(**figures: Any) -> dict[str, Any]:
    return {"kills": 5, "lost": 0, "late_s": 0.2, "back_ms": {"p95": 120}, "took_s": 30.5} | figures


def test_a_proof_goes_on_with_the_first_seed_that_was_not_run(tmp_path: Path) -> None:
    assert kept(tmp_path).next_seed(1) == 1
    kept(tmp_path).add(1, found(), clean=True)
    assert kept(tmp_path).next_seed(1) == 2
    kept(tmp_path).add(3, found(), clean=True)
    assert kept(tmp_path, seed=9).next_seed(9) == 9
    assert kept(tmp_path).next_seed(1) == 2


def test_counts_are_added_and_of_what_is_measured_the_highest_stays(tmp_path: Path) -> None:
    kept(tmp_path).add(1, found(faults=["one"], slow_ms=7), clean=True)
    kept(tmp_path).add(
        2, found(late_s=0.9, back_ms={"p95": 90}, faults=["two"], slow_ms=9), clean=True
    )
    assert kept(tmp_path).totals() == {
        "proof": "typing-kills",
        "commit": "c0ffee",
        "runs": 2,
        "seeds": [1, 2],
        "clean": True,
        "kills": 10,
        "lost": 0,
        "late_s": 0.9,
        "back_ms": {"p95": 120},
        "faults": ["one", "two"],
        "slow_ms": 9,
        "took_s": 61.0,
    }


def test_one_run_that_was_not_clean_makes_all_of_them_so(tmp_path: Path) -> None:
    kept(tmp_path).add(1, found(lost=1), clean=False)
    kept(tmp_path).add(2, found(), clean=True)
    assert (kept(tmp_path).totals()["clean"], kept(tmp_path).totals()["lost"]) == (False, 1)


def test_runs_of_another_commit_or_of_other_options_are_not_added(tmp_path: Path) -> None:
    kept(tmp_path).add(1, found(), clean=True)
    with pytest.raises(NotToBeMixed, match=r"another commit .*name another folder"):
        kept(tmp_path, "decade")
    with pytest.raises(NotToBeMixed, match=r"other options"):
        kept(tmp_path, kills=6)
