"""One entry of the knowledge base in an editor's hands: what she types, what others do to it."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from typing import Any, Protocol

from msgspec.structs import replace

from console.errors import LocalStoreBroken
from console.model.editing.editing_work import EntryFile
from console.model.editing.entry_form import TITLES
from console.model.editing.entry_typing import led_by, new_draft, typed_into
from console.model.editing.revision_draft import RevisionDraft
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import Coalesced, TaskScope
from console.viewmodels.contact.contact_fields import storable
from console.viewmodels.editing.entry_in_hand import EntryInHand
from console.viewmodels.kit.draft_saver import DraftSaver
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.ids import ReportId, new_id
from contract.domain.knowledge_entries.revision import EntryKind

LOOK_AFTER_S = 0.15  # checks and preview follow the last key by this


class EntryDrafts(Protocol):
    """What is typed into entries, on disk. Each may raise LocalStoreBroken."""

    async def load(self, kind: EntryKind, entry_id: str) -> EntryFile: ...
    async def save(self, draft: RevisionDraft) -> RevisionDraft: ...
    async def drop(self, key: str) -> None: ...


class EntryEditorViewModel(EntryInHand):
    """What is typed is on disk half a second later, and goes to the server when handed over."""

    def __init__(
        self,
        *,
        operator: SignedInOperator,
        drafts: EntryDrafts,
        feed: ChangeFeed,
        scope: TaskScope,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(operator=operator, now=now)
        self._drafts = drafts
        self._scope = scope
        self.saver = DraftSaver(
            name="entry-editor.save",
            save=self._save,
            on_saved=self._on_saved,
            on_failed=self.store_failed.emit,
            scope=scope,
            counts=lambda draft: 0 if draft.is_blank else 1,
        )
        self.refresh = Coalesced("entry-editor.refresh", self._refresh, scope)
        self._wanted: Callable[[], Coroutine[Any, Any, None]] | None = None  # not shown yet
        self.close = feed.subscribe(frozenset({Topic.EDITING, Topic.KNOWLEDGE}), self.refresh)

    def open(
        self,
        kind: EntryKind,
        entry_id: str,
        report_ids: tuple[ReportId, ...] = (),
        field: str = "",
    ) -> None:
        """Show an entry; what was typed in another one lies on disk and waits there.

        field: where a report says the fault is. What the replica has not got yet opens by itself.
        """
        self._want(lambda: self._opened(kind, entry_id, report_ids, field=field))

    def open_new(
        self, kind: EntryKind, report_ids: tuple[ReportId, ...] = (), texts: Mapping[str, str] = {}
    ) -> None:
        new = new_id()
        self._want(lambda: self._opened(kind, new, report_ids, is_new=True, texts=texts))

    def write(self, field: str, text: str, cursor: int = 0) -> None:
        if self.draft is None or self.base is None:
            return
        kept = storable(text)
        self.texts[field] = kept
        draft = typed_into(self.draft, self.base, field, kept, cursor)
        self.draft = replace(draft, title=self.texts.get(TITLES[draft.entry_kind], draft.title))
        self.saver.edited(self.draft)
        self._scope.start("entry-editor.look", self._look_soon(), replaces=True)

    def write_why(self, text: str) -> None:
        if self.draft is not None:
            self.draft = replace(self.draft, why=storable(text), is_kept=False)
            self.saver.edited(self.draft)

    def drop_typed(self) -> None:
        """Take back what was typed and not handed over."""
        self._scope.start("entry-editor.drop", self.take_back())

    def _want(self, opened: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """The last entry asked for is the one that opens, whatever else comes meanwhile."""
        self._wanted = opened
        self.wanted.emit()
        self._open_wanted()

    def _open_wanted(self) -> None:
        if self._wanted is not None:
            self._scope.start("entry-editor.open", self._wanted(), replaces=True)

    async def _look_soon(self) -> None:
        await asyncio.sleep(LOOK_AFTER_S)
        self.look()

    async def _opened(
        self,
        kind: EntryKind,
        entry_id: str,
        report_ids: tuple[ReportId, ...],
        *,
        is_new: bool = False,
        field: str = "",
        texts: Mapping[str, str] = {},
    ) -> None:
        if not await self._is_free():
            return
        file = await self._drafts.load(kind, entry_id)
        draft = file.draft or new_draft(file)
        left = self.draft
        if left is not None and left.key == draft.key and self.saver.is_due:
            draft = left  # what she typed into it meanwhile is newer than the disk
        elif not await self._is_free():  # into the one she leaves
            return
        elif file.is_absent and not is_new:
            self._show(None, None)
            self.awaited.emit()
            return
        self._wanted = None
        self._show(file, led_by(draft, report_ids, field))
        for name, text in texts.items():
            self.write(name, text)
        self.opened.emit()

    async def _refresh(self) -> None:
        """Others wrote in it, or it came back: fields she does not write in follow."""
        if self.file is None:
            self._open_wanted()
            return
        file = await self._drafts.load(self.file.entry_kind, self.file.entry_id)
        if self.file is None or self.file.key != file.key:
            return
        changed = self._take_over(file) | self._go_on_with(file)
        self.look()
        self.file_changed.emit()
        if changed:
            self.texts_changed.emit()

    def _go_on_with(self, file: EntryFile) -> bool:
        """Take what lies on disk when another seat of hers changed it; return whether it did."""
        mine, here = self.draft, file.draft
        if mine is None or self.saver.is_due or self.is_busy:
            return False  # what she types now is saved first, and takes in what is there
        if here is None:
            here = mine if not mine.is_kept else new_draft(file)
        elif not here.is_later_than(mine):
            return False
        self.draft = led_by(here, mine.report_ids)  # of one she opened and wrote nothing for yet
        if here.texts == mine.texts:
            return False
        self._write_out()
        return True

    async def start_anew(self, sent: RevisionDraft) -> None:
        """What was handed over is base now; letters typed meanwhile stay typed."""
        file = await self._drafts.load(sent.entry_kind, sent.entry_id)
        later = self.draft
        if later is None or later.key != sent.key:
            return  # she has gone on to another entry
        self.saver.drop()
        typed = {name: text for name, text in later.texts.items() if sent.texts.get(name) != text}
        self._show(file, new_draft(file))
        for name, text in typed.items():
            self.write(name, text)
        if later.why != sent.why:
            self.write_why(later.why)
        self.file_changed.emit()

    async def take_back(self) -> None:
        """Forget what was typed and show the entry as it is."""
        draft = self.draft
        if draft is None:
            return
        self.saver.drop()
        try:
            await self._drafts.drop(draft.key)
        except LocalStoreBroken as error:
            if self.draft is not None:
                self.saver.edited(self.draft)  # it stands there as before
            self.store_failed.emit(error.kind)
            return
        file = await self._drafts.load(draft.entry_kind, draft.entry_id)
        if self.draft is None or self.draft.key != draft.key:
            return  # another entry was opened meanwhile, and what stands there is not touched
        self.saver.drop()
        self._show(file, new_draft(file))
        self.opened.emit()

    async def _is_free(self) -> bool:
        """Save what is due; return whether she may leave it: what no disk has stays in hand."""
        try:
            while self.saver.is_due:  # with the letters typed while the disk writes
                await self.saver.flush()
        except LocalStoreBroken as error:
            self._wanted = None
            self.store_failed.emit(error.kind)
        return not self.saver.is_due

    async def _save(self, draft: RevisionDraft) -> RevisionDraft:
        saved = await self._drafts.save(draft)
        if saved.number > draft.number:
            self._take_in(draft, saved)
        return saved

    def _take_in(self, sent: RevisionDraft, saved: RevisionDraft) -> None:
        """What another seat of hers had stands in the draft in hand before its next save."""
        mine = self.draft
        if mine is None or self.file is None or mine.key != saved.key:
            return  # another entry is in hand
        if not sent.texts.keys() <= mine.texts.keys():
            return  # it was handed over meanwhile
        texts, before = saved.texts | mine.texts, saved.before | mine.before
        why = saved.why if mine.why == sent.why else mine.why
        self.draft = replace(mine, texts=texts, before=before, why=why)
        self._write_out()
        self.texts_changed.emit()

    def _on_saved(self, saved: RevisionDraft) -> None:
        if self.draft is not None and self.draft.key == saved.key:
            at = saved.saved_at or self._now()
            self.draft = replace(self.draft, saved_at=at, number=saved.number)
            self.saved.emit()
