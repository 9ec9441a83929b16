"""One entry in an editor's hands: its texts, what the checks say of them, what she may decide."""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.model.editing.editing_work import EntryFile
from console.model.editing.entry_texts import texts_of
from console.model.editing.entry_typing import (
    EntryLook,
    base_of,
    changed_fields,
    look_at,
    new_draft,
)
from console.model.editing.revision_draft import RevisionDraft
from console.viewmodels.session.signed_in_operator import SignedInOperator
from contract.domain.account import Capability
from contract.domain.knowledge_entries.entry_fields import Entry
from contract.domain.knowledge_entries.revision import Revision, RevisionState
from contract.domain.opening_times.opening_state import ROME


class EntryInHand(QObject):
    """What stands there now; the editor's view-model changes it."""

    wanted = Signal()  # somebody asks for an entry: it opens as soon as it is read
    opened = Signal()  # another entry, or none
    awaited = Signal()  # the one that was wanted has not come to this seat yet
    file_changed = Signal()  # what is published, or the revision
    looked = Signal()  # findings and preview follow what is typed
    texts_changed = Signal()  # by others: what came meanwhile is in the form
    saved = Signal()
    handed_over = Signal(bool)  # whether a review was asked for
    ordered = Signal(str)  # code of what was done with the entry in hand
    order_kept = Signal(str)  # the same, also of one that is in hand no more
    faults_changed = Signal()
    store_failed = Signal(str)

    def __init__(self, *, operator: SignedInOperator, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._operator = operator
        self._now = now
        self.file: EntryFile | None = None
        self.draft: RevisionDraft | None = None
        self.texts: dict[str, str] = {}
        self.base: Entry | None = None  # what the texts were made of
        self.seen = EntryLook()  # what the checks say of it
        self.merged: tuple[str, ...] = ()  # fields that others changed while she writes
        self.is_busy = False

    @property
    def revision(self) -> Revision | None:
        return self.file.revision if self.file is not None else None

    @property
    def is_dirty(self) -> bool:
        """Return whether something typed was not handed over yet."""
        return self.draft is not None and not self.draft.is_blank

    @property
    def is_unchanged(self) -> bool:
        """Return whether there is nothing to look at: no open revision, and no text typed."""
        return self.revision is None and self.draft is not None and not self.draft.texts

    @property
    def may_review(self) -> bool:
        """Return whether she may decide on it: it waits, and somebody else wrote in it last."""
        account, revision = self._operator.account, self.revision
        return (
            account is not None
            and account.may(Capability.KNOWLEDGE_REVIEW)
            and revision is not None
            and revision.state in (RevisionState.IN_REVIEW, RevisionState.SCHEDULED)
            and revision.may_be_decided_by(account.id)
            and not self.is_dirty
        )

    def look(self) -> None:
        """Check what is typed now."""
        if self.file is None or self.base is None or self.draft is None:
            return
        today = self._now().astimezone(ROME).date()
        self.seen = look_at(self.file, self.base, self.draft, today)
        self.looked.emit()

    def _show(self, file: EntryFile | None, draft: RevisionDraft | None) -> None:
        self.file, self.draft = file, draft
        self.base = None if file is None else base_of(file)
        self._write_out()
        self.merged, self.seen = (), EntryLook(entry=self.base)
        if file is None:
            self.opened.emit()
        else:
            self.look()

    def _write_out(self) -> None:
        """Fill the form: what she typed stands over what the texts were made of."""
        if self.file is None or self.base is None:
            self.texts = {}
            return
        typed = self.draft.texts if self.draft is not None else {}
        self.texts = texts_of(self.file.entry_kind, self.base) | typed

    def _take_over(self, file: EntryFile) -> bool:
        """Show what came in fields she is not writing in; return whether any did."""
        before, self.file, self.base = self.base, file, base_of(file)
        if self.draft is not None and file.revision is not None:
            self.draft = replace(self.draft, revision_id=file.revision.id)
        changed = changed_fields(before, self.base, self.draft or new_draft(file))
        self._write_out()
        if changed and self.is_dirty and not self.is_busy:  # else it is what she hands over
            self.merged = tuple(dict.fromkeys((*self.merged, *changed)))
        return bool(changed)
