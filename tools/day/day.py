"""Plays a day of calls in memory, event by event, under a rule that gives calls to operators."""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from contract.domain.queue import Queue
from server.usecases.routing.matching import Assignment, Ready, Waiting
from tools.day.staff import Operator
from tools.day.traffic import WRAP_UP_S, CallOfDay

Assign = Callable[[Sequence[Waiting], Sequence[Ready], int], tuple[Assignment, ...]]
LOOK_EVERY_S = 5.0  # rings widen with time: the rule is asked again


@dataclass(slots=True)
class Outcome:
    """waits_s of the answered ones, by language."""

    waits_s: dict[str, list[float]] = field(default_factory=dict)
    abandoned: dict[str, int] = field(default_factory=dict)
    wrong_language: int = 0
    longest_queue: int = 0


class Day:
    def __init__(
        self, calls: Sequence[CallOfDay], operators: Sequence[Operator], queue: Queue, rule: Assign
    ) -> None:
        self._calls = calls
        self._operators = {operator.account_id: operator for operator in operators}
        self._queue = queue
        self._rule = rule
        self._events: list[tuple[float, int, Callable[[float], None]]] = []
        self._waiting: dict[str, tuple[CallOfDay, Waiting]] = {}
        self.outcome = Outcome()

    def play(self) -> Outcome:
        for number, call in enumerate(self._calls):
            self._at(call.at_s, self._arrival(str(number), call))
        for operator in self._operators.values():
            self._at(operator.starts_s, self._free(operator))
        while self._events:
            at_s, _, happens = heapq.heappop(self._events)
            happens(at_s)
        return self.outcome

    def _at(self, at_s: float, happens: Callable[[float], None]) -> None:
        heapq.heappush(self._events, (at_s, id(happens), happens))

    def _arrival(self, call_id: str, call: CallOfDay) -> Callable[[float], None]:
        def arrive(at_s: float) -> None:
            arrived = round(at_s * 1000)
            waiting = Waiting(
                call_id=call_id,
                queue=self._queue,
                language=call.language,
                arrived_at=arrived,
                queued_at=arrived,
            )
            self._waiting[call_id] = (call, waiting)
            self._at(at_s + call.patience_s, lambda _: self._give_up(call_id))
            self._give(at_s)
            self.outcome.longest_queue = max(self.outcome.longest_queue, len(self._waiting))
            if call_id in self._waiting:
                self._at(at_s + LOOK_EVERY_S, self._look_again(call_id))

        return arrive

    def _look_again(self, call_id: str) -> Callable[[float], None]:
        def look(at_s: float) -> None:
            if call_id in self._waiting:
                self._give(at_s)
                self._at(at_s + LOOK_EVERY_S, self._look_again(call_id))

        return look

    def _give_up(self, call_id: str) -> None:
        left = self._waiting.pop(call_id, None)
        if left is not None:
            language = left[0].language
            self.outcome.abandoned[language] = self.outcome.abandoned.get(language, 0) + 1

    def _free(self, operator: Operator) -> Callable[[float], None]:
        def free(at_s: float) -> None:
            operator.is_free = at_s < operator.ends_s
            operator.idle_since_at = datetime.fromtimestamp(at_s, UTC)
            self._give(at_s)

        return free

    def _give(self, at_s: float) -> None:
        ready = [o for o in self._operators.values() if o.is_free and at_s < o.ends_s]
        if not ready or not self._waiting:
            return
        waiting = [entry[1] for entry in self._waiting.values()]
        for pair in self._rule(waiting, ready, round(at_s * 1000)):
            self._answer(pair, at_s)

    def _answer(self, pair: Assignment, at_s: float) -> None:
        call, _ = self._waiting.pop(pair.call_id)
        operator = self._operators[pair.account_id]
        self.outcome.waits_s.setdefault(call.language, []).append(at_s - call.at_s)
        self.outcome.wrong_language += not operator.speaks(call.language)
        operator.is_free = False
        operator.calls += 1
        operator.talk_s += call.talk_s
        self._at(at_s + call.talk_s + WRAP_UP_S, self._free(operator))
