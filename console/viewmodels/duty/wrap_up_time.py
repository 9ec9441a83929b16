"""The time after a call as it runs: its mode, its end, and what of it a call in between leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contract.domain.agents.agent import AgentView, NotReadyBecause
from contract.domain.agents.seat_command_rules import MORE_TIME_S

SAME_INSTANT_S = 1.5  # the clocks of seat and server never agree better
# To a seat that was gone the server gives no time, and of whoever is to rest it asks for none.
_WITHOUT_TIME = (NotReadyBecause.SEAT_LOST, NotReadyBecause.AFTER_CARE)


@dataclass(frozen=True, slots=True)
class SeatClock:
    """monotonic_s for durations; now: the server's clock as this seat knows it."""

    monotonic_s: Callable[[], float]
    now: Callable[[], datetime]

    def mono_of(self, moment: datetime) -> float:
        """Return when that instant of the server's clock is, or was, on the monotonic clock."""
        return self.monotonic_s() + (moment - self.now()).total_seconds()


class WrapUpTime:
    """until_s is on the monotonic clock; None: no limit, or none is on."""

    def __init__(self, clock: SeatClock) -> None:
        self._monotonic_s = clock.monotonic_s
        self._mono_of = clock.mono_of
        self._rest_s: float | None = None
        self._over_at: datetime | None = None  # the server's end of one that is over here already
        self.until_s: float | None = None
        self.is_refused = False  # the server had no more time to give
        self._is_guess = False  # the queue is unknown here, and the server did not say

    @property
    def left_s(self) -> float:
        return 0.0 if self.until_s is None else max(0.0, self.until_s - self._monotonic_s())

    @property
    def is_up(self) -> bool:
        return self.until_s is not None and self.until_s <= self._monotonic_s()

    @property
    def has_rest(self) -> bool:
        """Return whether a call interrupted it, and time is left."""
        return self._rest_s is not None

    def begin(self, limit_s: float | None, *, is_guess: bool) -> None:
        self._is_guess = is_guess
        self.until_s = None if limit_s is None else self._monotonic_s() + limit_s

    def lengthen(self) -> None:
        if self.until_s is not None:
            self.until_s += MORE_TIME_S

    def interrupt(self) -> None:
        """A call begins: whatever is left waits for its end."""
        self._rest_s = None if self.until_s is None else self.left_s

    def forget_rest(self) -> None:
        """A talk has ended meanwhile: the time after it is a whole one."""
        self._rest_s = None

    def go_on(self) -> None:
        if self._rest_s is not None:
            self.until_s = self._monotonic_s() + self._rest_s
            self._rest_s = None

    def stop(self) -> None:
        self.until_s, self.is_refused = None, False

    def end(self, view: AgentView | None) -> None:
        """It is over at the seat; the server, whose last view this is, may not know yet."""
        self.until_s = None
        if view is not None:
            self._over_at = view.wrap_up_until_at

    def is_over(self, view: AgentView) -> bool:
        """Return whether the wrap-up of this view has ended here, by the clock or the operator."""
        until_at = view.wrap_up_until_at
        if until_at is None:
            return False
        return until_at == self._over_at or self._mono_of(until_at) <= self._monotonic_s()

    def may_be_over(self, view: AgentView) -> bool:
        """Return whether the server, which says so, can be right by what is known here."""
        if view.reason in _WITHOUT_TIME:
            return self._is_at_its_end
        return self._is_guess or self._is_at_its_end

    @property
    def _is_at_its_end(self) -> bool:
        return self.until_s is not None and self.left_s <= SAME_INSTANT_S

    def follow(self, view: AgentView) -> None:
        """Take the end from the server; an end that is the same but for the clocks stays."""
        until_at = view.wrap_up_until_at
        until_s = None if until_at is None else self._mono_of(until_at)
        self._is_guess = False
        if until_s is None or self.until_s is None or _differ(until_s, self.until_s):
            self.until_s = until_s


def _differ(one_s: float, other_s: float) -> bool:
    return abs(one_s - other_s) > SAME_INSTANT_S
