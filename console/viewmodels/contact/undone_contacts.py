"""What is said of a contact that was undone: also that others have it still, while they do."""

import asyncio
from collections.abc import Awaitable, Callable

from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import TaskScope
from console.viewmodels.contact.contact_notices import OF_CLOSED, ContactNotice
from console.viewmodels.kit.notices import Level, NoticesViewModel
from contract.domain.ids import ContactId

SOON_S = 1.5  # a server that is there has taken it by then: one confirmation, not two


class UndoneContacts:
    """waits: whether something of a contact is still on its way to the server."""

    def __init__(
        self,
        *,
        waits: Callable[[ContactId], Awaitable[bool]],
        notices: NoticesViewModel,
        is_online: Callable[[], bool],
        feed: ChangeFeed,
        scope: TaskScope,
    ) -> None:
        self._waits = waits
        self._notices = notices
        self._is_online = is_online
        self._feed = feed
        self._scope = scope

    def tell(self, code: ContactNotice, contact_id: ContactId, *, was_sent: bool) -> None:
        """Say so with this code. was_sent: the server had the contact as it was closed."""
        self._notices.take_back(*OF_CLOSED)
        # Of one that may have left a moment ago nobody knows: a server that stands still has it.
        may_be_there = was_sent or self._is_online()
        self._scope.start("contact.undone", self._told(code, contact_id, may_be_there))

    async def _told(self, code: ContactNotice, contact_id: ContactId, may_be_there: bool) -> None:
        # Others have it and may act on it, a desk may call the citizen back.
        elsewhere = may_be_there and not await self._is_taken_soon(contact_id)
        self._notices.tell(code, Level.DONE, elsewhere="yes" if elsewhere else "")

    async def _is_taken_soon(self, contact_id: ContactId) -> bool:
        """Return whether the server takes it back within a moment."""
        if not self._is_online():
            return False
        changed = asyncio.Event()
        unsubscribe = self._feed.subscribe(frozenset({Topic.OUTBOX}), changed.set)
        try:
            async with asyncio.timeout(SOON_S):
                while await self._waits(contact_id):
                    await changed.wait()
                    changed.clear()
        except TimeoutError:
            return False
        finally:
            unsubscribe()
        return True
