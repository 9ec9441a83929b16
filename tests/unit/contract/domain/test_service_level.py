"""The shares a city is measured by: of which calls, and what there is to say of none."""

from contract.domain.service_level import CallCount


def test_both_shares_are_of_the_same_calls() -> None:
    day = CallCount(answered=80, in_time=60, abandoned=15, short=900, unserved=5)
    assert day.offered == 100, "who hung up at once was neither served nor let down"
    assert day.service_level == 0.60
    assert day.abandonment == 0.15


def test_a_queue_without_calls_has_no_share_rather_than_a_perfect_one() -> None:
    assert CallCount().service_level is None
    assert CallCount(short=3).abandonment is None


def test_queues_are_added_before_shares_are_taken() -> None:
    """The mean of two shares would weigh a queue of two calls as much as one of two thousand."""
    busy = CallCount(answered=98, in_time=98, abandoned=2)
    small = CallCount(answered=1, in_time=0, abandoned=1)
    both = busy + small
    assert (both.service_level, both.abandonment) == (98 / 102, 3 / 102)
