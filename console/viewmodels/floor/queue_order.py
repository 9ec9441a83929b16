"""The order of a room's queues: the one in need first, and none of them dances."""

from collections.abc import Sequence
from enum import IntEnum

from console.viewmodels.floor.problems import is_abandoned, is_long, is_low
from contract.domain.ids import QueueId
from contract.domain.service_level import ANSWER_WITHIN_S
from contract.wire.floor import QueueNow

# Who reads a row of eight figures, or goes to it by keys, finds it where it was.
KEPT_S = 30.0


class Need(IntEnum):
    """How much a queue needs somebody, as the table marks it."""

    LONG = 0  # somebody waits longer than the promise
    OFF_TARGET = 1  # too few are answered in time today, or too many give up
    LATE = 2  # somebody is not answered in time
    NONE = 3


def need_of(queue: QueueNow) -> Need:
    """Nothing is needed where the figures are old: they may be mended since."""
    if queue.stale_since is not None:
        return Need.NONE
    if is_long(queue.longest_wait_s):
        return Need.LONG
    if is_low(queue.today) or is_abandoned(queue.today):
        return Need.OFF_TARGET
    return Need.LATE if queue.longest_wait_s > ANSWER_WITHIN_S else Need.NONE


class QueueOrder:
    """Put in order anew after KEPT_S; between two of these a queue rises only to the first need.

    A wait that breaks the promise cannot be below the fold for so long (decision 0033).
    """

    def __init__(self) -> None:
        self._order: tuple[QueueId, ...] = ()
        self._risen: frozenset[QueueId] = frozenset()
        self._ordered_s: float | None = None

    def note(self, queues: Sequence[QueueNow], now_s: float) -> None:
        """Take the figures just told."""
        long = frozenset(one.queue_id for one in queues if need_of(one) is Need.LONG)
        if self._ordered_s is None or now_s - self._ordered_s >= KEPT_S:
            self._ordered_s, self._risen = now_s, long
            self._order = tuple(one.queue_id for one in sorted(queues, key=_rank))
        elif not long <= self._risen:
            self._risen |= long
            self._order = tuple(sorted(self._order, key=lambda one: one not in self._risen))

    def arranged(self, queues: Sequence[QueueNow]) -> tuple[QueueNow, ...]:
        """Return these in their order; one that is new stands last."""
        places = {queue_id: place for place, queue_id in enumerate(self._order)}
        return tuple(sorted(queues, key=lambda one: places.get(one.queue_id, len(places))))


def _rank(queue: QueueNow) -> tuple[Need, int, int]:
    need = need_of(queue)
    if need is Need.NONE:
        return need, 0, 0  # by name: who waits for some seconds there changes all the time
    return need, -queue.longest_wait_s, -queue.waiting
