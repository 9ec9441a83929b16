"""The proof of the attack list believes nothing that was not tried, told and written."""

from typing import Any

import pytest

from tools.hostile.refused.asking import outcome
from tools.hostile.refused.verdicts import verdict, wrongs
from tools.proofs.hostile_input import LIST

CLEAN = outcome(3, 3, 3, audit={"caller.refused": 3})


def test_what_was_refused_told_and_audited_each_time_is_clean() -> None:
    judged = verdict(CLEAN, [], [])
    assert judged == {"tried": 3, "refused": True, "told": True, "audited": True}
    assert wrongs(judged) == []


@pytest.mark.parametrize("found", [{}, outcome(0, 0, 0), {"tried": 0}, {"refused": 3, "told": 3}])
def test_what_was_not_tried_is_neither_refused_nor_told_nor_audited(found: dict[str, Any]) -> None:
    assert set(wrongs(verdict(found, [], []))) == {
        "not tried",
        "not refused",
        "not told",
        "not audited",
    }


@pytest.mark.parametrize("name", ["tried", "refused", "told", "audit"])
def test_a_count_that_is_missing_is_not_clean(name: str) -> None:
    found = {key: value for key, value in CLEAN.items() if key != name}
    assert wrongs(verdict(found, [], []))


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (outcome(3, 2, 3), "not refused"),
        (outcome(3, 3, 2), "not told"),
        (outcome(3, 3, 3, passed=["a token"]), "not refused"),
        (outcome(3, 3, 3, failed="a contact was lost"), "not refused"),
        (outcome(3, 3, 3, untold="no lead hears of it"), "not told"),
    ],
)
def test_one_that_passed_or_was_told_to_nobody_is_named(found: dict[str, Any], wrong: str) -> None:
    assert wrongs(verdict(found, [], [])) == [wrong]


def test_a_line_that_audit_or_log_lacks_is_named() -> None:
    assert wrongs(verdict(CLEAN, ["caller.refused: 2 of 3"], [])) == [
        "not audited",
        "caller.refused: 2 of 3",
    ]
    assert wrongs(verdict(CLEAN, [], ["streams ended"])) == ["not told", "streams ended"]


def test_the_judge_of_no_verdict_at_all_finds_it_wrong() -> None:
    assert wrongs({}) == ["not tried", "not refused", "not told", "not audited"]


def test_the_list_names_each_attack_once() -> None:
    assert len(LIST) == len(set(LIST)) == 21
