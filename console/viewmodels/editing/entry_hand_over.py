"""Hands over what an editor typed: others see it, and somebody else is asked to look at it."""

from collections.abc import Callable, Iterable
from typing import Protocol

from msgspec.structs import replace

from console.errors import EntryUnreadable, LocalStoreBroken
from console.model.editing.entry_typing import with_mended
from console.model.editing.revision_draft import RevisionDraft
from console.runtime.task_scope import TaskScope
from console.viewmodels.editing.entry_editor import EntryEditorViewModel
from contract.domain.ids import RevisionId
from contract.domain.knowledge_entries.entry_report import EntryReport
from contract.domain.knowledge_entries.revision import Revision, RevisionState

type ReportsOn = Callable[[RevisionDraft, Revision | None], Iterable[EntryReport]]


class HandOver(Protocol):
    async def __call__(
        self, draft: RevisionDraft, *, ask_review: bool = False
    ) -> RevisionId | None: ...


class EntryHandOver:
    """Offline too: the server lays the fields together with what others wrote."""

    def __init__(
        self,
        *,
        editor: EntryEditorViewModel,
        reports_on: ReportsOn,
        hand_over: HandOver,
        scope: TaskScope,
    ) -> None:
        self._editor = editor
        self._reports_on = reports_on
        self._hand_over = hand_over
        self._scope = scope

    def save(self) -> None:
        """Hand over what was typed: others see it, and the server lays it with theirs."""
        self._start_handing(ask_review=False)

    def ask_review(self) -> None:
        """Hand over and ask somebody else to look; errors and clashes stand against it.

        With nothing to look at nobody is asked, nor again while it waits: that is told, and what
        is wrong there is not hers.
        """
        if self._editor.is_unchanged:
            self._editor.ordered.emit("nothing_to_review")
            return
        revision = self._editor.revision
        waits = revision is not None and revision.state is RevisionState.IN_REVIEW
        if waits and not self._editor.is_dirty:
            self._editor.ordered.emit("in_review")
            return
        self._editor.look()
        errors = self._editor.seen.errors
        if errors or (revision is not None and revision.clashes):
            self._editor.ordered.emit("has_errors" if errors else "has_clashes")
        else:
            self._start_handing(ask_review=True)

    def _start_handing(self, *, ask_review: bool) -> None:
        if self._editor.draft is None or self._editor.is_busy:
            return
        self._editor.is_busy = True
        self._scope.start("entry-editor.hand-over", self._handed(ask_review=ask_review))

    async def _handed(self, *, ask_review: bool) -> None:
        draft = self._editor.draft
        assert draft is not None
        try:
            await self._editor.saver.flush()
            whole = with_mended(draft, self._reports_on(draft, self._editor.revision))
            if await self._hand_over(whole, ask_review=ask_review) is None:
                if self._is_in_hand(draft):
                    done = "nothing_to_review" if ask_review else "nothing_to_save"
                    self._editor.ordered.emit(done)
                return
            await self._editor.start_anew(draft)
        except LocalStoreBroken as error:
            self._editor.store_failed.emit(error.kind)
            return
        except EntryUnreadable as error:
            if self._is_in_hand(draft):
                self._editor.seen = replace(self._editor.seen, faults=dict(error.fields))
                self._editor.faults_changed.emit()
            return
        finally:
            self._editor.is_busy = False
        if self._is_in_hand(draft):  # else it would be told of the one she has gone on to
            self._editor.handed_over.emit(ask_review)

    def _is_in_hand(self, draft: RevisionDraft) -> bool:
        return self._editor.draft is not None and self._editor.draft.key == draft.key
