"""What an editor types into an entry: on disk, thrown away on the editor's order, submitted.

Only the fields that changed are submitted, each with its value before.
"""

from datetime import datetime

from msgspec.structs import replace

from console.errors import EntryUnreadable
from console.model.editing.editing_work import EntryFile
from console.model.editing.revision_draft import RevisionDraft
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.editing.editing_repository import (
    delete_revision_draft,
    entry_file,
    open_revision_of,
    revision_draft,
    save_revision_draft,
)
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from console.store.replica.replica_rows import is_overlaid
from console.usecases.editing.hand_over_draft import changes_in, hand_over, with_what_came
from contract.domain.ids import RevisionId, new_command_id
from contract.domain.knowledge_entries.revision import EntryKind, Revision
from contract.wire.changes import Kind
from contract.wire.commands import Command, DropDraft, RequestReview

_TYPED = frozenset({Topic.DRAFTS, Topic.EDITING})
_QUEUED = _TYPED | {Topic.OUTBOX, Topic.NOTICES}  # texts may lie beside from now on


class RevisionDrafts:
    """Each method raises LocalStoreBroken."""

    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def load(self, kind: EntryKind, entry_id: str) -> EntryFile:
        return await self._database.read(lambda c: entry_file(c, kind, entry_id))

    async def save(self, draft: RevisionDraft) -> RevisionDraft:
        """Return the draft as it lies on disk.

        What came from another seat meanwhile and is not in this draft is in what is returned;
        where both say something else, the other text is handed over.
        """
        # Not kept from here on: the server has an older text until it answers for this one.
        typed = replace(draft, saved_at=self._clock(), is_kept=False)

        def apply(connection: Connection) -> RevisionDraft:
            # In the transaction of the save: a draft fetched meanwhile must not be written over.
            saved = with_what_came(connection, typed, self._clock())
            save_revision_draft(connection, saved)
            return saved

        return await self._database.write(
            apply,
            changes=lambda saved: _QUEUED if saved.number > draft.number else _TYPED,
        )

    async def drop(self, key: str) -> None:
        """Delete what was typed and not submitted, at the server too."""
        await self._database.write(lambda c: _drop(c, key, self._clock()), changes=_QUEUED)

    async def hand_over(
        self, draft: RevisionDraft, *, ask_review: bool = False
    ) -> RevisionId | None:
        """Queue the changes and, when asked, the wish for a review; return the revision.

        None: there is no revision, for nothing was changed; a reason typed for it stays here.
        Works offline: the server lays the fields together with what others changed. Raise
        EntryUnreadable for values that are none, with all of them; then nothing is handed over.
        """

        def apply(connection: Connection) -> RevisionId | None:
            # In the same transaction: a text of another seat that came just now is kept.
            whole = with_what_came(connection, draft, self._clock())
            changes, faults = changes_in(whole)
            if faults:
                raise EntryUnreadable(faults)
            hand_over(connection, whole, changes, self._clock())
            present = open_revision_of(connection, draft.entry_kind, draft.entry_id)
            if present is None and whole.why.strip():
                return None
            if present is not None and ask_review:
                self._ask(connection, present, draft.why)
            # Last: the server forgets its copy only after it has what was queued before.
            _drop(connection, draft.key, self._clock())
            return None if present is None else present.id

        return await self._database.write(apply, changes=_QUEUED)

    def _ask(self, connection: Connection, present: Revision, why: str) -> None:
        # What is still under way here makes a version of its own, which is only reckoned yet.
        is_under_way = is_overlaid(connection, Kind.REVISION, present.id)
        is_sole = len(set(present.author_ids)) <= 1
        data = RequestReview(
            revision_id=present.id,
            seen_version=0 if is_under_way and is_sole else present.version,
            is_own_on_top=is_under_way and not is_sole,
            why=why.strip(),
        )
        enqueue(connection, Command(id=new_command_id(), at=self._clock(), data=data))


def _drop(connection: Connection, key: str, at: datetime) -> None:
    """Delete the draft here; the server deletes it once it has all that was queued before."""
    draft = revision_draft(connection, key)
    delete_revision_draft(connection, key)
    # Number 0: the server never had it, and there is nothing to drop.
    if draft is not None and draft.number:
        enqueue_drop(connection, draft, draft.number, at)


def enqueue_drop(connection: Connection, draft: RevisionDraft, number: int, at: datetime) -> None:
    data = DropDraft(entry_kind=draft.entry_kind, entry_id=draft.entry_id, number=number)
    enqueue(connection, Command(id=new_command_id(), at=at, data=data))
