"""The contact on the screen: its words, what is wrong with them, and that they reach the disk."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.model.contact.contact_draft import CallbackWish, ContactDraft, SendingDraft
from console.model.contact.contact_faults import faults_of, length_fault
from console.runtime.task_scope import TaskScope
from console.viewmodels.callbacks.callback_windows import windows_from
from console.viewmodels.contact.contact_fields import Field, with_field
from console.viewmodels.contact.contact_proposals import (
    chosen_in,
    confirmed,
    with_desk_of_topic,
    without_proposed_topic,
)
from console.viewmodels.kit.draft_saver import DraftSaver
from contract.domain.contact import Disposition
from contract.domain.ids import ContactId
from contract.domain.knowledge_entries.knowledge import Desk, Topic


class ContactDrafts(Protocol):
    """The drafts on disk. Each may raise LocalStoreBroken; close() also ContactIncomplete."""

    async def open_one(self) -> ContactDraft | None: ...
    async def open(self, offered: ContactDraft) -> ContactDraft: ...
    async def save(self, typed: ContactDraft) -> ContactDraft: ...
    async def put_aside(self, contact_id: ContactId) -> None: ...
    async def take_up(self, contact_id: ContactId) -> ContactDraft | None: ...
    async def discard(self, contact_id: ContactId) -> None: ...
    async def close(self, typed: ContactDraft) -> object: ...


class ContactInHand(QObject):
    """draft None: no contact is open. errors: (field, reason code) of the last try to close."""

    draft_replaced = Signal()  # show the whole form again, focus and cursor included
    draft_changed = Signal()  # one field changed by the operator: captions only
    search_changed = Signal()  # what is searched for is kept with it: of the form nothing changed
    saved = Signal()
    errors_changed = Signal()
    choices_changed = Signal()  # topics and desks
    opened = Signal()
    left = Signal()  # it is being closed, off the screen: what is typed now is of the next thing
    shelved = Signal()  # laid aside or thrown away: nothing stands in its place
    returned = Signal()  # on the screen again: taken up, or the disk refused to close it
    closed = Signal(object)  # ContactId: saved for good on this seat
    store_failed = Signal(str)  # kind of LocalStoreBroken

    def __init__(
        self,
        *,
        drafts: ContactDrafts,
        scope: TaskScope,
        now: Callable[[], datetime],
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__()
        self._now = now
        self._monotonic_s = monotonic_s
        self._touched_s = 0.0
        self.by_hand: frozenset[Field] = frozenset()
        self.saver = DraftSaver(
            name="contact.save",
            save=drafts.save,
            on_saved=self._on_saved,
            on_failed=self.store_failed.emit,
            scope=scope,
        )
        self.draft: ContactDraft | None = None
        self.saved_at: datetime | None = None
        self.errors: tuple[tuple[str, str], ...] = ()
        self.topics: tuple[Topic, ...] = ()
        self.desks: tuple[Desk, ...] = ()

    @property
    def is_saved(self) -> bool:
        """Return whether everything typed is on disk."""
        return not self.saver.is_due

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(field for field, _ in faults_of(self.draft)) if self.draft else ()

    def offered_windows(self) -> tuple[CallbackWish, ...]:
        return windows_from(self._now())

    def show_choices(self, topics: tuple[Topic, ...], desks: tuple[Desk, ...]) -> None:
        self.topics, self.desks = topics, desks
        self.choices_changed.emit()

    def edit(self, field: Field, value: str) -> None:
        if self.draft is None:
            return
        self._touched_s = self._monotonic_s()
        self.by_hand |= {field}
        draft = with_field(self.draft, field, value)
        if field is Field.TOPIC:
            draft = with_desk_of_topic(draft, self.topics, self.by_hand)
        if field in (Field.TOPIC, Field.TOPIC_TEXT):
            draft = without_proposed_topic(draft)
        self.keep(draft)
        if code := length_fault(field, value):
            self._say_too_long(field, code)
        else:
            self._forget_error(field)
        self.forget_mended()
        # Of a letter that is searched for, all who show the contact would look at it anew.
        (self.search_changed if field is Field.SEARCH else self.draft_changed).emit()

    def focus_moved(self, field: str, cursor: int) -> None:
        """Remember where the operator was, for the case of a crash."""
        if self.draft is not None and (field, cursor) != (
            self.draft.focus_field,
            self.draft.cursor,
        ):
            self.keep(replace(self.draft, focus_field=field, cursor=cursor))

    def promise_callback(self, wish: CallbackWish | None) -> None:
        if self.draft is None:
            return
        draft = replace(self.draft, callback=wish)
        # Only a desk calls back: closed with another outcome the promise was lost without a word.
        if wish is not None:
            draft = replace(draft, disposition=Disposition.FORWARDED)
            draft = with_desk_of_topic(draft, self.topics, self.by_hand)
        # Taken back, it leaves no forward behind that nobody chose: a desk would get a case of it.
        elif Field.DISPOSITION not in self.by_hand and self.draft.callback is not None:
            draft = replace(draft, disposition=Disposition.INFORMATION_GIVEN)
        self.change_to(draft)

    def keep_sending(self, contact_id: ContactId, typed: SendingDraft | None) -> bool:
        """Keep what is typed to send a card; return whether that contact is on the screen."""
        if self.draft is None or self.draft.contact_id != contact_id:
            return False
        if typed is not None:
            self._touched_s = self._monotonic_s()
        self.keep(replace(self.draft, sending=typed))
        return True

    # --- for whoever brings contacts to the screen and takes them off -----------------------------

    def show(self, draft: ContactDraft | None) -> None:
        self.draft = draft
        self.saved_at = draft.saved_at if draft is not None else None
        self.by_hand = chosen_in(draft)
        self._touched_s = self._monotonic_s()
        self.show_errors(())
        self.draft_replaced.emit()

    def show_errors(self, errors: tuple[tuple[str, str], ...]) -> None:
        self.errors = errors
        self.errors_changed.emit()

    def keep(self, draft: ContactDraft) -> None:
        """This is the contact now; it is on disk half a second later at the latest."""
        self.draft = draft
        self.saver.edited(draft)

    def leave_screen(self) -> None:
        self.saver.drop()
        self.show(None)

    def change_to(self, draft: ContactDraft) -> None:
        self.keep(draft)
        self.draft_replaced.emit()
        self.forget_mended()

    def _on_saved(self, saved: ContactDraft) -> None:
        if self.draft is not None and self.draft.contact_id == saved.contact_id:
            self.saved_at = saved.saved_at or self._now()
            self.saved.emit()

    def _say_too_long(self, field: Field, code: str) -> None:
        """Say the limit while it is typed or pasted over; the text is kept whole."""
        error = (str(field), code)
        if error not in self.errors:
            others = tuple(other for other in self.errors if other[0] != field)
            self.show_errors((*others, error))

    def forget_mended(self) -> None:
        """A card, a caller or another field may have mended what was wrong."""
        if self.draft is None or not self.errors:
            return
        # What a card proposes is wanting no more: one key confirms it, the same that closes.
        still = set(faults_of(confirmed(self.draft, self.by_hand)))
        errors = tuple(error for error in self.errors if error in still)
        if errors != self.errors:
            self.show_errors(errors)

    def _forget_error(self, field: Field) -> None:
        if any(name == field for name, _ in self.errors):
            self.show_errors(tuple(error for error in self.errors if error[0] != field))
