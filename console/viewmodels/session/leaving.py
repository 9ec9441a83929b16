"""Whether leaving throws work away, and whether whoever leaves was asked."""

from collections.abc import Callable
from datetime import datetime, timedelta

from console.viewmodels.contact.own_work import OwnWorkViewModel
from console.viewmodels.session.connection import ConnectionViewModel

SOONEST = timedelta(seconds=1)  # two presses of one key are one answer
LATEST = timedelta(seconds=30)  # by then it is forgotten what was asked


class Leaving:
    """Without a keyring the store is in memory: what was not sent ends with the session."""

    def __init__(
        self,
        connection: ConnectionViewModel,
        own_work: OwnWorkViewModel,
        now: Callable[[], datetime],
    ) -> None:
        self._connection = connection
        self._own_work = own_work
        self._now = now
        self._asked_at: datetime | None = None

    def asks(self) -> int:
        """Return how much would be lost, where it must be asked first; 0: go.

        Who wants to leave again, after a moment to read it, is asked no more.
        """
        would_be_lost = self._would_be_lost()
        asked_at, now = self._asked_at, self._now()
        if would_be_lost and asked_at is not None and SOONEST <= now - asked_at <= LATEST:
            return 0
        self._asked_at = now
        return would_be_lost

    def _would_be_lost(self) -> int:
        if self._connection.is_kept:
            return 0
        return self._connection.waiting + len(self._own_work.drafts)
