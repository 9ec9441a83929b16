"""The contact on the screen: its words, what is wrong with them, and that they reach the disk."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.model.calls.live_call import Call
from console.model.contact.contact_draft import CallbackWish, ContactDraft, SendingDraft
from console.model.contact.contact_faults import faults_of, length_fault
from console.runtime.task_scope import TaskScope
from console.viewmodels.callbacks.callback_windows import windows_from
from console.viewmodels.contact.contact_fields import Field, with_field
from console.viewmodels.contact.contact_proposals import (
    chosen_in,
    for_follower,
    with_card,
    with_colleagues_words,
    with_desk_of_topic,
)
from console.viewmodels.kit.draft_saver import DraftSaver
from contract.domain.caller import CallerDetails
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import CitizenId, ContactId
from contract.domain.knowledge_entries.knowledge import Desk, ServiceCard, Topic
from contract.domain.phone_number import spoken


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
        quiet_s: float,
    ) -> None:
        super().__init__()
        self._now = now
        self._monotonic_s = monotonic_s
        self._touched_s = 0.0
        self._by_hand: frozenset[Field] = frozenset()
        self._saver = DraftSaver(
            name="contact.save",
            save=drafts.save,
            on_saved=self._on_saved,
            on_failed=self.store_failed.emit,
            scope=scope,
            quiet_s=quiet_s,
        )
        self.draft: ContactDraft | None = None
        self.saved_at: datetime | None = None
        self.errors: tuple[tuple[str, str], ...] = ()
        self.topics: tuple[Topic, ...] = ()
        self.desks: tuple[Desk, ...] = ()

    @property
    def is_saved(self) -> bool:
        """Return whether everything typed is on disk."""
        return not self._saver.is_due

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
        self._by_hand |= {field}
        draft = with_field(self.draft, field, value)
        self.keep(self.with_desk(draft) if field is Field.TOPIC else draft)
        if code := length_fault(field, value):
            self._say_too_long(field, code)
        else:
            self._forget_error(field)
        self._forget_mended()
        self.draft_changed.emit()

    def focus_moved(self, field: str, cursor: int) -> None:
        """Remember where the operator was, for the case of a crash."""
        if self.draft is not None and (field, cursor) != (
            self.draft.focus_field,
            self.draft.cursor,
        ):
            self.keep(replace(self.draft, focus_field=field, cursor=cursor))

    def link_card(self, card: ServiceCard, *, decides: bool = False) -> None:
        """The card answered the question: note it, and take topic, desk and office from it."""
        if self.draft is not None:
            self._replace(self.with_card(self.draft, card, decides=decides))

    def take_caller(self, citizen_id: CitizenId | None, details: CallerDetails) -> None:
        """The caller was confirmed: take name and the rest, but not over what was typed."""
        if self.draft is None:
            return
        mine = self.draft.caller
        caller = replace(
            details,
            name=mine.name or details.name,
            fiscal_code=mine.fiscal_code or details.fiscal_code,
            municipio=mine.municipio or details.municipio,
            phone=mine.phone or details.phone,
        )
        phone_text = self.draft.phone_text or spoken(caller.phone)
        self._replace(
            replace(self.draft, citizen_id=citizen_id, caller=caller, phone_text=phone_text)
        )

    def promise_callback(self, wish: CallbackWish | None) -> None:
        if self.draft is not None:
            self._replace(replace(self.draft, callback=wish))

    def keep_sending(self, contact_id: ContactId, typed: SendingDraft | None) -> bool:
        """Keep what is typed to send a card; return whether that contact is on the screen."""
        if self.draft is None or self.draft.contact_id != contact_id:
            return False
        if typed is not None:
            self._touched_s = self._monotonic_s()
        self.keep(replace(self.draft, sending=typed))
        return True

    def mark_transferred(self) -> None:
        """The citizen is with somebody else now: that is how this contact ended, unless the
        operator has forwarded it. It counts as no writing: nobody waits for more.
        """
        draft = self.draft
        if draft is not None and draft.disposition is not Disposition.FORWARDED:
            self._replace(replace(draft, disposition=Disposition.TRANSFERRED))

    def follow_call(self, call: Call) -> None:
        """The call of this contact goes on as another: a colleague handed the citizen on."""
        if self.draft is not None:
            self._replace(for_follower(self.draft, call))

    def take_over(self, contact: Contact) -> None:
        """Go on with what a colleague wrote of this call; what stands here already stays."""
        if self.draft is not None:
            self.keep(with_colleagues_words(self.draft, contact))
            self._by_hand = chosen_in(self.draft)
            self.draft_replaced.emit()
            self._forget_mended()

    # --- for whoever brings contacts to the screen and takes them off -----------------------------

    def show(self, draft: ContactDraft | None) -> None:
        self.draft = draft
        self.saved_at = draft.saved_at if draft is not None else None
        self._by_hand = chosen_in(draft)
        self._touched_s = self._monotonic_s()
        self.show_errors(())
        self.draft_replaced.emit()

    def show_errors(self, errors: tuple[tuple[str, str], ...]) -> None:
        self.errors = errors
        self.errors_changed.emit()

    def keep(self, draft: ContactDraft) -> None:
        """This is the contact now; it is on disk half a second later at the latest."""
        self.draft = draft
        self._saver.edited(draft)

    async def save_due(self) -> None:
        """Save now what is due. Raise LocalStoreBroken."""
        await self._saver.flush()

    def drop_due(self) -> None:
        """What is due is saved by somebody else, or by nobody."""
        self._saver.drop()

    def leave_screen(self) -> None:
        self.drop_due()
        self.show(None)

    def with_card(
        self, draft: ContactDraft, card: ServiceCard, *, decides: bool = False
    ) -> ContactDraft:
        return with_card(draft, card, self.topics, self._by_hand, decides=decides)

    def with_desk(self, draft: ContactDraft) -> ContactDraft:
        return with_desk_of_topic(draft, self.topics, self._by_hand)

    def _replace(self, draft: ContactDraft) -> None:
        self.keep(draft)
        self.draft_replaced.emit()
        self._forget_mended()

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

    def _forget_mended(self) -> None:
        """A card, a caller or another field may have mended what was wrong."""
        if self.draft is None or not self.errors:
            return
        still = set(faults_of(self.draft))
        errors = tuple(error for error in self.errors if error in still)
        if errors != self.errors:
            self.show_errors(errors)

    def _forget_error(self, field: Field) -> None:
        if any(name == field for name, _ in self.errors):
            self.show_errors(tuple(error for error in self.errors if error[0] != field))
