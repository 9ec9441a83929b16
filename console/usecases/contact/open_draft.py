"""Opens a contact: the one its call has already, else the new one offered."""

from msgspec.structs import replace

from console.model.contact.contact_draft import ContactDraft
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.contact.draft_repository import draft, draft_of_call, save_draft
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.usecases.contact.put_draft_aside import put_others_aside


class OpenDraft:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, offered: ContactDraft) -> ContactDraft:
        """Return the open draft: the one this call has already, else the one offered.

        Any other open draft is put aside; one in which nothing was written is dropped. Raise
        LocalStoreBroken.
        """

        def apply(connection: Connection) -> ContactDraft:
            # By its call first: after a crash the call goes on, and its contact is there already.
            known = draft_of_call(connection, offered.call_key)
            known = known or draft(connection, offered.contact_id)
            opened = replace(known or offered, is_open=True, saved_at=self._clock())
            if known is not None:
                opened = replace(
                    opened,
                    answered_at=known.answered_at or offered.answered_at,
                    # A console that was started anew counts the holds of a call from nothing.
                    hold_s=max(known.hold_s, offered.hold_s),
                )
            # In the same transaction: with two of them open the next start would have to choose.
            put_others_aside(connection, opened.contact_id)
            save_draft(connection, opened)
            return opened

        return await self._database.write(apply, changes=frozenset({Topic.DRAFTS}))
