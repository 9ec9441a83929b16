"""Seats and server agree after every faulty history, and planted faults do not go unseen.

A sample of ./prove sync-histories: as many as every planted fault is seen within.
"""

import pytest

from tools.simulation import simulated_work
from tools.simulation.agreement import Violation
from tools.simulation.sync_simulator import (
    SEAT_FAULTS,
    SERVER_FAULTS,
    History,
    first_seed_that_fails,
)

SEEDS = 60
OLDER_PAGE = (356, 250)  # a page of an abandoned snapshot arrives at the same key of the next


@pytest.mark.parametrize("tens", range(SEEDS // 20))
def test_everybody_agrees_after_a_faulty_history(tens: int) -> None:
    for seed in range(tens * 20, tens * 20 + 20):
        History(seed).play()


@pytest.mark.parametrize("fault", [*SERVER_FAULTS, *SEAT_FAULTS])
def test_planted_fault_is_seen(fault: str) -> None:
    assert first_seed_that_fails(fault, SEEDS) is not None


def test_page_of_an_abandoned_snapshot_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    # The history was found when nobody changed a contact after closing it.
    monkeypatch.setattr(simulated_work, "CHANGES", 0.0)
    seed, steps = OLDER_PAGE
    History(seed).play(steps)
    with pytest.raises(Violation):
        History(seed, "takes_older_pages").play(steps)


def test_same_seed_plays_the_same_history() -> None:
    assert History(7).play() == History(7).play()
