"""Submits what an editor changed in an entry: only the fields, each with its value before."""

from console.errors import EntryUnreadable
from console.model.editing.revision_draft import RevisionDraft
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.editing.editing_repository import open_revision_of
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from console.store.replica.replica_rows import is_overlaid
from console.usecases.editing.hand_over_draft import changes_in, hand_over, with_what_came
from console.usecases.editing.save_revision_draft import drop_typed
from contract.domain.ids import AccountId, RevisionId, new_command_id
from contract.domain.knowledge_entries.revision import Revision
from contract.wire.changes import Kind
from contract.wire.commands import Command, RequestReview

_CHANGES = frozenset({Topic.EDITING, Topic.DRAFTS, Topic.OUTBOX})


class EditRevision:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(
        self,
        draft: RevisionDraft,
        *,
        ask_review: bool = False,
        reviewer_id: AccountId | None = None,
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
                self._ask(connection, present, draft.why, reviewer_id)
            # Last: the server forgets its copy only after it has what was queued before.
            drop_typed(connection, draft.key, self._clock())
            return None if present is None else present.id

        return await self._database.write(apply, changes=_CHANGES)

    def _ask(
        self, connection: Connection, present: Revision, why: str, reviewer_id: AccountId | None
    ) -> None:
        # What is still under way here makes a version of its own, which nobody knows yet.
        is_under_way = is_overlaid(connection, Kind.REVISION, present.id)
        data = RequestReview(
            revision_id=present.id,
            seen_version=0 if is_under_way else present.version,
            why=why.strip(),
            reviewer_id=reviewer_id,
        )
        enqueue(connection, Command(id=new_command_id(), at=self._clock(), data=data))
