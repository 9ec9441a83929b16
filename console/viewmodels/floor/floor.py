"""The room as a lead watches it: asked again and again, its last half hour remembered."""

from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.runtime.task_scope import Latest, TaskScope
from console.viewmodels.floor.problems import Problem, problems
from console.viewmodels.floor.queue_order import QueueOrder
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Capability
from contract.domain.ids import QueueId
from contract.domain.service_level import CallCount
from contract.wire.floor import FloorNow, QueueNow

OLD_AFTER_S = 6.0  # three questions without an answer
SAMPLE_S = 30.0
SAMPLES = 60  # half an hour


@dataclass(slots=True)
class Sample:
    """The worst of SAMPLE_S: how many waited, and how long."""

    number: int
    waiting: int = 0
    longest_s: int = 0


class FloorViewModel(QObject):
    """now: None until the server has told. is_old: it has not answered for a while."""

    changed = Signal()

    def __init__(
        self,
        *,
        operator: SignedInOperator,
        load: Callable[[], Awaitable[FloorNow | None]],
        scope: TaskScope,
        clock: Callable[[], datetime],
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__()
        self._operator = operator
        self._load = load
        self._question = Latest("floor.refresh", scope)
        self._clock = clock
        self._monotonic_s = monotonic_s
        self.told_s: float | None = None
        self._asked = False  # a slow answer is waited for: cancelling it would never show any
        self._samples: deque[Sample] = deque(maxlen=SAMPLES)
        self._order = QueueOrder()
        self.now: FloorNow | None = None
        self.told_at: datetime | None = None
        self.only_mine = False

    @property
    def may_watch(self) -> bool:
        return self._operator.may(Capability.MONITOR_READ)

    @property
    def is_old(self) -> bool:
        return self.told_s is not None and self._monotonic_s() - self.told_s > OLD_AFTER_S

    @property
    def queues(self) -> tuple[QueueNow, ...]:
        """Return the queues watched, those in need first."""
        found = self._order.arranged(self.now.queues) if self.now is not None else ()
        mine = self.own_queues
        return tuple(one for one in found if not self.only_mine or one.queue_id in mine)

    @property
    def own_queues(self) -> frozenset[QueueId]:
        """Return the queues of her desks."""
        account = self._operator.account
        if account is None or self.now is None:
            return frozenset()
        return frozenset(one.queue_id for one in self.now.queues if one.desk_id in account.desk_ids)

    @property
    def today(self) -> CallCount:
        return sum((one.today for one in self.queues), CallCount())

    @property
    def problems(self) -> tuple[Problem, ...]:
        if self.now is None:
            return ()
        return problems(replace(self.now, queues=self._order.arranged(self.now.queues)))

    @property
    def on_duty(self) -> int:
        return sum(one.count for one in self.now.people) if self.now is not None else 0

    @property
    def ready(self) -> int:
        people = self.now.people if self.now is not None else ()
        return sum(one.count for one in people if one.state == "ready")

    def samples(self) -> tuple[Sample | None, ...]:
        """Return the last half hour, oldest first; None where nobody asked or was answered."""
        if not self._samples:
            return ()
        known = {one.number: one for one in self._samples}
        last = self._samples[-1].number
        first = max(self._samples[0].number, last - SAMPLES + 1)
        return tuple(known.get(number) for number in range(first, last + 1))

    def show_only_mine(self, is_mine: bool) -> None:
        if is_mine != self.only_mine:
            self.only_mine = is_mine
            self._samples.clear()  # they were of other queues
            self.changed.emit()

    def refresh(self) -> None:
        if self.may_watch and not self._asked:
            self._asked = True
            self._question.ask(self._ask, self._show)
        else:
            self.changed.emit()  # what is shown grows old meanwhile

    async def _ask(self) -> FloorNow | None:
        try:
            return await self._load()
        finally:
            self._asked = False

    def _show(self, now: FloorNow | None) -> None:
        if now is not None:
            self.now, self.told_at, self.told_s = now, self._clock(), self._monotonic_s()
            self._order.note(now.queues, self.told_s)
            self._note()
        self.changed.emit()

    def _note(self) -> None:
        number = int(self._monotonic_s() // SAMPLE_S)
        if not self._samples or self._samples[-1].number != number:
            self._samples.append(Sample(number))
        sample = self._samples[-1]
        sample.waiting = max(sample.waiting, sum(one.waiting for one in self.queues))
        longest = max((one.longest_wait_s for one in self.queues), default=0)
        sample.longest_s = max(sample.longest_s, longest)
