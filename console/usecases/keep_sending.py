"""Puts on disk what is typed to send a card for a contact that has left the screen meanwhile."""

from console.runtime.change_feed import Topic
from console.store.draft_repository import note_sending
from console.store.local_database import LocalDatabase
from console.work.contact_draft import SendingDraft
from contract.domain.ids import ContactId

type TypedSending = tuple[ContactId, SendingDraft | None]


class KeepSending:
    def __init__(self, *, database: LocalDatabase) -> None:
        self._database = database

    async def __call__(self, typed: TypedSending) -> TypedSending:
        """Return what lies on disk. Raise LocalStoreBroken.

        A contact that was closed or thrown away meanwhile stays so.
        """
        await self._database.write(
            lambda connection: note_sending(connection, *typed),
            changes=frozenset({Topic.DRAFTS}),
        )
        return typed
