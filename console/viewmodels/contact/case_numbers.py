"""The number of a case just opened: told when the server gives it, which may be much later."""

import asyncio
from collections.abc import Awaitable, Callable

from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import TaskScope
from contract.domain.ids import ContactId

SOON_S = 1.5  # a server that is there has answered by then: one confirmation, not two


class CaseNumbers:
    """number_of: "" until it is given; None for a contact without a case, or taken back."""

    def __init__(
        self,
        *,
        number_of: Callable[[ContactId], Awaitable[str | None]],
        is_online: Callable[[], bool],
        feed: ChangeFeed,
        scope: TaskScope,
    ) -> None:
        self._number_of = number_of
        self._is_online = is_online
        self._feed = feed
        self._scope = scope

    def follow(self, contact_id: ContactId, tell: Callable[[str], None]) -> None:
        """Tell the number of the contact's case; "" first where it is not to be had at once."""
        self._scope.start(f"case-number.{contact_id}", self._followed(contact_id, tell))

    async def _followed(self, contact_id: ContactId, tell: Callable[[str], None]) -> None:
        number: str | None = ""
        if self._is_online():
            try:
                async with asyncio.timeout(SOON_S):
                    number = await self._given(contact_id)
            except TimeoutError:
                number = ""
        if number is not None:
            tell(number)
        if number == "" and (later := await self._given(contact_id)):
            tell(later)

    async def _given(self, contact_id: ContactId) -> str | None:
        """Return the number once the server has given it; None: there will be none."""
        changed = asyncio.Event()
        topics = frozenset({Topic.OUTBOX, Topic.CONTACTS})
        unsubscribe = self._feed.subscribe(topics, changed.set)
        try:
            while True:
                # Before the read: what changes while it runs must lead to another look.
                changed.clear()
                number = await self._number_of(contact_id)
                if number != "":
                    return number
                await changed.wait()
        finally:
            unsubscribe()
