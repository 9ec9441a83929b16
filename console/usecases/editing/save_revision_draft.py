"""Writes to disk what an editor typed into an entry, or throws it away on the editor's order."""

from datetime import datetime

from msgspec.structs import replace

from console.model.editing.revision_draft import RevisionDraft
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.editing.editing_repository import (
    delete_revision_draft,
    revision_draft,
    save_revision_draft,
)
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from console.usecases.editing.hand_over_draft import with_what_came
from contract.domain.ids import new_command_id
from contract.wire.commands import Command, DropDraft

_CHANGES = frozenset({Topic.DRAFTS, Topic.EDITING})


class SaveRevisionDraft:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, draft: RevisionDraft) -> RevisionDraft:
        """Return the draft as it lies on disk. Raise LocalStoreBroken.

        What came from another seat meanwhile and is not in this draft is in what is returned;
        where both say something else, the other text is handed over.
        """
        # Not kept from here on: the server has an older text until it answers for this one.
        typed = replace(draft, saved_at=self._clock(), is_kept=False)

        def save(connection: Connection) -> RevisionDraft:
            # In the transaction of the save: a draft fetched meanwhile must not be written over.
            saved = with_what_came(connection, typed, self._clock())
            save_revision_draft(connection, saved)
            return saved

        return await self._database.write(
            save,
            changes=lambda saved: (
                _CHANGES | ({Topic.OUTBOX} if saved.number > draft.number else set())
            ),
        )


class DropRevisionDraft:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, key: str) -> None:
        """Delete what was typed and not submitted, at the server too. Raise LocalStoreBroken."""
        await self._database.write(
            lambda connection: drop_typed(connection, key, self._clock()),
            changes=_CHANGES | {Topic.OUTBOX},
        )


def drop_typed(connection: Connection, key: str, at: datetime) -> None:
    """Delete the draft here; the server deletes it once it has all that was queued before."""
    draft = revision_draft(connection, key)
    delete_revision_draft(connection, key)
    # Number 0: the server never had it, and there is nothing to drop.
    if draft is not None and draft.number:
        enqueue_drop(connection, draft, draft.number, at)


def enqueue_drop(connection: Connection, draft: RevisionDraft, number: int, at: datetime) -> None:
    data = DropDraft(entry_kind=draft.entry_kind, entry_id=draft.entry_id, number=number)
    enqueue(connection, Command(id=new_command_id(), at=at, data=data))
