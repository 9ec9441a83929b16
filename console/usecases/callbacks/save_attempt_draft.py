"""Puts the half-written result of a callback on disk."""

from msgspec.structs import replace

from console.model.contact.contact_draft import AttemptDraft
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.contact.draft_repository import save_attempt_draft
from console.store.replica.local_database import LocalDatabase


class SaveAttemptDraft:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, draft: AttemptDraft) -> AttemptDraft:
        """Return the draft as it lies on disk. Raise LocalStoreBroken."""
        saved = replace(draft, saved_at=self._clock())
        await self._database.write(
            lambda connection: save_attempt_draft(connection, saved),
            changes=frozenset({Topic.DRAFTS}),
        )
        return saved
