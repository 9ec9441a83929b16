"""A network that loses, doubles, delays and reorders what seats and server tell each other."""

import random
from collections import Counter
from collections.abc import Callable

from server.usecases.operations.refused import Refused
from tools.simulation.simulated_server import Crash


class Network:
    """Loses, doubles, delays and reorders, as the dice say; trouble 0 is a good day."""

    def __init__(self, dice: random.Random, tally: Counter[str]) -> None:
        self._dice = dice
        self._tally = tally
        self._late: list[Callable[[], None]] = []
        self.trouble = 1.0

    def exchange[R](self, ask: Callable[[], R], deliver: Callable[[R], None]) -> None:
        """Put a question to the server and carry the answer back, or not."""
        if self._happens(0.25, "lost_question"):
            return
        for _ in range(2 if self._happens(0.3, "doubled") else 1):
            try:
                answer = ask()
            except Crash:
                self._tally["crash"] += 1
                return
            except Refused:
                return
            if self._happens(0.2, "lost_answer"):
                continue
            if self._happens(0.3, "late_answer"):
                self._late.append(lambda answer=answer: deliver(answer))  # type: ignore[misc]
            else:
                deliver(answer)

    def deliver_late(self) -> None:
        """Deliver any of the answers still under way."""
        if self._late:
            self._late.pop(self._dice.randrange(len(self._late)))()

    def forget_late(self) -> None:
        """Lose the answers still under way."""
        self._late.clear()

    def calm(self) -> None:
        self.trouble = 0.0
        while self._late:
            self.deliver_late()

    def crashes(self) -> bool:
        return self._dice.random() < 0.15 * self.trouble

    def _happens(self, likelihood: float, name: str) -> bool:
        happens = self._dice.random() < likelihood * self.trouble
        self._tally[name] += happens
        return happens
