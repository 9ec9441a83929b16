"""What a story by chance is played in: its clock, its dice, how news travels, and what is told.

Reports and answers travel as long as they like, get lost, or arrive when nobody waits for them.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from contract.domain.agents.agent import WrapUpMode
from contract.domain.ids import QueueId
from contract.domain.queue import Queue
from server.store.duty.duties import KnownDuty, find_duty
from tests.support.duty.duty_floor import QUEUE, Floor
from tests.unit.console.viewmodels.seat import HandClock

TOLD = 60  # lines of a story that went wrong


class Broken(AssertionError):
    """A promise was broken. str() has the seed and the end of the story."""


class StoryWorld:
    """One operator's: account is hers, number that of her first seat."""

    def __init__(self, floor: Floor, seed: int) -> None:
        self.floor, self.seed = floor, seed
        self.chance = chance = Random(seed)
        self.mode = chance.choice([*[WrapUpMode.TIMEOUT] * 5, *WrapUpMode])
        self.delay_s = chance.choice([0.2, 0.2, 0.7, 1.4])  # at most, of each way
        self.late = 0.03  # of the reports arrive when their console waits no longer
        self.number = str(2000 + seed % 7000)
        floor.wrap_up(self.mode)
        self.account = floor.account(f"anna{seed}")
        self.mono = HandClock()
        queue = Queue(id=QueueId(QUEUE), name=QUEUE, wrap_up=self.mode, wrap_up_s=60)
        self.queues = (queue,) if chance.random() < 0.8 else ()
        self.is_online = True  # the way from the seats to the server
        self.is_serving = True  # the server runs
        self.began_at = floor.now
        self.trace: list[str] = []
        self._later: list[tuple[datetime, int, Callable[[], None]]] = []
        self._plans = 0
        self._duty: KnownDuty | None = None

    @property
    def reaches(self) -> bool:
        """Whether a seat can speak with the server now."""
        return self.is_online and self.is_serving

    @property
    def shown(self) -> str:
        """What she sees of her state, at each seat."""
        raise NotImplementedError

    @property
    def known(self) -> str:
        """What the server has of her."""
        duty = self.duty().duty
        return f"{duty.state} {duty.reason}".rstrip()

    def note(self, text: str) -> None:
        after_s = (self.floor.now - self.began_at).total_seconds()
        self.trace.append(f"{after_s:8.2f} {text:32} | {self.shown:24} | {self.known}")

    def fail(self, text: str) -> None:
        self.note(text)
        raise Broken("\n".join([f"seed {self.seed} {self.mode}: {text}", *self.trace[-TOLD:]]))

    def after(self, seconds: float, work: Callable[[], None]) -> None:
        self._plans += 1
        self._later.append((self.floor.now + timedelta(seconds=seconds), self._plans, work))

    def next_at(self, end: datetime) -> datetime:
        return max(self.floor.now, min((at for at, _, _ in self._later), default=end))

    def do_due(self) -> None:
        while due := sorted(one for one in self._later if one[0] <= self.floor.now)[:1]:
            self._later.remove(due[0])
            due[0][2]()

    def duty(self) -> KnownDuty:
        """Return the duty as it was read since something last touched it."""
        known = self._duty or self.floor.database.read_now(lambda c: find_duty(c, self.account.id))
        assert known is not None
        self._duty = known
        return known

    def forget_duty(self) -> None:
        self._duty = None
