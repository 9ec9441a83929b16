"""Time as the console uses it: UTC corrected by the server, and a monotonic clock for durations."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]  # returns aware UTC
SET_BACK = timedelta(minutes=2)  # no answer is that late: the server's own clock was set back


class ServerClock:
    """UTC as the server sees it. Durations never come from here: use monotonic_s().

    It never tells a moment before one that the server has told, and goes on from there: what is
    done after an answer, such as that to a sign-in, is not taken for older than it when the seat's
    clock is set back or an answer comes late.
    """

    def __init__(
        self,
        now: Clock = lambda: datetime.now(UTC),
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._now = now
        self._monotonic_s = monotonic_s
        self._offset = timedelta()
        self.round_trip_s = 0.0  # of the last answer that told the time
        self._told: tuple[datetime, float] | None = None  # by the server, and when on this clock

    def __call__(self) -> datetime:
        at, earliest = self._now() + self._offset, self._earliest
        return at if earliest is None else max(at, earliest)

    def at(self, moment_s: float | None) -> datetime:
        """Return when it was that the monotonic clock stood at moment_s; None: now."""
        passed_s = 0.0 if moment_s is None else max(0.0, self._monotonic_s() - moment_s)
        return self() - timedelta(seconds=passed_s)

    def learn(self, server_time_ms: int, round_trip_s: float) -> None:
        """Take the server's time from an answer; half the round trip is the error allowed for."""
        self.round_trip_s = round_trip_s
        server = datetime.fromtimestamp(server_time_ms / 1000, UTC)
        self._offset = server + timedelta(seconds=round_trip_s / 2) - self._now()
        before = server if self._told is None else self._told[0]
        # A little older is a late answer; much older is a server's clock that was put right.
        if server >= before or before - server > SET_BACK:
            self._told = (server, self._monotonic_s())

    @property
    def _earliest(self) -> datetime | None:
        """The moment the server told, and what passed since the answer came; None: none did.

        The server is there or further: its answer was on its way as well.
        """
        if self._told is None:
            return None
        told, at_s = self._told
        return told + timedelta(seconds=self._monotonic_s() - at_s)

    @property
    def offset_s(self) -> float:
        """Return how far the seat's clock is behind the server's."""
        return self._offset.total_seconds()


def monotonic_s() -> float:
    return time.monotonic()
