"""What the status line says of server, outbox and telephone line."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from console.model.duty.seat_state import ServerConnection
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import Coalesced, TaskScope


class ConnectionViewModel(QObject):
    changed = Signal()
    came_back = Signal(int)  # how many commands waited while it was away
    session_ended = Signal(str)  # reason code; only a password goes on from here

    def __init__(
        self,
        *,
        state: Callable[[], ServerConnection],
        waiting: Callable[[], Awaitable[int]],
        is_kept: Callable[[], bool],
        feed: ChangeFeed,
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._state = state
        self._waiting = waiting
        self._is_kept = is_kept
        self.connection = ServerConnection()
        self.waiting = 0
        self._was_online: bool | None = None
        self._kept = 0  # the most that waited since the connection went
        self.refresh = Coalesced("connection.refresh", self._refresh, scope)
        topics = frozenset({Topic.CONNECTION, Topic.OUTBOX})
        self.close = feed.subscribe(topics, self.refresh)

    @property
    def is_kept(self) -> bool:
        """Return whether what is written here outlives the program: without a keyring it does not.

        Asked each time: no word of something saved may be older than the replica it speaks of.
        """
        return self._is_kept()

    async def _refresh(self) -> None:
        trouble_before = self.connection.trouble
        self.connection = self._state()
        waiting = await self._waiting()
        before, self.waiting = self.waiting, waiting
        self.changed.emit()
        self._tell_turns(before)
        if self.connection.trouble == "session_expired" != trouble_before:
            self.session_ended.emit(self.connection.ended_as)

    def _tell_turns(self, waited: int) -> None:
        if self.connection.since_at is None:
            self._was_online, self._kept = None, 0  # just signed in: nothing was lost yet
            return
        online, was_online = self.connection.online, self._was_online
        self._was_online = online
        if online and was_online is False:
            self.came_back.emit(max(self._kept, waited))
            self._kept = 0
        elif not online:
            self._kept = max(self._kept, waited, self.waiting)
