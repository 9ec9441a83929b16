"""One entry in an editor's hands: its texts, what the checks say of them, what she may decide."""

from collections.abc import Callable
from datetime import datetime

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
from contract.domain.knowledge_entries.entry_findings import EntryFinding, Severity
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
        self.entry: Entry | None = None  # as it would be published, as far as it can be read
        self.findings: tuple[EntryFinding, ...] = ()
        self.hidden: tuple[tuple[str, str], ...] = ()  # field and days: exceptions without force
        self.readability: int | None = None
        self.faults: dict[str, str] = {}
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
        """Return whether she may decide on it: it waits for a review, and is not her own work."""
        account, revision = self._operator.account, self.revision
        return (
            account is not None
            and account.may(Capability.KNOWLEDGE_REVIEW)
            and revision is not None
            and revision.state in (RevisionState.IN_REVIEW, RevisionState.SCHEDULED)
            and account.id not in revision.author_ids
            and not self.is_dirty
        )

    @property
    def errors(self) -> tuple[EntryFinding, ...]:
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)

    def look(self) -> None:
        """Check what is typed now."""
        if self.file is None or self.base is None or self.draft is None:
            return
        today = self._now().astimezone(ROME).date()
        self._take_look(look_at(self.file, self.base, self.draft, today))
        self.looked.emit()

    def _take_look(self, look: EntryLook) -> None:
        self.entry, self.faults = look.entry, look.faults
        self.findings, self.hidden = look.findings, look.hidden
        self.readability = look.readability

    def _show(self, file: EntryFile | None, draft: RevisionDraft | None) -> None:
        self.file, self.draft = file, draft
        self.base = None if file is None else base_of(file)
        self.texts = {}
        if file is not None and self.base is not None and draft is not None:
            self.texts = texts_of(file.entry_kind, self.base) | draft.texts
        self.merged = ()
        self._take_look(EntryLook(entry=self.base))
        if file is None:
            self.opened.emit()
        else:
            self.look()

    def _take_over(self, before: Entry | None, now: Entry) -> bool:
        """Show what came in fields she is not writing in; return whether any did."""
        assert self.file is not None
        kind, draft = self.file.entry_kind, self.draft or new_draft(self.file)
        changed = changed_fields(before, now, draft)
        mine = self.draft.texts if self.draft is not None else {}
        self.texts = texts_of(kind, now) | mine
        if changed and self.is_dirty and not self.is_busy:  # else it is what she hands over
            self.merged = tuple(dict.fromkeys((*self.merged, *changed)))
        return bool(changed)
