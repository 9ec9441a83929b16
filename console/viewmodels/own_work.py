"""My own contacts of late, and the drafts I have to complete."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.coalesced import Coalesced
from console.runtime.task_scope import TaskScope
from console.work.contact_draft import ContactDraft
from contract.domain.contact import Contact
from contract.domain.ids import ContactId


class OwnWorkViewModel(QObject):
    """contacts: newest first. drafts: put aside, oldest first. unsent: not yet at the server."""

    changed = Signal()

    def __init__(
        self,
        *,
        contacts: Callable[[], Awaitable[tuple[Contact, ...]]],
        drafts: Callable[[], Awaitable[tuple[ContactDraft, ...]]],
        unsent: Callable[[], Awaitable[frozenset[ContactId]]],
        feed: ChangeFeed,
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._contacts = contacts
        self._drafts = drafts
        self._unsent = unsent
        self.contacts: tuple[Contact, ...] = ()
        self.drafts: tuple[ContactDraft, ...] = ()
        self.unsent: frozenset[ContactId] = frozenset()
        self.refresh = Coalesced("own-work.refresh", self._refresh, scope)
        topics = frozenset({Topic.CONTACTS, Topic.DRAFTS, Topic.OUTBOX})
        self.close = feed.subscribe(topics, self.refresh)

    async def _refresh(self) -> None:
        before = (self.contacts, self.drafts, self.unsent)
        contacts, drafts = await self._contacts(), await self._drafts()
        self.contacts, self.drafts, self.unsent = contacts, drafts, await self._unsent()
        if before != (self.contacts, self.drafts, self.unsent):
            self.changed.emit()
