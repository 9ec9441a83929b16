"""Time as the console uses it: UTC corrected by the server, and a monotonic clock for durations."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]  # returns aware UTC


class ServerClock:
    """UTC as the server sees it. Durations never come from here: use monotonic_s()."""

    def __init__(self, now: Clock = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._offset = timedelta()

    def __call__(self) -> datetime:
        return self._now() + self._offset

    def learn(self, server_time_ms: int, round_trip_s: float) -> None:
        """Take the server's time from an answer; half the round trip is the error allowed for."""
        server = datetime.fromtimestamp(server_time_ms / 1000, UTC)
        self._offset = server + timedelta(seconds=round_trip_s / 2) - self._now()

    @property
    def offset_s(self) -> float:
        """Return how far the seat's clock is behind the server's."""
        return self._offset.total_seconds()


def monotonic_s() -> float:
    return time.monotonic()
