"""The contact being written: how it comes to the screen, and the ways it leaves it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from msgspec.structs import replace

from console.errors import LocalStoreBroken
from console.model.contact.contact_draft import ContactDraft
from console.model.contact.contact_faults import faults_of
from console.runtime.task_scope import TaskScope
from console.viewmodels.contact.contact_closing import ContactClosing
from console.viewmodels.contact.contact_fields import Field, with_field
from console.viewmodels.contact.contact_filling import ContactFilling
from console.viewmodels.contact.contact_in_hand import ContactDrafts, ContactInHand
from console.viewmodels.contact.contact_proposals import for_call, key_of
from console.viewmodels.contact.parked_contacts import ParkedContacts
from contract.domain.caller import CallerDetails
from contract.domain.ids import CitizenId, ContactId, new_id
from contract.domain.knowledge_entries.knowledge import ServiceCard
from contract.domain.phone_number import spoken
from contract.wire.phone_socket import Call


class ContactEditorViewModel(ContactInHand):
    """Contacts come and go one at a time; no typed word is lost on the way."""

    def __init__(
        self,
        *,
        drafts: ContactDrafts,
        card_in_view: Callable[[], Awaitable[ServiceCard | None]],
        scope: TaskScope,
        now: Callable[[], datetime],
        monotonic_s: Callable[[], float],
    ) -> None:
        super().__init__(drafts=drafts, scope=scope, now=now, monotonic_s=monotonic_s)
        self._drafts = drafts
        self._scope = scope
        self._turn = asyncio.Lock()
        self._openings = 0
        self._ended: tuple[str, datetime, float] | None = None  # call, when, seconds on hold
        self.filling = ContactFilling(self)
        self.returned.connect(self._note_end)  # the call may have ended while it was closed
        self.closing = ContactClosing(
            contact=self,
            drafts=drafts,
            card_in_view=card_in_view,
            turn=self._turn,
            idle_s=lambda: monotonic_s() - self._touched_s,
            scope=scope,
        )
        self.parked = ParkedContacts(
            contact=self, closing=self.closing, drafts=drafts, turn=self._turn, scope=scope
        )

    @property
    def is_opening(self) -> bool:
        """Return whether a contact is about to be shown."""
        return self._openings > 0

    def is_complete(self) -> bool:
        """Return whether it may be closed unasked: nothing missing, nobody typing."""
        if self.draft is None:
            return not self._openings
        return not faults_of(self.draft) and not self.closing.is_being_written

    async def restore(self) -> bool:
        """Show the draft that was open when the console last stopped; tell whether one was."""
        draft = await self._drafts.open_one()
        if self.draft is not None:  # the same operator came back: this store may not have it
            self.keep(self.draft)
            return False
        if draft is None:
            return False
        self.show(draft)
        return True

    def begin(
        self,
        call: Call | None = None,
        *,
        phone: str = "",
        of_citizen: tuple[CitizenId | None, CallerDetails] | None = None,
    ) -> None:
        """Open a contact for a call just answered, or for none; an open draft is put aside.

        phone: E.164 of a citizen who asks for one thing more; "" when nobody is on the line.
        of_citizen: who it is about, known from another contact.
        """
        draft = ContactDraft(contact_id=ContactId(new_id()))
        if of_citizen is not None:
            citizen_id, caller = of_citizen
            phone_text = spoken(caller.phone)
            draft = replace(draft, citizen_id=citizen_id, caller=caller, phone_text=phone_text)
        if phone:
            draft = with_field(draft, Field.PHONE, spoken(phone))
        if call is not None:
            if self.draft is not None and self.draft.call_key == key_of(call):
                return
            draft = for_call(draft, call, now=self._now(), monotonic_s=self._monotonic_s())
        self._openings += 1
        # The disk writes while the strip is painted: asked behind that, it came two frames later.
        # What was asked of another contact before has its turn first.
        is_first = self.draft is None and not self._scope.has("contact.")
        self._scope.start("contact.begin", self._begun(draft), is_urgent=is_first)

    def edit(self, field: Field, value: str) -> None:
        if self.draft is None and field is Field.SEARCH:
            self.closing.keep_search(value)
        super().edit(field, value)

    def call_ended(self, call: Call) -> None:
        self._ended = (key_of(call), self._now(), call.hold_s)
        self._note_end()

    async def _begun(self, draft: ContactDraft) -> None:
        try:
            async with self._turn:
                await self.parked.make_room()
                try:
                    self.show(await self._drafts.open(draft))
                except LocalStoreBroken as error:
                    self.show(draft)
                    self.store_failed.emit(error.kind)
        finally:
            self._openings -= 1
        self._note_end()
        self.opened.emit()

    def _note_end(self) -> None:
        """Write down the end of the call, which may come before its contact is open."""
        if self._ended is None or self.draft is None:
            return
        call_key, ended_at, hold_s = self._ended
        if call_key and self.draft.call_key == call_key:
            self._ended = None
            self.keep(replace(self.draft, ended_at=ended_at, hold_s=hold_s))
