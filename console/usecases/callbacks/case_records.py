"""The callbacks and cases of the operator's desks, as the replica has them."""

from functools import partial
from typing import Any

from msgspec.structs import replace

from console.model.callbacks.case_file import AttemptResult, CaseFile, HandOver
from console.model.contact.contact_draft import AttemptDraft
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.callbacks import callback_repository, case_repository
from console.store.contact import draft_repository
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from console.store.session.session_record import signed_in_account
from contract.domain.callback import Callback, CallbackAlreadyClaimed, CallbackAttempt
from contract.domain.ids import AttemptId, TopicId, new_command_id, new_id
from contract.wire.commands import (
    AssignTopic,
    Command,
    CommandData,
    HandOverCase,
    RecordAttempt,
)

_RECORDED = frozenset({Topic.CALLBACKS, Topic.CASES, Topic.DRAFTS, Topic.OUTBOX})


class CaseRecords:
    """Each method raises LocalStoreBroken."""

    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._read: dict[str, Any] = {}  # of the queue, used on the store's thread alone

    async def to_do(self) -> tuple[Callback, ...]:
        """Return the callbacks not yet done, the most urgent first."""
        read = self._read
        return await self._database.read(partial(callback_repository.callbacks_to_do, read=read))

    async def file(self, callback: Callback) -> CaseFile:
        def load(connection: Connection) -> CaseFile:
            known = callback_repository.callback(connection, callback.id)
            return CaseFile(
                case=case_repository.case(connection, callback.case_id),
                topic_id=known.topic_id if known is not None else None,
                activities=case_repository.activities(connection, callback.case_id),
                attempts=callback_repository.attempts(connection, callback.id),
            )

        return await self._database.read(load)

    async def attempt_draft(self, callback: Callback) -> AttemptDraft:
        """Return the half-written result of a callback, an empty one where none was begun."""
        known = await self._database.read(lambda c: draft_repository.attempt_draft(c, callback.id))
        return known or AttemptDraft(callback_id=callback.id)

    async def save_draft(self, draft: AttemptDraft) -> AttemptDraft:
        """Return the draft as it lies on disk."""
        saved = replace(draft, saved_at=self._clock())
        await self._database.write(
            lambda c: draft_repository.save_attempt_draft(c, saved),
            changes=frozenset({Topic.DRAFTS}),
        )
        return saved

    async def record(self, result: AttemptResult | HandOver) -> None:
        """Queue the result for the server. Works offline: the server judges by fence.

        Raise CallbackAlreadyClaimed when the callback has left this seat's desks.
        """

        def apply(connection: Connection) -> None:
            self._enqueue(connection, self._command(connection, result))
            # In the same step: a console killed in between would offer the result once more.
            draft_repository.delete_attempt_draft(connection, result.callback.id)

        await self._database.write(apply, changes=_RECORDED)

    async def assign_topic(self, callback: Callback, topic_id: TopicId) -> None:
        """Say what the case of a callback is about."""
        data = AssignTopic(callback_id=callback.id, topic_id=topic_id)
        await self._database.write(
            lambda connection: self._enqueue(connection, data),
            changes=frozenset({Topic.CALLBACKS, Topic.CASES, Topic.OUTBOX}),
        )

    def _enqueue(self, connection: Connection, data: CommandData) -> None:
        enqueue(connection, Command(id=new_command_id(), at=self._clock(), data=data))

    def _command(self, connection: Connection, result: AttemptResult | HandOver) -> CommandData:
        known = callback_repository.callback(connection, result.callback.id)
        # Told at once: queued, the result would be refused when nobody looks at it any more.
        if known is None:
            raise CallbackAlreadyClaimed(result.callback.id, "")
        # Of the claim in hand: once a lease ran out unnoticed, the one shown is another's.
        fence = result.callback.fence
        if isinstance(result, HandOver):
            return HandOverCase(
                callback_id=known.id, fence=fence, desk_id=result.desk_id, note=result.note.strip()
            )
        attempt = self._attempt(connection, known, result)
        return RecordAttempt(attempt=attempt, fence=fence, case_state=result.case_state)

    def _attempt(
        self, connection: Connection, callback: Callback, result: AttemptResult
    ) -> CallbackAttempt:
        window = result.next_window
        return CallbackAttempt(
            id=AttemptId(new_id()),
            callback_id=callback.id,
            desk_id=callback.desk_id,
            author_id=signed_in_account(connection).id,
            outcome=result.outcome,
            at=self._clock(),
            call_key=result.call_key,
            talk_s=result.talk_s,
            note=result.note.strip(),
            next_start_at=window.window_start_at if window is not None else None,
            next_end_at=window.window_end_at if window is not None else None,
        )
