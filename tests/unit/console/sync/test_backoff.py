"""Waiting grows, ends somewhere, and is not the same for all seats."""

from console.sync.backoff import CEILING_S, delay_s


def test_each_miss_doubles_the_wait_up_to_the_ceiling() -> None:
    waits = [delay_s(failures, 1.0) for failures in range(1, 8)]
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, CEILING_S, CEILING_S]
    assert delay_s(10_000, 1.0) == CEILING_S


def test_half_of_the_wait_is_chance() -> None:
    assert delay_s(3, 0.0) == delay_s(3, 1.0) / 2
    assert delay_s(0, 0.0) > 0
