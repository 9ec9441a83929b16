"""What reads texts for their meaning may keep dying: it is started ever less often."""

import asyncio
import contextlib
import logging
from collections.abc import Iterator

import pytest

from server.bootstrap.sentence_vectors import LONGEST_S, keep_on
from server.gateways.sentences import SentenceProcessDied
from tests.support.seats.leaping_loop import LeapingLoop


class Keeping:
    """Ends as it is told, one word a call, and notes when it was called."""

    def __init__(self, *ends: str) -> None:
        self._ends: Iterator[str] = iter(ends)
        self.at_s: list[float] = []

    async def __call__(self) -> None:
        self.at_s.append(asyncio.get_running_loop().time())
        match next(self._ends, "well"):
            case "dead":
                raise SentenceProcessDied("exit code -9")
            case "bug":
                raise RuntimeError

    def pauses_s(self) -> list[int]:
        return [round(b - a) for a, b in zip(self.at_s, self.at_s[1:], strict=False)]


def played(keeping: Keeping, seconds: float) -> None:
    async def story() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(keep_on(keeping, 0.0), seconds)

    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        runner.run(story())


def test_what_keeps_dying_is_started_ever_less_often_and_at_most_every_five_minutes() -> None:
    keeping = Keeping(*["dead", "bug"] * 5)
    played(keeping, 1220.0)
    assert keeping.pauses_s() == [10, 20, 40, 80, 160, 300, 300, 300]
    assert LONGEST_S == 300


def test_one_success_and_it_is_as_often_as_before() -> None:
    keeping = Keeping("dead", "dead", "well", "dead")
    played(keeping, 55.0)
    assert keeping.pauses_s() == [10, 20, 5, 10, 5]


def test_each_death_is_one_line_that_says_when_it_is_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        played(Keeping("dead", "dead"), 35.0)
    said = [record.getMessage() for record in caplog.records]
    assert ["10 s" in said[0], "20 s" in said[1], len(said)] == [True, True, 2]
    assert "exit code -9" in said[0]
