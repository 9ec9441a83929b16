"""The number of a case just opened: told when the server gives it, sent to the citizen by SMS."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from console.model.contact.card_to_send import CardFate
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import TaskScope
from console.viewmodels.contact.contact_notices import ContactNotice
from console.viewmodels.kit.notices import Level, NoticesViewModel
from contract.domain.ids import CommandId, ContactId

SOON_S = 1.5  # a server that is there has answered by then: one confirmation, not two

type Tell = Callable[[str, bool], None]  # the number, and whether it may be sent


class NumberSender(Protocol):
    """number_of: "" until it is given; None for a contact without a case, or taken back."""

    async def number_of(self, contact_id: ContactId) -> str | None: ...
    async def may_send_number(self, contact_id: ContactId) -> bool: ...
    async def send_number(self, contact_id: ContactId) -> CommandId | None: ...
    async def follow(self, command_id: CommandId) -> CardFate: ...


class CaseNumbers:
    def __init__(
        self,
        *,
        sender: NumberSender,
        notices: NoticesViewModel,
        is_online: Callable[[], bool],
        feed: ChangeFeed,
        scope: TaskScope,
    ) -> None:
        self._sender = sender
        self._notices = notices
        self._is_online = is_online
        self._feed = feed
        self._scope = scope
        self._asked: set[ContactId] = set()  # of what was closed here: each is sent once

    def follow(self, contact_id: ContactId, tell: Tell) -> None:
        """Tell the number of the contact's case; "" first where it is not to be had at once."""
        self._asked.discard(contact_id)  # closed again: what was asked before may have been dropped
        self._scope.start(f"case-number.{contact_id}", self._followed(contact_id, tell))

    def offer(self, contact_id: ContactId, tell: Callable[[ContactId, bool], None]) -> None:
        """Tell whether the number of a contact's case can be sent to the citizen now."""
        self._scope.start("case-number.offer", self._offered(contact_id, tell), replaces=True)

    def send(self, contact_id: ContactId) -> None:
        """Send the citizen the number, and tell what becomes of that."""
        if contact_id not in self._asked:
            self._asked.add(contact_id)
            self._scope.start(f"case-number.send.{contact_id}", self._sent(contact_id))

    async def _followed(self, contact_id: ContactId, tell: Tell) -> None:
        number: str | None = ""
        if self._is_online():
            try:
                async with asyncio.timeout(SOON_S):
                    number = await self._given(contact_id)
            except TimeoutError:
                number = ""
        if number is not None:
            tell(number, await self._may_send(contact_id))
        if number == "" and (later := await self._given(contact_id)):
            tell(later, await self._may_send(contact_id))

    async def _offered(
        self, contact_id: ContactId, tell: Callable[[ContactId, bool], None]
    ) -> None:
        tell(contact_id, await self._may_send(contact_id))

    async def _may_send(self, contact_id: ContactId) -> bool:
        return contact_id not in self._asked and await self._sender.may_send_number(contact_id)

    async def _sent(self, contact_id: ContactId) -> None:
        command_id = await self._sender.send_number(contact_id)
        fate = command_id and await self._sender.follow(command_id)
        # What is refused is told with the server's reason, and what is taken back was undone.
        number = await self._sender.number_of(contact_id)
        if fate in (None, CardFate.REFUSED) or number is None:
            return
        is_there = fate is CardFate.AT_SERVER
        code = ContactNotice.NUMBER_SENT if is_there else ContactNotice.NUMBER_WAITS
        self._notices.tell(code, Level.DONE, number=number)

    async def _given(self, contact_id: ContactId) -> str | None:
        """Return the number once the server has given it; None: there will be none."""
        changed = asyncio.Event()
        topics = frozenset({Topic.OUTBOX, Topic.CONTACTS})
        unsubscribe = self._feed.subscribe(topics, changed.set)
        try:
            while True:
                # Before the read: what changes while it runs must lead to another look.
                changed.clear()
                number = await self._sender.number_of(contact_id)
                if number != "":
                    return number
                await changed.wait()
        finally:
            unsubscribe()
