"""The seat tells the time as the server does, and never a time from before the server's answer."""

from datetime import datetime, timedelta

import pytest

from console.runtime.clock import ServerClock
from tests.support.seats.seat import NOW, StoppedClock
from tests.unit.console.viewmodels.seat import HandClock

HOUR = timedelta(hours=1)


def _millis(at: datetime) -> int:
    return int(at.timestamp() * 1000)


@pytest.fixture
def seat() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def passed() -> HandClock:
    return HandClock()


@pytest.fixture
def clock(seat: StoppedClock, passed: HandClock) -> ServerClock:
    return ServerClock(seat, passed)


@pytest.mark.parametrize("wrong", [-HOUR, timedelta(), HOUR])
def test_a_seat_whose_clock_is_wrong_goes_by_the_server_s(
    seat: StoppedClock, clock: ServerClock, wrong: timedelta
) -> None:
    clock.learn(_millis(NOW + wrong), 0.4)
    assert clock() == NOW + wrong + timedelta(seconds=0.2)
    seat.advance(5)
    assert clock() == NOW + wrong + timedelta(seconds=5.2)


def test_what_is_done_after_an_answer_is_not_before_it_though_the_clock_is_set_back(
    seat: StoppedClock, passed: HandClock, clock: ServerClock
) -> None:
    clock.learn(_millis(NOW), 0.0)
    seat.advance(-3600)
    assert clock() == NOW
    passed.turn(5)
    seat.advance(5)
    assert clock() == NOW + timedelta(seconds=5), "it does not stand still either"


def test_an_answer_that_comes_late_puts_nothing_before_the_sign_in(clock: ServerClock) -> None:
    """A question from before the sign-in is answered after it: most of its way was the way back."""
    clock.learn(_millis(NOW), 0.1)
    clock.learn(_millis(NOW - timedelta(seconds=2)), 2.2)
    assert clock() == NOW


def test_a_server_whose_clock_was_wrong_and_is_put_right_is_believed(clock: ServerClock) -> None:
    clock.learn(_millis(NOW + HOUR), 0.0)
    clock.learn(_millis(NOW), 0.0)
    assert clock() == NOW


def test_a_server_whose_clock_was_set_back_a_little_is_followed_once_it_is_there_again(
    seat: StoppedClock, passed: HandClock, clock: ServerClock
) -> None:
    clock.learn(_millis(NOW), 0.0)
    for seconds in (10, 20, 40):
        passed.turn(seconds)
        seat.advance(seconds)
        clock.learn(_millis(seat.now - timedelta(seconds=30)), 0.0)
    assert clock() == seat.now - timedelta(seconds=30)
