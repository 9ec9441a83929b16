"""The drafts of contacts on disk: opened, saved, put aside, taken up, thrown away, closed."""

from msgspec.structs import replace

from console.model.contact.contact_draft import ContactDraft
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.contact.contact_repository import contact
from console.store.contact.draft_repository import (
    delete_draft,
    draft,
    draft_of_call,
    open_draft,
    save_draft,
)
from console.store.contact.own_work import waits
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.usecases.contact.close_contact import close_contact, undo_correction
from console.usecases.contact.reopen_contact import open_alone, opened_again, put_aside
from contract.domain.contact import Contact
from contract.domain.ids import ContactId

_DRAFTS = frozenset({Topic.DRAFTS})
_CLOSED = _DRAFTS | {Topic.CONTACTS, Topic.OUTBOX, Topic.CASES, Topic.CALLBACKS}


class StoredDrafts:
    """At most one draft is open. Each method raises LocalStoreBroken."""

    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def open_one(self) -> ContactDraft | None:
        """Return the draft that is open."""
        return await self._database.read(open_draft)

    async def open(self, offered: ContactDraft) -> ContactDraft:
        """Return the open draft: the one this call has already, else the one offered.

        Any other open draft is put aside; one in which nothing was written is dropped.
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
            return open_alone(connection, opened)

        return await self._database.write(apply, changes=_DRAFTS)

    async def save(self, typed: ContactDraft) -> ContactDraft:
        """Return the draft as it lies on disk.

        The draft of a contact that was closed meanwhile stays closed: a late save is no new work.
        """
        saved = replace(typed, saved_at=self._clock())

        def apply(connection: Connection) -> None:
            is_closed = contact(connection, typed.contact_id) is not None
            # One that is corrected is closed and open at once.
            if not is_closed or draft(connection, typed.contact_id) is not None:
                save_draft(connection, saved)

        await self._database.write(apply, changes=_DRAFTS)
        return saved

    async def put_aside(self, contact_id: ContactId) -> None:
        """Move a contact from the screen to the list of those to complete."""

        def apply(connection: Connection) -> None:
            known = draft(connection, contact_id)
            if known is not None:
                put_aside(connection, known)

        await self._database.write(apply, changes=_DRAFTS)

    async def take_up(self, contact_id: ContactId) -> ContactDraft | None:
        """Return the draft, open again; None when it was closed or discarded meanwhile."""

        def apply(connection: Connection) -> ContactDraft | None:
            known = draft(connection, contact_id)
            return known and open_alone(connection, replace(known, is_open=True))

        return await self._database.write(apply, changes=_DRAFTS)

    async def discard(self, contact_id: ContactId) -> None:
        """Throw a draft away because the operator said so."""
        await self._database.write(lambda c: delete_draft(c, contact_id), changes=_DRAFTS)

    async def reopen(
        self, contact_id: ContactId, *, typed: ContactDraft | None = None, is_open: bool = True
    ) -> ContactDraft | None:
        """Return the draft of a closed contact that is taken back; None: it is not there any more.

        typed: what stood on the screen when it was closed. is_open False: it is put aside.
        """

        def apply(connection: Connection) -> ContactDraft | None:
            return opened_again(connection, contact_id, self._clock(), typed=typed, is_open=is_open)

        return await self._database.write(apply, changes=_CLOSED)

    async def correct(self, contact_id: ContactId) -> ContactDraft | None:
        """Return the draft in which a closed contact is corrected; it stays closed until then."""

        def apply(connection: Connection) -> ContactDraft | None:
            return opened_again(connection, contact_id, self._clock(), takes_back=False)

        return await self._database.write(apply, changes=_CLOSED)

    async def undo_correction(self, corrected: ContactDraft) -> bool:
        """Write a contact as it was before its correction; False: it is not as it was corrected.

        Raise ContactIncomplete when what it said before closes no contact.
        """
        return await self._database.write(
            lambda c: undo_correction(c, corrected, self._clock()), changes=_CLOSED
        )

    async def waits(self, contact_id: ContactId) -> bool:
        """Return whether something done with a contact is still on its way to the server."""
        return await self._database.read(lambda c: waits(c, contact_id))

    async def close(self, typed: ContactDraft) -> Contact:
        """Return the contact, queued for the server; closing it twice gives the same one.

        Raise ContactIncomplete when a field keeps it open.
        """
        return await self._database.write(
            lambda c: close_contact(c, typed, self._clock()), changes=_CLOSED
        )
