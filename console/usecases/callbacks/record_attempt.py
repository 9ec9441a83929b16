"""Records the result of calling a citizen back."""

from datetime import datetime

from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.callbacks.callback_repository import callback as stored_callback
from console.store.contact.draft_repository import delete_attempt_draft
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from console.store.session.session_record import signed_in_account
from contract.domain.callback import AttemptOutcome, CallbackAlreadyClaimed, CallbackAttempt
from contract.domain.case import CaseState
from contract.domain.ids import AttemptId, CallbackId, new_command_id, new_id
from contract.wire.commands import Command
from contract.wire.commands import RecordAttempt as RecordAttemptData

_CHANGES = frozenset({Topic.CALLBACKS, Topic.CASES, Topic.DRAFTS, Topic.OUTBOX})


class RecordAttempt:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(
        self,
        *,
        callback_id: CallbackId,
        outcome: AttemptOutcome,
        note: str,
        case_state: CaseState,
        call_key: str = "",
        talk_s: float = 0.0,
        next_start_at: datetime | None = None,
        next_end_at: datetime | None = None,
        fence: int | None = None,
    ) -> CallbackAttempt:
        """Return the attempt, queued for the server. Works offline: the server judges by fence.

        fence: of the claim in hand; None: of the callback as it is shown now. Raise
        CallbackAlreadyClaimed when the callback has left this seat's desks.
        """

        def apply(connection: Connection) -> CallbackAttempt:
            callback = stored_callback(connection, callback_id)
            # Told at once: queued, the result would be refused when nobody looks at it any more.
            if callback is None:
                raise CallbackAlreadyClaimed(callback_id, "")
            now = self._clock()
            attempt = CallbackAttempt(
                id=AttemptId(new_id()),
                callback_id=callback_id,
                desk_id=callback.desk_id,
                author_id=signed_in_account(connection).id,
                outcome=outcome,
                at=now,
                call_key=call_key,
                talk_s=talk_s,
                note=note.strip(),
                next_start_at=next_start_at,
                next_end_at=next_end_at,
            )
            data = RecordAttemptData(
                attempt=attempt,
                # Of the claim in hand: once a lease ran out unnoticed, the one shown is another's.
                fence=callback.fence if fence is None else fence,
                case_state=case_state,
            )
            enqueue(connection, Command(id=new_command_id(), at=now, data=data))
            # In the same step: a console killed in between would offer the result once more.
            delete_attempt_draft(connection, callback_id)
            return attempt

        return await self._database.write(apply, changes=_CHANGES)
