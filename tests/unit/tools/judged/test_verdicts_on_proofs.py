"""A proof is clean when it tried something and judged all of it; nothing else is clean."""

import pytest

from tools.proofs.__main__ import PROOFS, limit_s, unclean
from tools.proofs.judges.collected_runs import CollectedRuns
from tools.proofs.judges.figures import highest, lowest, middle
from tools.proofs.random_examples import judged

GOOD = {
    "operations": 3, "lost": 0, "duplicated": 0, "refused_but_there": 0, "out_of_order": 0,
    "faults": [],
}  # fmt: skip


def test_what_was_tried_and_found_in_order_is_clean() -> None:
    assert unclean("server-kills", GOOD) == []


@pytest.mark.parametrize("proof", [proof.name for proof in PROOFS])
def test_a_proof_that_tells_nothing_is_not_clean(proof: str) -> None:
    assert unclean(proof, {}) != []


@pytest.mark.parametrize("key", GOOD)
def test_a_field_that_is_missing_is_not_clean(key: str) -> None:
    told = {name: value for name, value in GOOD.items() if name != key}
    assert unclean("server-kills", told) == [f"{key} is not there"]


def test_a_proof_that_tried_nothing_is_not_clean() -> None:
    assert unclean("server-kills", {**GOOD, "operations": 0}) == ["nothing was tried: operations 0"]
    told = {"histories": 5, "events": {}, "violations": []}
    assert unclean("sync-histories", told) == ["nothing was tried: events {}"]


@pytest.mark.parametrize(
    ("figure", "value"), [("all_back_s_max", None), ("wait_ms", {"p50": 1.0, "p95": None})]
)
def test_a_figure_that_nobody_measured_is_not_clean(figure: str, value: object) -> None:
    assert unclean("server-kills", {**GOOD, figure: value}) == [f"{figure} was not measured"]


def test_of_no_values_there_is_no_figure() -> None:
    assert (highest([]), lowest([]), middle([])) == (None, None, None)
    assert highest([0.25, 0.5], digits=1, times=1000) == 500.0


def test_a_folder_without_runs_is_not_clean(tmp_path_factory: pytest.TempPathFactory) -> None:
    kept = CollectedRuns(tmp_path_factory.mktemp("runs"), "server-kills", "abc", {})
    assert kept.totals()["clean"] is False


def test_a_property_that_fails_and_a_run_that_dies_are_told() -> None:
    told = '<testsuites><testsuite><testcase classname="t" name="a"><failure/></testcase>'
    told += '<testcase classname="t" name="b"/></testsuite></testsuites>'
    assert judged(told, 1) == {"tests": 2, "faults": ["t::a"]}
    assert judged("<testsuites/>", 3) == {"tests": 0, "faults": ["pytest ended with 3"]}


@pytest.mark.parametrize(("options", "least_s"), [({}, 3600), ({"minutes": 720.0}, 720 * 60)])
def test_no_proof_is_ended_before_it_has_done_what_it_was_asked(
    options: dict[str, float], least_s: float
) -> None:
    assert limit_s(options) > least_s
