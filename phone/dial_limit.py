"""How many calls a seat may begin within a minute: no person dials more, a stuck program would.

A call for help is never one too many.
"""

from collections import deque
from collections.abc import Callable

from contract.domain.phone_number import EMERGENCY

DIALS_PER_MINUTE = 10
_MINUTE_S = 60.0


class DialLimit:
    def __init__(self, monotonic_s: Callable[[], float], limit: int = DIALS_PER_MINUTE) -> None:
        self._monotonic_s = monotonic_s
        self._limit = limit
        self._taken: deque[float] = deque()

    def takes(self, number: str) -> bool:
        """Return whether one more is within the limit; it counts from then on.

        One to an emergency number is, and does not count.
        """
        if number in EMERGENCY:
            return True
        now_s = self._monotonic_s()
        while self._taken and now_s - self._taken[0] >= _MINUTE_S:
            self._taken.popleft()
        if len(self._taken) >= self._limit:
            return False
        self._taken.append(now_s)
        return True
