"""The operator's own contacts of late, what was sent in them, and the drafts to complete."""

from collections.abc import Awaitable, Callable, Mapping

from PySide6.QtCore import QObject, Signal

from console.model.contact.contact_draft import ContactDraft
from console.model.contact.own_work import OwnWork
from console.runtime.change_feed import ChangeFeed, Topic
from console.runtime.task_scope import Coalesced, TaskScope
from contract.domain.contact import Contact
from contract.domain.ids import ContactId
from contract.domain.sending import Sending


class OwnWorkViewModel(QObject):
    changed = Signal()

    def __init__(
        self,
        *,
        load: Callable[[], Awaitable[OwnWork]],
        feed: ChangeFeed,
        scope: TaskScope,
    ) -> None:
        super().__init__()
        self._load = load
        self._shown = OwnWork()
        self.refresh = Coalesced("own-work.refresh", self._refresh, scope)
        topics = frozenset({Topic.CONTACTS, Topic.DRAFTS, Topic.OUTBOX})
        self.close = feed.subscribe(topics, self.refresh)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        return self._shown.contacts

    @property
    def drafts(self) -> tuple[ContactDraft, ...]:
        return self._shown.drafts

    @property
    def unsent(self) -> frozenset[ContactId]:
        return self._shown.unsent

    @property
    def sendings(self) -> Mapping[ContactId, tuple[Sending, ...]]:
        return self._shown.sendings

    async def _refresh(self) -> None:
        before, self._shown = self._shown, await self._load()
        if before != self._shown:
            self.changed.emit()
