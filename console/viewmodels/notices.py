"""What the operator must hear of: stored notices until seen, and passing ones."""

from collections.abc import Awaitable, Callable
from enum import IntEnum

import msgspec
from PySide6.QtCore import QObject, Signal

from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.coalesced import Coalesced
from console.runtime.task_scope import TaskScope
from contract.domain.ids import NoticeId
from contract.domain.notice import Notice


class Level(IntEnum):
    """How much of the screen a notice takes; see the notification policy."""

    INFORM = 1
    ACT_SOON = 2
    ACT_NOW = 3


class Passing(msgspec.Struct, frozen=True, kw_only=True):
    """A notice that lives only in memory. code is worded by the screen."""

    code: str
    subject: dict[str, str] = {}
    level: Level = Level.INFORM


class NoticesViewModel(QObject):
    """stored: refusals and the like, oldest first. passing: one at a time, the last one wins."""

    changed = Signal()
    announced = Signal(object)  # Passing: for the screen reader, at once

    def __init__(
        self,
        *,
        unseen: Callable[[], Awaitable[tuple[Notice, ...]]],
        mark_seen: Callable[[NoticeId], Awaitable[None]],
        feed: ChangeFeed,
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._unseen = unseen
        self._mark_seen = mark_seen
        self._scope = scope
        self.stored: tuple[Notice, ...] = ()
        self.passing: Passing | None = None
        self.refresh = Coalesced("notices.refresh", self._refresh, scope)
        self.close = feed.subscribe(frozenset({Topic.NOTICES}), self.refresh)

    def tell(self, code: str, *, level: Level = Level.INFORM, **subject: str) -> None:
        self.passing = Passing(code=code, subject=subject, level=level)
        self.changed.emit()
        self.announced.emit(self.passing)

    def take_back(self, code: str) -> None:
        """The reason for a passing notice is gone."""
        if self.passing is not None and self.passing.code == code:
            self.dismiss()

    def dismiss(self) -> None:
        """Close what is shown: the passing notice, else the oldest stored one."""
        if self.passing is not None:
            self.passing = None
            self.changed.emit()
        elif self.stored:
            self._scope.start("notices.seen", self._see(self.stored[0].id))

    async def _see(self, notice_id: NoticeId) -> None:
        await self._mark_seen(notice_id)

    async def _refresh(self) -> None:
        before, self.stored = self.stored, await self._unseen()
        if before != self.stored:
            self.changed.emit()
