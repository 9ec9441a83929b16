"""Closes the contact on the screen; what the disk does not take comes back to it."""

import asyncio
from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from console.errors import ContactIncomplete, LocalStoreBroken
from console.model.contact.contact_draft import ContactDraft
from console.model.contact.contact_faults import faults_of
from console.runtime.task_scope import TaskScope
from console.viewmodels.contact.contact_fields import Field, with_field
from console.viewmodels.contact.contact_in_hand import ContactDrafts, ContactInHand
from console.viewmodels.contact.contact_proposals import (
    confirmed,
    with_card,
    with_desk_of_topic,
    without_proposed_topic,
)
from contract.domain.contact import Disposition
from contract.domain.ids import ContactId
from contract.domain.knowledge_entries.knowledge import ServiceCard

STILL_WRITING_S = 3.0  # a contact touched this recently is not closed behind the writer's back


class ContactClosing:
    """One closing at a time. turn: held while contacts come and go. idle_s: since the last key."""

    def __init__(
        self,
        *,
        contact: ContactInHand,
        drafts: ContactDrafts,
        card_in_view: Callable[[], Awaitable[ServiceCard | None]],
        turn: asyncio.Lock,
        idle_s: Callable[[], float],
        scope: TaskScope,
    ) -> None:
        self._contact = contact
        self._drafts = drafts
        self._card_in_view = card_in_view
        self._turn = turn
        self._idle_s = idle_s
        self._scope = scope
        self._leaving: ContactDraft | None = None  # off the screen, not yet a contact on disk
        self.last_closed: ContactDraft | None = None
        self.is_closing = False
        scope.owe(self)

    @property
    def unsaved(self) -> int:
        """Return 1 while a contact is off the screen and not on disk yet."""
        return int(self._leaving is not None)

    async def flush(self) -> None:
        """Let whatever contact comes or goes be there, and save now what is due of it.

        Raise LocalStoreBroken.
        """
        async with self._turn:
            await self._contact.saver.flush()

    @property
    def is_being_written(self) -> bool:
        """Return whether she wrote in the contact, or searched for it, a moment ago."""
        return self._idle_s() < STILL_WRITING_S

    def close(self) -> None:
        """Close it with what a card proposed; what is missing becomes errors."""
        self._start(forward=False)

    def close_complete(self) -> None:
        """Close it unasked: what a card proposed and nobody confirmed stays out of it."""
        self._start(forward=False, confirms=False)

    def forward(self) -> None:
        """Close it as forwarded to the level-II desk of its topic, with a callback promised."""
        self._start(forward=True)

    def _start(self, *, forward: bool, confirms: bool = True) -> None:
        if self._contact.draft is not None and not self.is_closing:
            self.is_closing = True
            contact_id = self._contact.draft.contact_id
            closed = self._closed(contact_id, forward=forward, confirms=confirms)
            self._scope.start("contact.close", closed)

    def keep_search(self, text: str) -> None:
        """A search is typed while the disk writes: it stands in the contact should that return."""
        if self._leaving is not None:
            self._leaving = with_field(self._leaving, Field.SEARCH, text)

    async def _closed(self, contact_id: ContactId, *, forward: bool, confirms: bool) -> None:
        try:
            async with self._turn:
                await self._try_closing(contact_id, forward=forward, confirms=confirms)
        except ContactIncomplete as error:
            self._contact.show_errors(error.fields)
        except LocalStoreBroken as error:
            self._contact.store_failed.emit(error.kind)
        finally:
            self.is_closing = False

    async def _try_closing(self, contact_id: ContactId, *, forward: bool, confirms: bool) -> None:
        card = await self._card_in_view()
        draft = self._contact.draft
        if draft is None or draft.contact_id != contact_id:
            return  # put aside for a call that was answered meanwhile
        if card is not None:
            draft = self._with_card(draft, card)
        if confirms:
            draft = confirmed(draft, self._contact.by_hand)
        if forward:
            draft = self._as_forwarded(draft)
        self._contact.keep(draft)
        if faults := faults_of(draft):
            self._contact.draft_replaced.emit()
            raise ContactIncomplete(faults)
        await self._written(draft)
        self._leaving = None
        self.last_closed = draft
        self._contact.closed.emit(draft.contact_id)

    def _with_card(self, draft: ContactDraft, card: ServiceCard) -> ContactDraft:
        by_hand = self._contact.by_hand
        is_emptied = Field.TOPIC in by_hand and not draft.awaits_topic
        draft = with_card(draft, card, self._contact.topics, by_hand)
        # She took the topic out, and no other one was offered to her eyes since.
        return without_proposed_topic(draft) if is_emptied else draft

    async def _written(self, draft: ContactDraft) -> None:
        self._leave(draft)
        try:
            await self._drafts.close(draft)
        except BaseException:  # whatever it was, no word of hers goes with it
            self._come_back(draft)
            raise

    def _leave(self, draft: ContactDraft) -> None:
        """Take a contact off the screen before the disk closes it.

        A letter typed while the disk writes could not be in it any more. The next one goes where
        the operator sees it, and always to the same place, however slow the disk is.
        """
        self._leaving = draft
        self._contact.leave_screen()
        self._contact.left.emit()

    def _come_back(self, left: ContactDraft) -> None:
        """Show the contact again that the disk did not close, and try to save what is in it.

        The cursor goes back with it, unless a search was typed meanwhile.
        """
        draft, self._leaving = self._leaving, None
        if draft is None:
            return  # whoever wrote it has left: what lies on disk is hers
        self._contact.show(draft)
        self._contact.keep(draft)
        if draft is left:
            self._contact.returned.emit()

    def _as_forwarded(self, draft: ContactDraft) -> ContactDraft:
        draft = replace(draft, disposition=Disposition.FORWARDED)
        if draft.desk_id is None:
            draft = with_desk_of_topic(draft, self._contact.topics, self._contact.by_hand)
        if draft.callback is None and draft.caller.phone:
            draft = replace(draft, callback=self._contact.offered_windows()[0])
        return draft
