"""Seats and server agree after every faulty history, and planted faults do not go unseen.

A sample of ./prove sync-histories: as many as every planted fault is seen within.
"""

import pytest

from contract.wire.changes import SnapshotPage
from tools.simulation.reference_seat import ReferenceSeat
from tools.simulation.simulated_work import an_operator
from tools.simulation.sync_simulator import (
    SEAT_FAULTS,
    SERVER_FAULTS,
    History,
    first_seed_that_fails,
)

SEEDS = 60


@pytest.mark.parametrize("tens", range(SEEDS // 20))
def test_everybody_agrees_after_a_faulty_history(tens: int) -> None:
    for seed in range(tens * 20, tens * 20 + 20):
        History(seed).play()


@pytest.mark.parametrize("fault", [*SERVER_FAULTS, *SEAT_FAULTS])
def test_planted_fault_is_seen(fault: str) -> None:
    assert first_seed_that_fails(fault, SEEDS) is not None


def test_page_of_an_abandoned_snapshot_is_not_taken() -> None:
    for fault, reached in (("", None), ("takes_older_pages", 9)):
        seat = ReferenceSeat(an_operator("op1"), frozenset({fault}), "e1", {"kb": None})
        seat.on_snapshot("kb", None, SnapshotPage(epoch="e1", head=9, rows=(), next_after="0:a"))
        # Asked for an earlier copy: what was made between its head and 9 is in neither.
        seat.on_snapshot("kb", "0:a", SnapshotPage(epoch="e1", head=7, rows=()))
        assert seat.cursors["kb"] == reached


def test_same_seed_plays_the_same_history() -> None:
    assert History(7).play() == History(7).play()
