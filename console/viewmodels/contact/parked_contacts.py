"""Lays the contact on the screen aside for later, takes one up again, throws one away."""

import asyncio
from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from console.errors import LocalStoreBroken
from console.model.contact.contact_draft import ContactDraft
from console.runtime.task_scope import TaskScope
from console.viewmodels.contact.contact_closing import ContactClosing
from console.viewmodels.contact.contact_in_hand import ContactDrafts, ContactInHand
from console.viewmodels.kit.late_drafts import LateDrafts
from contract.domain.ids import ContactId


class ParkedContacts:
    """A contact leaves the screen once it is on disk. turn: held while contacts come and go."""

    def __init__(
        self,
        *,
        contact: ContactInHand,
        closing: ContactClosing,
        drafts: ContactDrafts,
        turn: asyncio.Lock,
        scope: TaskScope,
    ) -> None:
        self._contact = contact
        self._closing = closing
        self._drafts = drafts
        self._turn = turn
        self._scope = scope
        self._late: LateDrafts[ContactId, ContactDraft] = LateDrafts(
            name="contact.save-later", save=drafts.save, scope=scope
        )

    def put_aside(self) -> None:
        """Leave the draft under "to complete"; nothing is lost."""
        if self._contact.draft is not None and not self._closing.is_closing:
            laid_aside = self._laid_aside(self._contact.draft.contact_id)
            self._scope.start("contact.put-aside", laid_aside)

    def take_up(self, contact_id: ContactId) -> None:
        """Go on with a contact from the list of those to complete."""
        self._scope.start("contact.take-up", self._taken_up(contact_id))

    def discard(self) -> None:
        if self._contact.draft is not None and not self._closing.is_closing:
            thrown_away = self._thrown_away(self._contact.draft.contact_id)
            self._scope.start("contact.discard", thrown_away)

    async def make_room(self) -> None:
        """Free the screen for a call, in whose turn this is.

        A call does not wait for the disk: what could not be saved is tried again beside it.
        """
        left = self._contact.draft
        if not await self._set_aside() and left is not None:
            late = replace(self._contact.draft or left, is_open=False)
            self._late.keep(late.contact_id, late)
            self._contact.leave_screen()

    async def _taken_up(self, contact_id: ContactId) -> None:
        await self.bring(contact_id, self._drafts.take_up)

    async def bring(
        self, contact_id: ContactId, take: Callable[[ContactId], Awaitable[ContactDraft | None]]
    ) -> bool:
        """Show the draft that take() finds, once the screen is free; return whether there is one.

        Raise LocalStoreBroken as take() does.
        """
        async with self._turn:
            if not await self._set_aside():
                return True  # why not was told; what was to be shown is where it was
            late = self._late.of(contact_id)
            draft = await take(contact_id)
            if draft is not None:
                self._show_again(draft, late)
            return draft is not None

    def _show_again(self, draft: ContactDraft, late: ContactDraft | None) -> None:
        """late: what no disk had of it before it was taken up."""
        shown = draft if late is None else replace(late, is_open=True)
        self._contact.show(shown)
        if late is not None:
            self._late.drop(late.contact_id)
            self._contact.keep(shown)
        self._contact.returned.emit()

    async def _laid_aside(self, contact_id: ContactId) -> None:
        async with self._turn:
            draft = self._contact.draft
            is_there = draft is not None and draft.contact_id == contact_id
            if is_there and await self._set_aside():
                self._contact.shelved.emit()

    async def _set_aside(self) -> bool:
        """Take the contact off the screen once it is on disk; return whether the screen is free."""
        draft = self._contact.draft
        if draft is None:
            return True
        try:
            await self._contact.saver.flush()
            await self._drafts.put_aside(draft.contact_id)
            await self._save_late_letters()
        except LocalStoreBroken as error:
            self._contact.keep(self._contact.draft or draft)
            self._contact.store_failed.emit(error.kind)
            return False
        self._contact.leave_screen()
        return True

    async def _save_late_letters(self) -> None:
        """Save what was typed into a contact while the disk was laying it aside."""
        while not self._contact.is_saved and self._contact.draft is not None:
            self._contact.saver.drop()
            await self._drafts.save(replace(self._contact.draft, is_open=False))

    async def _thrown_away(self, contact_id: ContactId) -> None:
        async with self._turn:
            draft = self._contact.draft
            if draft is None or draft.contact_id != contact_id:
                return
            self._contact.leave_screen()  # first: a letter typed now must not save it again
            self._contact.shelved.emit()
            try:
                await self._drafts.discard(contact_id)
            except LocalStoreBroken as error:
                self._contact.show(draft)
                self._contact.returned.emit()
                self._contact.store_failed.emit(error.kind)
