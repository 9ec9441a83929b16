"""Whom the operator reads out of the seat's own copy, told to the server for its audit."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from console.errors import LocalStoreBroken
from console.runtime.task_scope import Coalesced, TaskScope
from contract.wire.commands import OpenedRecord

ONCE_IN = timedelta(minutes=15)  # the same record again is one line
MOST_HELD = 1000  # while the store takes nothing


class OpenedRecordsViewModel(QObject):
    """The window never waits for it, and shows nothing of it: what fails is tried with the next."""

    def __init__(
        self,
        *,
        tell: Callable[[tuple[OpenedRecord, ...], int], Awaitable[None]],
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._tell = tell
        self._now = now
        self._quarter: datetime | None = None
        self._known: set[tuple[str, str]] = set()  # told in this quarter of an hour
        self._due: list[OpenedRecord] = []
        self._left_out = 0  # beyond those that are held
        self._told_later = Coalesced("opened.tell", self._told, scope)
        scope.owe(self)

    def note(self, kind: str, record_id: str) -> None:
        """A case or contact came into sight."""
        now = self._now()
        self._begin_quarter(now)
        if (kind, record_id) in self._known:
            return
        self._known.add((kind, record_id))
        if len(self._due) >= MOST_HELD:
            self._left_out += 1
        else:
            self._due.append(OpenedRecord(kind=kind, id=record_id, at=now))
        self._told_later()

    @property
    def unsaved(self) -> int:
        return 0  # nobody wrote it

    async def flush(self) -> None:
        """Queue what is not queued yet. Raise LocalStoreBroken."""
        due, self._due = self._due, []
        left_out, self._left_out = self._left_out, 0
        if not due:
            return
        try:
            await self._tell(tuple(due), left_out)
        except BaseException:
            self._due = due + self._due
            self._left_out += left_out
            raise

    def _begin_quarter(self, now: datetime) -> None:
        quarter = now.replace(
            minute=now.minute - now.minute % (ONCE_IN.seconds // 60), second=0, microsecond=0
        )
        if quarter != self._quarter:
            self._quarter = quarter
            self._known.clear()

    async def _told(self) -> None:
        try:
            await self.flush()
        # A store that takes nothing is told elsewhere: reading goes on, and this is held meanwhile.
        except LocalStoreBroken:
            return
