"""What the operator must hear of: stored notices until seen, and passing ones by code."""

from collections.abc import Awaitable, Callable
from enum import IntEnum

import msgspec
from PySide6.QtCore import QObject, Signal

from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import Coalesced, TaskScope
from console.viewmodels.kit.notice_code import Moment, NoticeCode, SeatNotice, known_code
from contract.domain.ids import NoticeId
from contract.domain.notice import Notice


class Level(IntEnum):
    """How grave a passing notice is; see the notification policy."""

    DONE = 0  # a confirmation: the window shows it for a moment and takes it back
    INFORM = 1
    ACT_SOON = 2
    ACT_NOW = 3
    SAFETY = 4  # stays until it is acknowledged


class Passing(msgspec.Struct, frozen=True, kw_only=True):
    """A notice that lives only in memory. code is worded by the screen.

    key tells two of one code apart; "" stands for the code itself.
    """

    code: str  # a NoticeCode, unless a newer server knows one more
    key: str = ""
    subject: dict[str, str] = {}
    level: Level = Level.INFORM


class NoticesViewModel(QObject):
    """stored: refusals and the like, oldest first. passing: by key, until taken back."""

    told = Signal(object)  # Passing, new or with a new subject; what was done, each time
    taken_back = Signal(str)  # key
    put_away = Signal(str)  # key of a passing notice the operator has read
    acted = Signal(str)  # key of a passing notice whose button was pressed
    stored_changed = Signal()

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
        self.passing: dict[str, Passing] = {}
        self.refresh = Coalesced("notices.refresh", self._refresh, scope)
        self.close = feed.subscribe(frozenset({Topic.NOTICES}), self.refresh)

    def tell(
        self, code: str, level: Level = Level.INFORM, *, key: str = "", **subject: str
    ) -> None:
        notice = Passing(code=known_code(code), key=key or code, subject=subject, level=level)
        # Done twice in a row it is told twice: two contacts saved, one soon after the other.
        if level is Level.DONE or self.passing.get(notice.key) != notice:
            self.passing[notice.key] = notice
            self.told.emit(notice)

    @property
    def alarm(self) -> Passing | None:
        """Return the oldest notice that must be acknowledged."""
        alarms = (one for one in self.passing.values() if one.level is Level.SAFETY)
        return next(alarms, None)

    def acknowledge(self) -> bool:
        """Put the oldest alarm away; return whether there was one."""
        alarm = self.alarm
        if alarm is not None:
            self.dismiss(alarm.key)
        return alarm is not None

    def dismiss(self, key: str) -> None:
        """The operator has read a passing notice."""
        self.take_back(key)
        self.put_away.emit(key)

    def act(self, key: str) -> None:
        """The operator pressed the button of a passing notice; an alarm is read by that."""
        notice = self.passing.get(key)
        if notice is not None and notice.level is Level.SAFETY:
            self.dismiss(key)
        elif notice is not None:
            self.acted.emit(key)

    def tell_bug(self, reference: str) -> None:
        """Something unforeseen was met and logged under this reference; work goes on."""
        self.tell(SeatNotice.UNEXPECTED, Level.ACT_SOON, reference=reference)

    def take_back(self, *keys: str) -> None:
        """The reason for these passing notices is gone."""
        for key in keys:
            if self.passing.pop(key, None) is not None:
                self.taken_back.emit(key)

    def end(self, moment: Moment) -> None:
        """Take back what nobody needs to read after this moment."""
        for notice in tuple(self.passing.values()):
            if isinstance(notice.code, NoticeCode) and moment in notice.code.until:
                self.take_back(notice.key)

    def seen(self, notice_id: NoticeId) -> None:
        self._scope.start("notices.seen", self._see(notice_id))

    async def _see(self, notice_id: NoticeId) -> None:
        await self._mark_seen(notice_id)

    async def _refresh(self) -> None:
        before, self.stored = self.stored, await self._unseen()
        if before != self.stored:
            self.stored_changed.emit()
