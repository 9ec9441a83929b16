"""The contact being written: edits, saves on the seat, what it takes to close or forward it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from console.errors import ContactIncomplete, LocalStoreBroken
from console.runtime.task_scope import TaskScope
from console.viewmodels.callback_windows import windows_from
from console.viewmodels.contact_fields import Field, with_field
from console.viewmodels.contact_proposals import (
    chosen_in,
    for_call,
    for_follower,
    key_of,
    with_card,
    with_colleagues_words,
    with_desk_of_topic,
)
from console.viewmodels.draft_saver import RETRY_S, DraftSaver
from console.work.contact_draft import CallbackWish, ContactDraft, SendingDraft
from console.work.contact_faults import faults_of, length_fault
from console.work.live_call import Call
from contract.domain.caller import CallerDetails
from contract.domain.contact import Contact, Disposition
from contract.domain.ids import CitizenId, ContactId, new_id
from contract.domain.knowledge import Desk, ServiceCard, Topic
from contract.domain.phone_number import spoken

STILL_WRITING_S = 3.0  # a contact touched this recently is not closed behind the writer's back


class ContactEditorViewModel(QObject):
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
        open_draft: Callable[[ContactDraft], Awaitable[ContactDraft]],
        save_draft: Callable[[ContactDraft], Awaitable[ContactDraft]],
        load_open: Callable[[], Awaitable[ContactDraft | None]],
        put_aside: Callable[[ContactId], Awaitable[None]],
        take_up: Callable[[ContactId], Awaitable[ContactDraft | None]],
        discard: Callable[[ContactId], Awaitable[None]],
        close_contact: Callable[[ContactDraft], Awaitable[None]],
        card_in_view: Callable[[], Awaitable[ServiceCard | None]],
        scope: TaskScope,
        now: Callable[[], datetime],
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__()
        self._open_draft = open_draft
        self._save_draft = save_draft
        self._load_open = load_open
        self._put_aside = put_aside
        self._take_up = take_up
        self._discard = discard
        self._close_contact = close_contact
        self._card_in_view = card_in_view
        self._scope = scope
        self._now = now
        self._monotonic_s = monotonic_s
        self._touched_s = 0.0
        self._by_hand: frozenset[Field] = frozenset()
        self._turn = asyncio.Lock()  # contacts come and go one at a time
        self._openings = 0
        self._ended: tuple[str, datetime, float] | None = None  # call, when, seconds on hold
        self._leaving: ContactDraft | None = None  # off the screen, not yet a contact on disk
        self._saver = DraftSaver(
            name="contact.save",
            save=save_draft,
            on_saved=self._on_saved,
            on_failed=self.store_failed.emit,
            scope=scope,
        )
        self.draft: ContactDraft | None = None
        self.last_closed: ContactDraft | None = None
        self.saved_at: datetime | None = None
        self.errors: tuple[tuple[str, str], ...] = ()
        self.topics: tuple[Topic, ...] = ()
        self.desks: tuple[Desk, ...] = ()
        self.is_closing = False

    @property
    def is_saved(self) -> bool:
        """Return whether everything typed is on disk."""
        return not self._saver.is_due

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(field for field, _ in faults_of(self.draft)) if self.draft else ()

    def is_complete(self) -> bool:
        """Return whether it may be closed unasked: nothing missing, nobody typing."""
        if self.draft is None:
            return not self._openings
        idle_s = self._monotonic_s() - self._touched_s
        return not faults_of(self.draft) and idle_s >= STILL_WRITING_S

    @property
    def is_opening(self) -> bool:
        """Return whether a contact is about to be shown."""
        return self._openings > 0

    def offered_windows(self) -> tuple[CallbackWish, ...]:
        return windows_from(self._now())

    def show_choices(self, topics: tuple[Topic, ...], desks: tuple[Desk, ...]) -> None:
        self.topics, self.desks = topics, desks
        self.choices_changed.emit()

    async def restore(self) -> bool:
        """Show the draft that was open when the console last stopped; tell whether one was."""
        draft = await self._load_open()
        if draft is None or self.draft is not None:
            return False
        self._show(draft)
        return True

    def begin(self, call: Call | None = None, *, phone: str = "") -> None:
        """Open a contact for a call just answered, or for none; an open draft is put aside.

        phone: E.164 of a citizen who asks for one thing more; "" when nobody is on the line.
        """
        draft = ContactDraft(contact_id=ContactId(new_id()))
        if phone:
            draft = with_field(draft, Field.PHONE, spoken(phone))
        if call is not None:
            if self.draft is not None and self.draft.call_key == key_of(call):
                return
            draft = for_call(draft, call, now=self._now(), monotonic_s=self._monotonic_s())
        self._openings += 1
        self._scope.start("contact.begin", self._begun(draft))

    def take_up(self, contact_id: ContactId) -> None:
        """Go on with a contact from the list of those to complete."""
        self._scope.start("contact.take-up", self._taken_up(contact_id))

    def edit(self, field: Field, value: str) -> None:
        if self.draft is None:
            if self._leaving is not None and field is Field.SEARCH:  # should it come back
                self._leaving = with_field(self._leaving, field, value)
            return
        self._touched_s = self._monotonic_s()
        self._by_hand |= {field}
        draft = with_field(self.draft, field, value)
        if field is Field.TOPIC:
            draft = with_desk_of_topic(draft, self.topics, self._by_hand)
        self._keep(draft)
        if code := length_fault(field, value):
            self._say_too_long(field, code)
        else:
            self._forget_error(field)
        self.draft_changed.emit()

    def focus_moved(self, field: str, cursor: int) -> None:
        """Remember where the operator was, for the case of a crash."""
        if self.draft is not None and (field, cursor) != (
            self.draft.focus_field,
            self.draft.cursor,
        ):
            self._keep(replace(self.draft, focus_field=field, cursor=cursor))

    def link_card(self, card: ServiceCard, *, decides: bool = False) -> None:
        """The card answered the question: note it, and take topic, desk and office from it."""
        if self.draft is not None:
            self._keep(self._with_card(self.draft, card, decides=decides))
            self.draft_replaced.emit()

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
        self._keep(replace(self.draft, citizen_id=citizen_id, caller=caller, phone_text=phone_text))
        self.draft_replaced.emit()

    def promise_callback(self, wish: CallbackWish | None) -> None:
        if self.draft is not None:
            self._keep(replace(self.draft, callback=wish))
            self.draft_replaced.emit()

    def keep_sending(self, contact_id: ContactId, typed: SendingDraft | None) -> bool:
        """Keep what is typed to send a card; return whether that contact is on the screen."""
        if self.draft is None or self.draft.contact_id != contact_id:
            return False
        if typed is not None:
            self._touched_s = self._monotonic_s()
        self._keep(replace(self.draft, sending=typed))
        return True

    def mark_transferred(self) -> None:
        """The citizen is with somebody else now: that is how this contact ended, unless the
        operator has forwarded it. It counts as no writing: nobody waits for more.
        """
        draft = self.draft
        if draft is not None and draft.disposition is not Disposition.FORWARDED:
            self._keep(replace(draft, disposition=Disposition.TRANSFERRED))
            self.draft_replaced.emit()

    def follow_call(self, call: Call) -> None:
        """The call of this contact goes on as another: a colleague handed the citizen on."""
        if self.draft is not None:
            self._keep(for_follower(self.draft, call))
            self.draft_replaced.emit()

    def take_over(self, contact: Contact) -> None:
        """Go on with what a colleague wrote of this call; what stands here already stays."""
        if self.draft is not None:
            self._keep(with_colleagues_words(self.draft, contact))
            self._by_hand = chosen_in(self.draft)
            self.draft_replaced.emit()

    def call_ended(self, call: Call) -> None:
        self._ended = (key_of(call), self._now(), call.hold_s)
        self._note_end()

    def close(self) -> None:
        """Close the contact; what is missing becomes errors."""
        self._start_closing(forward=False)

    def forward(self) -> None:
        """Close it as forwarded to the level-II desk of its topic, with a callback promised."""
        self._start_closing(forward=True)

    def put_aside(self) -> None:
        """Leave the draft under "to complete"; nothing is lost."""
        if self.draft is not None and not self.is_closing:
            self._scope.start("contact.put-aside", self._laid_aside(self.draft.contact_id))

    def discard(self) -> None:
        if self.draft is not None and not self.is_closing:
            self._scope.start("contact.discard", self._thrown_away(self.draft.contact_id))

    async def flush(self) -> None:
        """Save now what is due; the bootstrap calls it on the way out. Raise LocalStoreBroken."""
        async with self._turn:
            await self._saver.flush()

    def forget(self) -> None:
        """Whoever wrote here has left: what she wrote lies in her replica and stays there."""
        self._saver.drop()
        self._ended = self._leaving = None
        self._show(None)

    def _start_closing(self, *, forward: bool) -> None:
        if self.draft is not None and not self.is_closing:
            self.is_closing = True
            closed = self._closed(self.draft.contact_id, forward=forward)
            self._scope.start("contact.close", closed)

    async def _closed(self, contact_id: ContactId, *, forward: bool) -> None:
        try:
            async with self._turn:
                await self._try_closing(contact_id, forward=forward)
        except ContactIncomplete as error:
            self._show_errors(error.fields)
        except LocalStoreBroken as error:
            self.store_failed.emit(error.kind)
        finally:
            self.is_closing = False

    async def _try_closing(self, contact_id: ContactId, *, forward: bool) -> None:
        card = await self._card_in_view()
        draft = self.draft
        if draft is None or draft.contact_id != contact_id:
            return  # put aside for a call that was answered meanwhile
        if card is not None:
            draft = self._with_card(draft, card)
        if forward:
            draft = self._as_forwarded(draft)
        self._keep(draft)
        if faults := faults_of(draft):
            self.draft_replaced.emit()
            raise ContactIncomplete(faults)
        self._leave(draft)
        try:
            await self._close_contact(draft)
        except BaseException:  # whatever it was, no word of hers goes with it
            self._come_back(draft)
            raise
        self._leaving = None
        self.last_closed = draft
        self.closed.emit(draft.contact_id)

    def _leave(self, draft: ContactDraft) -> None:
        """Take a contact off the screen before the disk closes it.

        A letter typed while the disk writes could not be in it any more. The next one goes where
        the operator sees it, and always to the same place, however slow the disk is.
        """
        self._saver.drop()
        self._leaving = draft
        self._show(None)
        self.left.emit()

    def _come_back(self, left: ContactDraft) -> None:
        """Show the contact again that the disk did not close, and try to save what is in it.

        The cursor goes back with it, unless a search was typed meanwhile.
        """
        draft, self._leaving = self._leaving, None
        if draft is None:
            return  # whoever wrote it has left: what lies on disk is hers
        self._show(draft)
        self._keep(draft)
        if draft is left:
            self.returned.emit()

    def _as_forwarded(self, draft: ContactDraft) -> ContactDraft:
        draft = replace(draft, disposition=Disposition.FORWARDED)
        if draft.desk_id is None:
            draft = with_desk_of_topic(draft, self.topics, self._by_hand)
        if draft.callback is None and draft.caller.phone:
            draft = replace(draft, callback=self.offered_windows()[0])
        return draft

    async def _begun(self, draft: ContactDraft) -> None:
        try:
            async with self._turn:
                await self._make_room()
                try:
                    self._show(await self._open_draft(draft))
                except LocalStoreBroken as error:
                    self._show(draft)
                    self.store_failed.emit(error.kind)
        finally:
            self._openings -= 1
        self._note_end()
        self.opened.emit()

    async def _taken_up(self, contact_id: ContactId) -> None:
        async with self._turn:
            if not await self._set_aside():
                return
            draft = await self._take_up(contact_id)
            if draft is not None:
                self._show(draft)
                self.returned.emit()

    async def _laid_aside(self, contact_id: ContactId) -> None:
        async with self._turn:
            is_there = self.draft is not None and self.draft.contact_id == contact_id
            if is_there and await self._set_aside():
                self.shelved.emit()

    async def _set_aside(self) -> bool:
        """Take the contact off the screen once it is on disk; return whether the screen is free."""
        draft = self.draft
        if draft is None:
            return True
        try:
            await self._saver.flush()
            await self._put_aside(draft.contact_id)
            await self._save_late_letters()
        except LocalStoreBroken as error:
            self._keep(self.draft or draft)
            self.store_failed.emit(error.kind)
            return False
        self._saver.drop()
        self._show(None)
        return True

    async def _save_late_letters(self) -> None:
        """Save what was typed into a contact while the disk was laying it aside."""
        while self._saver.is_due and self.draft is not None:
            self._saver.drop()
            await self._save_draft(replace(self.draft, is_open=False))

    async def _make_room(self) -> None:
        """A call does not wait for the disk: what could not be saved is tried again beside it."""
        left = self.draft
        if not await self._set_aside() and left is not None:
            self._scope.start("contact.save-later", self._saved_later(self.draft or left))
            self._saver.drop()
            self._show(None)

    async def _saved_later(self, draft: ContactDraft) -> None:
        while True:
            try:
                await self._save_draft(replace(draft, is_open=False))
            except LocalStoreBroken:
                await asyncio.sleep(RETRY_S)
            else:
                return

    async def _thrown_away(self, contact_id: ContactId) -> None:
        async with self._turn:
            draft = self.draft
            if draft is None or draft.contact_id != contact_id:
                return
            self._saver.drop()
            self._show(None)  # first: a letter typed now must not save it again
            self.shelved.emit()
            try:
                await self._discard(contact_id)
            except LocalStoreBroken as error:
                self._show(draft)
                self.returned.emit()
                self.store_failed.emit(error.kind)

    def _note_end(self) -> None:
        """Write down the end of the call, which may come before its contact is open."""
        if self._ended is None or self.draft is None:
            return
        call_key, ended_at, hold_s = self._ended
        if call_key and self.draft.call_key == call_key:
            self._ended = None
            self._keep(replace(self.draft, ended_at=ended_at, hold_s=hold_s))

    def _show(self, draft: ContactDraft | None) -> None:
        self.draft = draft
        self.saved_at = draft.saved_at if draft is not None else None
        self._by_hand = chosen_in(draft)
        self._touched_s = self._monotonic_s()
        self._show_errors(())
        self.draft_replaced.emit()

    def _keep(self, draft: ContactDraft) -> None:
        self.draft = draft
        self._saver.edited(draft)

    def _on_saved(self, saved: ContactDraft) -> None:
        if self.draft is not None and self.draft.contact_id == saved.contact_id:
            self.saved_at = saved.saved_at or self._now()
            self.saved.emit()

    def _show_errors(self, errors: tuple[tuple[str, str], ...]) -> None:
        self.errors = errors
        self.errors_changed.emit()

    def _say_too_long(self, field: Field, code: str) -> None:
        """Say the limit while it is typed or pasted over; the text is kept whole."""
        error = (str(field), code)
        if error not in self.errors:
            others = tuple(other for other in self.errors if other[0] != field)
            self._show_errors((*others, error))

    def _forget_error(self, field: Field) -> None:
        if any(name == field for name, _ in self.errors):
            self._show_errors(tuple(error for error in self.errors if error[0] != field))

    def _with_card(
        self, draft: ContactDraft, card: ServiceCard, *, decides: bool = False
    ) -> ContactDraft:
        return with_card(draft, card, self.topics, self._by_hand, decides=decides)
