"""Moves a contact from the screen to the list of those to complete, and back."""

from msgspec.structs import replace

from console.model.contact.contact_draft import ContactDraft
from console.runtime.change_feed import Topic
from console.store.contact.draft_repository import delete_draft, draft, drafts, save_draft
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from contract.domain.ids import ContactId


class PutDraftAside:
    def __init__(self, *, database: LocalDatabase) -> None:
        self._database = database

    async def __call__(self, contact_id: ContactId) -> None:
        def apply(connection: Connection) -> None:
            known = draft(connection, contact_id)
            if known is not None:
                put_aside(connection, known)

        await self._database.write(apply, changes=frozenset({Topic.DRAFTS}))


class TakeUpDraft:
    def __init__(self, *, database: LocalDatabase) -> None:
        self._database = database

    async def __call__(self, contact_id: ContactId) -> ContactDraft | None:
        """Return the draft, open again; None when it was closed or discarded meanwhile."""

        def apply(connection: Connection) -> ContactDraft | None:
            known = draft(connection, contact_id)
            if known is None:
                return None
            # In the same transaction: with two of them open the next start would have to choose.
            put_others_aside(connection, contact_id)
            opened = replace(known, is_open=True)
            save_draft(connection, opened)
            return opened

        return await self._database.write(apply, changes=frozenset({Topic.DRAFTS}))


def put_others_aside(connection: Connection, kept: ContactId) -> None:
    """Leave at most one draft open."""
    for other in drafts(connection):
        if other.is_open and other.contact_id != kept:
            put_aside(connection, other)


def put_aside(connection: Connection, known: ContactDraft) -> None:
    """List it among those to complete, unless nothing was written in it."""
    if known.is_blank:
        delete_draft(connection, known.contact_id)
    else:
        save_draft(connection, replace(known, is_open=False))
