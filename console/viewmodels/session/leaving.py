"""Whether leaving throws work away, and whether whoever leaves was asked."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from console.errors import LocalStoreBroken
from console.runtime.task_scope import TaskScope
from console.viewmodels.session.connection import ConnectionViewModel
from console.viewmodels.session.signed_in_operator import SignedInOperator

log = logging.getLogger(__name__)
SOONEST = timedelta(seconds=1)  # two presses of one key are one answer
LATEST = timedelta(seconds=30)  # by then it is forgotten what was asked


async def save_owed(scope: TaskScope) -> Exception | None:
    """Save all that is typed; what one does not save keeps nothing else from the disk.

    Return a bug that was met on the way.
    """
    bug: Exception | None = None
    for one in scope.owed:
        try:
            await one.flush()
        except LocalStoreBroken as error:
            log.error("what was typed last could not be saved: %s", error.kind)
        except Exception as error:  # noqa: BLE001  # it is returned
            bug = error
    return bug


class LeavingViewModel(QObject):
    """What no disk has ends with the session; so does, without a keyring, what was not sent."""

    asked = Signal(int)  # how much would be lost

    def __init__(
        self,
        *,
        operator: SignedInOperator,
        connection: ConnectionViewModel,
        unsent: Callable[[], Awaitable[int]],
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        """unsent: how much lies in the store and nowhere else; may raise LocalStoreBroken."""
        super().__init__()
        self._operator = operator
        self._connection = connection
        self._unsent = unsent
        self._scope = scope
        self._now = now
        self._asked_at: datetime | None = None

    def leave(self, go: Callable[[], None]) -> None:
        """Go, at once where all is on disk; else save, and ask first where that is not enough.

        Who wants to leave again, after a moment to read it, is asked no more.
        """
        is_all_kept = self._connection.is_kept and not self._unsaved()
        if self._operator.account is None or is_all_kept:
            go()
        elif not self._scope.has("session.leaving"):
            self._scope.start("session.leaving", self._saved_first(go))

    async def _saved_first(self, go: Callable[[], None]) -> None:
        now, asked_at = self._now(), self._asked_at
        bug = await save_owed(self._scope)
        would_be_lost = await self._would_be_lost()
        was_asked = asked_at is not None and SOONEST <= now - asked_at <= LATEST
        if would_be_lost and not was_asked:
            self._asked_at = now
            self.asked.emit(would_be_lost)
        else:
            go()
        if bug is not None:
            raise bug

    async def _would_be_lost(self) -> int:
        unsaved = self._unsaved()
        if self._connection.is_kept:
            return unsaved
        try:
            return unsaved + await self._unsent()
        except LocalStoreBroken as error:
            log.error("what was not sent could not be counted: %s", error.kind)
            return unsaved

    def _unsaved(self) -> int:
        return sum(one.unsaved for one in self._scope.owed)
