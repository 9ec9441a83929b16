"""Throws a draft away because the operator said so."""

from console.runtime.change_feed import Topic
from console.store.contact.draft_repository import delete_draft
from console.store.replica.local_database import LocalDatabase
from contract.domain.ids import ContactId


class DiscardDraft:
    def __init__(self, *, database: LocalDatabase) -> None:
        self._database = database

    async def __call__(self, contact_id: ContactId) -> None:
        await self._database.write(
            lambda connection: delete_draft(connection, contact_id),
            changes=frozenset({Topic.DRAFTS}),
        )
