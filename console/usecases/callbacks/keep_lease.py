"""Renews the lease of the operator's claim, and notes when it was lost."""

from collections.abc import Awaitable, Callable

from console.errors import NOT_TOLD
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.callbacks.callback_repository import callback as stored_callback
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.replica_rows import is_overlaid
from console.store.session.notice_repository import add_notice
from contract.domain.callback import Callback, CallbackState
from contract.domain.ids import CallbackId, NoticeId
from contract.domain.notice import Notice
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.claims import LeaseReply, LeaseRequest


class KeepLease:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        heartbeat: Callable[[LeaseRequest], Awaitable[LeaseReply]],
        clock: Clock,
    ) -> None:
        self._database = database
        self._heartbeat = heartbeat
        self._clock = clock

    async def __call__(self, callback_id: CallbackId) -> bool:
        """Beat once; return False when the lease is known to be lost, True when not or unknown."""
        callback = await self._database.read(lambda c: stored_callback(c, callback_id))
        return callback is not None and await self._beat(callback)

    async def _beat(self, callback: Callback) -> bool:
        try:
            reply = await self._heartbeat(
                LeaseRequest(callback_id=callback.id, fence=callback.fence)
            )
        # A no is not a loss either: what is lost is answered with held=False. A server that was
        # upgraded would else be told as a colleague who took the callback.
        except NOT_TOLD:
            return True  # nobody said it is lost; the server decides when we are back
        if not reply.held:
            await self._tell_lost(callback)
        return reply.held

    async def _tell_lost(self, callback: Callback) -> None:
        """Once per lease, however often the beat is refused until the replica shows the loss."""
        notice = Notice(
            # Named by the fence: the beat goes on being refused until the replica hears of the
            # loss.
            id=NoticeId(f"lease:{callback.id}:{callback.fence}"),
            code=reason_codes.LEASE_LOST,
            at=self._clock(),
            subject={"callback_id": callback.id, "case_id": callback.case_id},
        )

        def tell(connection: Connection) -> bool:
            # In one transaction: the result may be written meanwhile
            # (test_a_beat_that_meets_the_result_just_written_tells_of_no_loss).
            return not _was_let_go(connection, callback) and add_notice(connection, notice)

        await self._database.write(
            tell,
            changes=lambda is_new: frozenset({Topic.NOTICES} if is_new else ()),
        )


def _was_let_go(connection: Connection, callback: Callback) -> bool:
    """Return whether its result was written, or it was given back, while the beat was on its way.

    Either ends the claim and its fence; a lease that ran out leaves the fence as it was.
    """
    now = stored_callback(connection, callback.id)
    if now is None or now.state is CallbackState.CLAIMED:
        return False
    # A fence further on than one means that somebody else has claimed it since.
    ended = now.fence == callback.fence + 1
    return ended or is_overlaid(connection, Kind.CALLBACK, callback.id)
