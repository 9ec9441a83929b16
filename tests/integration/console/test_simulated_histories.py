"""The replica that ships, against the real server functions, on a network that does its worst."""

import pytest

from console.sync.pull import apply_reply
from tests.support.simulated_replica import SimulatedReplica
from tools.sync_simulator import History

SEEDS = 100
STEPS = 120


def _played(seed: int, steps: int = STEPS) -> list[SimulatedReplica]:
    """Play one history with our replicas as its seats. Raise Violation when they disagree."""
    history = History(seed)
    replicas = [SimulatedReplica(seat.account) for seat in history._seats]
    history._seats[:] = replicas  # type: ignore[assignment]
    history.play(steps)
    return replicas


@pytest.mark.parametrize("tens", range(SEEDS // 10))
def test_every_replica_ends_equal_to_the_server(tens: int) -> None:
    for seed in range(tens * 10, tens * 10 + 10):
        for replica in _played(seed):
            assert replica.overlaid() == 0, f"seed {seed}: an effect stayed laid over the replica"
            replica.close()


def test_a_page_of_an_abandoned_copy_is_not_taken() -> None:
    for replica in _played(1120, 250):
        replica.close()


def test_the_functions_under_simulation_are_those_that_ship() -> None:
    assert apply_reply.__module__ == "console.sync.pull"
