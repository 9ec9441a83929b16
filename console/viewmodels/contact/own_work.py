"""My own contacts of late, what I sent in them, and the drafts I have to complete."""

from collections.abc import Awaitable, Callable, Mapping

from PySide6.QtCore import QObject, Signal

from console.model.contact.contact_draft import ContactDraft
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.coalesced import Coalesced
from console.runtime.task_scope import TaskScope
from contract.domain.contact import Contact
from contract.domain.ids import ContactId
from contract.domain.sending import Sending

Sendings = Mapping[ContactId, tuple[Sending, ...]]


class OwnWorkViewModel(QObject):
    """contacts: newest first. drafts: put aside, oldest first. unsent: not yet at the server.

    sendings: cards for citizens, by contact, oldest first.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        contacts: Callable[[], Awaitable[tuple[Contact, ...]]],
        drafts: Callable[[], Awaitable[tuple[ContactDraft, ...]]],
        unsent: Callable[[], Awaitable[frozenset[ContactId]]],
        sendings: Callable[[], Awaitable[Sendings]],
        feed: ChangeFeed,
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._contacts = contacts
        self._drafts = drafts
        self._unsent = unsent
        self._sendings = sendings
        self.contacts: tuple[Contact, ...] = ()
        self.drafts: tuple[ContactDraft, ...] = ()
        self.unsent: frozenset[ContactId] = frozenset()
        self.sendings: Sendings = {}
        self.refresh = Coalesced("own-work.refresh", self._refresh, scope)
        topics = frozenset({Topic.CONTACTS, Topic.DRAFTS, Topic.OUTBOX})
        self.close = feed.subscribe(topics, self.refresh)

    async def _refresh(self) -> None:
        contacts, drafts = await self._contacts(), await self._drafts()
        self._show(contacts, drafts, await self._unsent(), await self._sendings())

    def _show(
        self,
        contacts: tuple[Contact, ...],
        drafts: tuple[ContactDraft, ...],
        unsent: frozenset[ContactId],
        sendings: Sendings,
    ) -> None:
        before = (self.contacts, self.drafts, self.unsent, self.sendings)
        after = (contacts, drafts, unsent, sendings)
        self.contacts, self.drafts, self.unsent, self.sendings = after
        if before != after:
            self.changed.emit()
