"""Lays the contact on the screen aside for later, takes one up again, throws one away."""

import asyncio
from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from console.errors import LocalStoreBroken
from console.runtime.task_scope import TaskScope
from console.viewmodels.contact_in_hand import ContactInHand
from console.viewmodels.draft_saver import RETRY_S
from console.work.contact_draft import ContactDraft
from contract.domain.ids import ContactId


class ContactShelf:
    """A contact leaves the screen once it is on disk. turn: held while contacts come and go."""

    def __init__(
        self,
        *,
        contact: ContactInHand,
        save_draft: Callable[[ContactDraft], Awaitable[ContactDraft]],
        put_aside: Callable[[ContactId], Awaitable[None]],
        take_up: Callable[[ContactId], Awaitable[ContactDraft | None]],
        discard: Callable[[ContactId], Awaitable[None]],
        turn: asyncio.Lock,
        scope: TaskScope,
    ) -> None:
        self._contact = contact
        self._save_draft = save_draft
        self._put_aside = put_aside
        self._take_up = take_up
        self._discard = discard
        self._turn = turn
        self._scope = scope

    def put_aside(self) -> None:
        """Leave the draft under "to complete"; nothing is lost."""
        if self._contact.draft is not None:
            laid_aside = self._laid_aside(self._contact.draft.contact_id)
            self._scope.start("contact.put-aside", laid_aside)

    def take_up(self, contact_id: ContactId) -> None:
        """Go on with a contact from the list of those to complete."""
        self._scope.start("contact.take-up", self._taken_up(contact_id))

    def discard(self) -> None:
        if self._contact.draft is not None:
            thrown_away = self._thrown_away(self._contact.draft.contact_id)
            self._scope.start("contact.discard", thrown_away)

    async def make_room(self) -> None:
        """Free the screen for a call, in whose turn this is.

        A call does not wait for the disk: what could not be saved is tried again beside it.
        """
        left = self._contact.draft
        if not await self._set_aside() and left is not None:
            self._scope.start("contact.save-later", self._saved_later(self._contact.draft or left))
            self._contact.leave_screen()

    async def _taken_up(self, contact_id: ContactId) -> None:
        async with self._turn:
            if not await self._set_aside():
                return
            draft = await self._take_up(contact_id)
            if draft is not None:
                self._contact.show(draft)
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
            await self._contact.save_due()
            await self._put_aside(draft.contact_id)
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
            self._contact.drop_due()
            await self._save_draft(replace(self._contact.draft, is_open=False))

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
            draft = self._contact.draft
            if draft is None or draft.contact_id != contact_id:
                return
            self._contact.leave_screen()  # first: a letter typed now must not save it again
            self._contact.shelved.emit()
            try:
                await self._discard(contact_id)
            except LocalStoreBroken as error:
                self._contact.show(draft)
                self._contact.returned.emit()
                self._contact.store_failed.emit(error.kind)
