"""The replica that ships, against the real server functions, on a network that does its worst."""

from collections.abc import Callable

import pytest

from console.sync import applied_reply
from tests.support.seats import simulated_replica
from tests.support.seats.simulated_replica import SimulatedReplica
from tools.simulation.sync_simulator import History

SEEDS = 60
STEPS = 120


def _played(seed: int, steps: int = STEPS) -> list[SimulatedReplica]:
    """Play one history with our replicas as its seats. Raise Violation when they disagree."""
    history = History(seed)
    replicas = [SimulatedReplica(seat.account) for seat in history._seats]
    history._seats[:] = replicas  # type: ignore[assignment]
    history.play(steps)
    return replicas


def _play_all(seeds: range) -> None:
    for seed in seeds:
        for replica in _played(seed):
            replica.rest()
            assert replica.overlaid() == 0, f"seed {seed}: an effect stayed laid over the replica"
            assert replica.held_scopes() <= set(replica.account.scopes)
            replica.close()


@pytest.mark.parametrize("tens", range(SEEDS // 10))
def test_every_replica_ends_equal_to_the_server(tens: int) -> None:
    _play_all(range(tens * 10, tens * 10 + 10))


def test_a_page_of_an_abandoned_copy_is_not_taken() -> None:
    for replica in _played(1120, 250):
        replica.close()


@pytest.mark.parametrize(
    "breaks",
    [
        lambda patch: patch.setattr(applied_reply, "drop_row", lambda *_: None),
        lambda patch: patch.setattr(applied_reply, "offer_again", lambda *_: 0),
        lambda patch: patch.setattr(applied_reply, "hide_reached", lambda *_: 0),
        lambda patch: patch.setattr(simulated_replica, "sweep", lambda *_: 0),
    ],
    ids=["keeps_what_is_gone", "offers_nothing_again", "hides_nothing", "keeps_lost_scopes"],
)
def test_a_rule_that_is_broken_does_not_go_unseen(
    breaks: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks(monkeypatch)
    with pytest.raises(AssertionError):  # Violation is one
        _play_all(range(40))
