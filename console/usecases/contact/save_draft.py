"""Puts what the operator typed on disk."""

from msgspec.structs import replace

from console.model.contact.contact_draft import ContactDraft
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.contact.contact_repository import contact
from console.store.contact.draft_repository import save_draft
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase


class SaveDraft:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, draft: ContactDraft) -> ContactDraft:
        """Return the draft as it lies on disk. Raise LocalStoreBroken.

        The draft of a contact that was closed meanwhile stays closed: a late save is no new work.
        """
        saved = replace(draft, saved_at=self._clock())

        def apply(connection: Connection) -> None:
            if contact(connection, draft.contact_id) is None:
                save_draft(connection, saved)

        await self._database.write(apply, changes=frozenset({Topic.DRAFTS}))
        return saved
