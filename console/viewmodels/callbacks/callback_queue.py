"""The callbacks of my desks: rows, what is overdue, taking one so that nobody else can."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.errors import (
    ClaimFiled,
    ServerNotTrusted,
    ServerRejected,
    ServerUnreachable,
    SessionExpired,
)
from console.model.callbacks.case_file import CaseFile
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import Coalesced, Latest, TaskScope
from contract.domain.callback import Callback, CallbackAlreadyClaimed, CallbackState
from contract.domain.ids import AccountId, CallbackId, DeskId


class QueueRecords(Protocol):
    """to_do: not yet done, the most urgent first."""

    async def to_do(self) -> tuple[Callback, ...]: ...
    async def file(self, callback: Callback) -> CaseFile: ...


class CallbackQueueViewModel(QObject):
    """rows: not yet done, the most urgent first; those of one desk when desk_id is set."""

    rows_changed = Signal()
    selection_changed = Signal()  # selected and its file
    claimed = Signal(object)  # Callback, held by me under a lease
    claim_lost = Signal(str)  # who holds it, "" when it is done
    claim_filed = Signal()  # offline: granted or refused on return
    claim_refused = Signal(str)  # a reason code of the server
    nothing_waiting = Signal()
    unreachable = Signal()

    def __init__(
        self,
        *,
        records: QueueRecords,
        claim: Callable[[CallbackId | None], Awaitable[Callback | None]],
        feed: ChangeFeed,
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._records = records
        self._claim = claim
        self._scope = scope
        self._now = now
        self._all: tuple[Callback, ...] = ()
        self.rows: tuple[Callback, ...] = ()
        self.overdue_count = self.open_count = 0
        self.of_desks: dict[DeskId, int] = {}  # how many wait at each, whatever is shown
        self.late_count = 0  # at the desks shown
        self.desk_id: DeskId | None = None
        self.only_mine_id: AccountId | None = None
        self.only_late = False
        self.selected: Callback | None = None
        self._looked_at: CallbackId | None = None
        self._row = Latest("callback-queue.select", scope)
        self.file = CaseFile()
        self.is_claiming = False
        self.refresh = Coalesced("callback-queue.refresh", self._refresh, scope)
        self.close = feed.subscribe(frozenset({Topic.CALLBACKS}), self.refresh)

    def is_overdue(self, callback: Callback) -> bool:
        return callback.window_end_at < self._now()

    def show_desk(self, desk_id: DeskId | None) -> None:
        self.desk_id = desk_id
        self._choose_rows()

    def show_mine(self, account_id: AccountId | None) -> None:
        """Show only what this account holds; None shows all."""
        self.only_mine_id = account_id
        self._choose_rows()

    def show_late(self, only_late: bool) -> None:
        self.only_late = only_late
        self._choose_rows()

    def held_by(self, account_id: AccountId) -> int:
        """Return how many of the desks shown this account has in hand."""
        return Counter(map(attrgetter("holder_id"), self._of_desk()))[account_id]

    def select(self, callback_id: CallbackId) -> None:
        """Show the case of a row, to look at before it is claimed."""
        self._looked_at = callback_id
        self._row.ask(lambda: self._file_of(callback_id), self._show)

    def claim_next(self) -> None:
        """Claim the most urgent one; the server decides which, and that it is only mine."""
        self.claim(None)

    def claim_what_is_left(self) -> None:
        """Claim the next one after a result; that none is left is no answer to anything asked."""
        self.claim(None, is_asked=False)

    def claim(self, callback_id: CallbackId | None, *, is_asked: bool = True) -> None:
        if not self.is_claiming:
            self.is_claiming = True
            self._scope.start("callback-queue.claim", self._claimed(callback_id, is_asked))

    async def _refresh(self) -> None:
        self._all = await self._records.to_do()
        self._choose_rows()
        if self._looked_at is not None:
            self.select(self._looked_at)  # it may be done by now, or in other hands

    def _choose_rows(self) -> None:
        """Filter and count once for each change: the queue may hold thousands."""
        now = self._now()  # once: asked for each row of thousands it takes longer than all the rest
        of_desk = self._of_desk()
        self.of_desks = dict(Counter(map(attrgetter("desk_id"), self._all)))
        # They come in this order.
        late = of_desk[: bisect_left(of_desk, now, key=attrgetter("window_end_at"))]
        self.late_count = len(late)
        self.rows = tuple(self._mine(late if self.only_late else of_desk))
        self.overdue_count = len(self._mine(late))
        self.open_count = Counter(map(attrgetter("state"), self.rows))[CallbackState.OPEN]
        self.rows_changed.emit()

    def _of_desk(self) -> Sequence[Callback]:
        if self.desk_id is None:
            return self._all
        return [one for one in self._all if one.desk_id == self.desk_id]

    def _mine(self, callbacks: Sequence[Callback]) -> Sequence[Callback]:
        wanted = self.only_mine_id
        return [one for one in callbacks if one.holder_id == wanted] if wanted else callbacks

    async def _file_of(self, callback_id: CallbackId) -> tuple[Callback | None, CaseFile]:
        selected = next((one for one in self._all if one.id == callback_id), None)
        file = await self._records.file(selected) if selected is not None else CaseFile()
        return selected, file

    def _show(self, row: tuple[Callback | None, CaseFile]) -> None:
        self.selected, self.file = row
        self.selection_changed.emit()

    async def _claimed(self, callback_id: CallbackId | None, is_asked: bool) -> None:
        try:
            callback = await self._claim(callback_id)
        except CallbackAlreadyClaimed as lost:
            self.claim_lost.emit(lost.holder_name)
        except ClaimFiled:
            self.claim_filed.emit()
        except ServerRejected as rejected:
            self.claim_refused.emit(rejected.code)
        except (ServerUnreachable, ServerNotTrusted, SessionExpired):
            self.unreachable.emit()
        else:
            if callback is not None:
                self.claimed.emit(callback)
            # It would take the place of what was just saved, and its number.
            elif is_asked:
                self.nothing_waiting.emit()
        finally:
            self.is_claiming = False
