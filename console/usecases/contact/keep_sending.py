"""Puts on disk what is typed to send a card for a contact that has left the screen meanwhile."""

from console.runtime.change_feed import Topic
from console.store.contact.sending_aside import TypedSending, keep_typed
from console.store.replica.local_database import LocalDatabase


class KeepSending:
    def __init__(self, *, database: LocalDatabase) -> None:
        self._database = database

    async def __call__(self, typed: TypedSending) -> TypedSending:
        """Return what lies on disk. Raise LocalStoreBroken.

        A contact that was closed or thrown away meanwhile stays so.
        """
        await self._database.write(
            lambda connection: keep_typed(connection, *typed),
            changes=frozenset({Topic.DRAFTS}),
        )
        return typed
