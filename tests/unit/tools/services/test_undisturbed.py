"""A run that is ended while it starts a process knows of that process."""

import os
import signal
from collections.abc import Iterator

import pytest

from tools.services.undisturbed import undisturbed

NUMBER = signal.SIGHUP


class Ended(Exception):
    """What the run raises when it is told to end."""


def _end(*_: object) -> None:
    raise Ended


@pytest.fixture(autouse=True)
def ended_by_hangup() -> Iterator[None]:
    before = signal.signal(NUMBER, _end)
    yield
    signal.signal(NUMBER, before)


def test_the_end_waits_until_what_is_begun_is_written_down() -> None:
    running: list[str] = []

    def begin() -> None:
        with undisturbed([NUMBER]):
            os.kill(os.getpid(), NUMBER)
            os.kill(os.getpid(), NUMBER)
            running.append("server")

    with pytest.raises(Ended):
        begin()
    assert running == ["server"]


def test_afterwards_a_signal_ends_the_run_at_once() -> None:
    with undisturbed([NUMBER]):
        pass
    with pytest.raises(Ended):
        os.kill(os.getpid(), NUMBER)


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    signal.signal(NUMBER, signal.SIG_IGN)
    with undisturbed([NUMBER]):
        os.kill(os.getpid(), NUMBER)
    assert signal.getsignal(NUMBER) is signal.SIG_IGN
