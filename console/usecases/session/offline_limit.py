"""How long a seat opens without the server: whoever was dismissed meanwhile has no other lock."""

from datetime import timedelta

from console.runtime.clock import Clock
from console.store.replica.cipher import Connection
from console.store.session.session_record import set_vouched_at, synced_at, vouched_at

HOURS = 12  # unless the machine's policy says less


class OfflineLimit:
    def __init__(self, clock: Clock, hours: int = HOURS) -> None:
        self._clock = clock
        self._limit = timedelta(hours=hours)

    def note(self, connection: Connection) -> None:
        """The server has just let this operator in."""
        set_vouched_at(connection, self._clock())

    def allows(self, connection: Connection) -> bool:
        """Return whether the server's last word is young enough."""
        words = [at for at in (vouched_at(connection), synced_at(connection)) if at is not None]
        # Not from the future either: a clock that was set back must not make it young again.
        return any(abs(self._clock() - at) <= self._limit for at in words)
