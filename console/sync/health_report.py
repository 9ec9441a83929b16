"""When a seat tells of its computer: as something changes that matters, and once a minute."""

from collections.abc import Callable

from contract.wire.seat_health import HEALTH_EVERY_S, SeatHealth


class HealthReport:
    """read: what the computer is like now; asked with each report of duty, so it must be quick."""

    def __init__(self, read: Callable[[], SeatHealth], monotonic_s: Callable[[], float]) -> None:
        self._read = read
        self._monotonic_s = monotonic_s
        self._told: SeatHealth | None = None
        self._told_s = 0.0

    def due(self) -> SeatHealth | None:
        """Return what is to be told now, None for nothing: it would be written at each beat."""
        now = self._read()
        is_late = self._monotonic_s() - self._told_s >= HEALTH_EVERY_S
        return now if is_late or self._told is None or _words(now) != _words(self._told) else None

    def told(self, health: SeatHealth | None) -> None:
        """The server has it."""
        if health is not None:
            self._told, self._told_s = health, self._monotonic_s()


def _words(health: SeatHealth) -> tuple[str, str, str, int]:
    """Other numbers differ with each breath: they wait for the minute."""
    return health.version, health.system, health.headset, health.unsent
