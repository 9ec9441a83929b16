"""What an editor decides about the entry in hand beside its texts; all of it works offline."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from console.errors import LocalStoreBroken
from console.runtime.task_scope import TaskScope
from console.viewmodels.editing.entry_editor import EntryEditorViewModel
from contract.domain.knowledge_entries.revision import Revision, as_read
from contract.wire.commands import (
    DiscardRevision,
    ReviewBatch,
    ReviewRevision,
    SettleClash,
    WithdrawEntry,
)


class EntryOrders:
    """One order at a time; the editor tells what became of it."""

    def __init__(
        self,
        *,
        editor: EntryEditorViewModel,
        order: Callable[[Any], Awaitable[None]],
        scope: TaskScope,
    ) -> None:
        self._editor = editor
        self._order = order
        self._scope = scope

    def settle(self, field: str, value: str) -> None:
        """Choose the text of a field that has two; value: JSON."""
        if self._editor.revision is not None:
            raw = msgspec.Raw(value.encode())
            order = SettleClash(revision_id=self._editor.revision.id, field=field, value=raw)
            self._start_order(order, "settled")

    def review(
        self,
        *,
        is_approved: bool,
        note: str = "",
        publish_at: datetime | None = None,
        is_alone: bool = False,
        batch: Sequence[Revision] = (),
    ) -> bool:
        """Decide; of a bulk edit on all its revisions at once. Return whether it is on its way.

        is_alone: on the one in hand and on no other of its batch. batch: all that are shown of it.
        """
        revision = self._editor.revision
        if revision is None or not self._editor.may_review:
            return False
        word: dict[str, Any] = {
            "is_approved": is_approved,
            "note": note.strip(),
            "publish_at": publish_at,
        }
        order = (
            ReviewBatch(batch_id=revision.batch_id, seen=as_read(batch), **word)
            if revision.batch_id and not is_alone
            else ReviewRevision(revision_id=revision.id, seen_version=revision.version, **word)
        )
        done = "scheduled" if publish_at is not None else "published"
        return self._start_order(order, done if is_approved else "sent_back")

    def discard(self, why: str = "") -> None:
        """Throw away what was typed here, and the revision if there is one."""
        self._scope.start("entry-editor.discard", self._discarded(why))

    def withdraw(self, why: str) -> None:
        """Operators must not answer with it any more, from now on."""
        file = self._editor.file
        if file is None or file.published is None or not why.strip():
            return
        order = WithdrawEntry(entry_kind=file.entry_kind, entry_id=file.entry_id, why=why.strip())
        self._start_order(order, "withdrawn")

    def _start_order(self, order: Any, done: str) -> bool:
        if self._editor.is_busy:
            return False
        self._editor.is_busy = True
        self._scope.start("entry-editor.order", self._ordered(order, done, self._in_hand))
        return True

    @property
    def _in_hand(self) -> str:
        return self._editor.draft.key if self._editor.draft is not None else ""

    async def _ordered(self, order: Any, done: str, key: str) -> None:
        try:
            await self._order(order)
        except LocalStoreBroken as error:
            self._editor.store_failed.emit(error.kind)
            return
        finally:
            self._editor.is_busy = False
        self._editor.order_kept.emit(done)
        if key == self._in_hand:  # else it would be told of the one she has gone on to
            self._editor.ordered.emit(done)

    async def _discarded(self, why: str) -> None:
        revision, key = self._editor.revision, self._in_hand
        await self._editor.take_back()
        if revision is not None:
            order = DiscardRevision(revision_id=revision.id, why=why)
            await self._ordered(order, "discarded", key)
