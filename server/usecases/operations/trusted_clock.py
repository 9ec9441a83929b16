"""Whether the clock may say what is old: a wrong one would empty and delete what is not."""

import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from server.store.engine.connection import Connection, instant, millis
from server.store.engine.server_database import ServerDatabase
from server.store.operations.old_rows import mark, set_mark
from server.usecases.operations.write_audit import write_audit

log = logging.getLogger(__name__)

TRUSTED = "clock_trusted_at"  # in meta: the latest time that was believed
MOST_AHEAD = timedelta(days=3)  # a long weekend without the server
TOLD_EVERY_S = 6 * 3600.0
ACCEPTED = "clock.accepted"
DOUBT = (
    "the clock is %d days ahead of the last time that this server knew: nothing is deleted by its"
    ' age. Set the clock; if it is right, say "chiamaroma-server retention accept-clock"'
)


class TrustedClock:
    """Asked before each deletion by age. A jump is believed once the server ran as long as it is.

    How long it ran is counted by the computer's own seconds, which no setting of the clock moves.
    """

    def __init__(
        self,
        *,
        database: ServerDatabase,
        clock: Callable[[], datetime],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._clock = clock
        self._seconds = seconds
        self._looked_s = seconds()
        self._told_s: float | None = None

    async def is_trusted(self) -> bool:
        """Raise StoreFault."""
        now, at_s = self._clock(), self._seconds()
        ran, self._looked_s = timedelta(seconds=at_s - self._looked_s), at_s
        ahead = await self._database.write(lambda c: look_at_clock(c, now, ran))
        if ahead is None:
            self._told_s = None
        elif self._told_s is None or at_s - self._told_s >= TOLD_EVERY_S:
            self._told_s = at_s
            log.error(DOUBT, ahead.days)
        return ahead is None

    def guard(self, work: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[None]]:
        """Return work that is done only while the clock is trusted."""

        async def guarded() -> None:
            if await self.is_trusted():
                await work()

        return guarded


def look_at_clock(connection: Connection, now: datetime, ran: timedelta) -> timedelta | None:
    """Note the time and return None, or how far it is ahead of all that is known.

    ran: for how long the server ran since the last look.
    """
    noted = _known(connection, now)
    known = noted + ran
    # A second for each that passed, and one to catch up: after as long as the jump it is over.
    if now - known > MOST_AHEAD:
        known += ran
    ahead = now - known
    # Never back: a clock that was late for a moment must not make the right one suspect.
    believed = max(noted, now) if ahead <= MOST_AHEAD else known
    set_mark(connection, TRUSTED, millis(believed))
    return ahead if ahead > MOST_AHEAD else None


def ahead_by(connection: Connection, now: datetime) -> timedelta | None:
    """Return what look_at_clock would, and change nothing."""
    ahead = now - _known(connection, now)
    return ahead if ahead > MOST_AHEAD else None


def accept_clock(connection: Connection, now: datetime, by: str) -> None:
    """Take the word of an administrator that it is this late, or no later."""
    set_mark(connection, TRUSTED, millis(now))
    write_audit(connection, None, ACCEPTED, by, now)


def _known(connection: Connection, now: datetime) -> datetime:
    """Return the latest time that was believed; before the first, when the audit was written last.

    A new server knows nothing: it has nothing to lose either.
    """
    if at := mark(connection, TRUSTED):
        return instant(at)
    row = connection.one("SELECT at FROM audit ORDER BY seq DESC LIMIT 1")
    # One that lies ahead was written by a wrong clock.
    return now if row is None or row["at"] > millis(now) else instant(row["at"])
