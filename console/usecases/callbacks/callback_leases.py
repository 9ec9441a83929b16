"""The operator's claims on callbacks: claimed, kept alive, given back; filed while offline."""

import contextlib
from datetime import datetime
from typing import Protocol

from msgspec.structs import replace

from console.errors import NOT_TOLD, ClaimFiled, ServerUnreachable, SessionExpired
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.callbacks.callback_repository import callback as stored_callback
from console.store.callbacks.callback_repository import callbacks_held_by, callbacks_to_do
from console.store.contact.draft_repository import delete_attempt_draft
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.local_effects import lay_lease
from console.store.replica.outbox import answered_callbacks, enqueue, requested_callbacks
from console.store.replica.replica_rows import is_overlaid
from console.store.session.notice_repository import add_notice
from console.store.session.session_record import signed_in_account
from contract.domain.callback import Callback, CallbackAlreadyClaimed, CallbackState
from contract.domain.ids import CallbackId, NoticeId, new_command_id
from contract.domain.notice import Notice
from contract.wire import reason_codes
from contract.wire.changes import Kind
from contract.wire.claims import ClaimReply, ClaimRequest, LeaseReply, LeaseRequest
from contract.wire.commands import Command, RequestCallback

_OVER = frozenset({CallbackState.DONE, CallbackState.GIVEN_UP})


class LeaseServer(Protocol):
    """Each may raise one of NOT_TOLD."""

    async def claim(self, request: ClaimRequest) -> ClaimReply: ...
    async def heartbeat(self, request: LeaseRequest) -> LeaseReply: ...
    async def release(self, request: LeaseRequest) -> LeaseReply: ...


class CallbackLeases:
    """A claim is held under a lease of the server's, which ends unless it is kept alive."""

    def __init__(self, *, database: LocalDatabase, server: LeaseServer, clock: Clock) -> None:
        self._database = database
        self._server = server
        self._clock = clock

    async def claim(self, callback_id: CallbackId | None) -> Callback | None:
        """Return the callback, held under a lease; None asks for the most urgent one.

        Return None when nothing is waiting. Raise CallbackAlreadyClaimed when somebody else has
        it, ServerRejected when the server grants none here. Offline, raise ClaimFiled after
        filing a request for it.
        """
        # The claim may overtake the result on its way: without these the server gave the callback
        # just answered once more, and the citizen was called twice (docs/decisions/0006).
        answered = await self._database.read(answered_callbacks)
        try:
            reply = await self._server.claim(
                ClaimRequest(callback_id=callback_id, answered=answered)
            )
        except (ServerUnreachable, SessionExpired) as error:
            return await self._file(callback_id, error)
        callback = reply.callback
        # Whatever the server names: nobody is called twice.
        if callback is None or callback.id in answered:
            return None
        # Before the refusal is told: who holds it is shown with the sentence.
        await self._database.write(
            lambda connection: lay_lease(connection, callback),
            changes=frozenset({Topic.CALLBACKS}),
        )
        if not reply.granted:
            raise CallbackAlreadyClaimed(callback.id, callback.holder_name)
        return callback

    async def _file(self, callback_id: CallbackId | None, error: Exception) -> Callback | None:
        def apply(connection: Connection) -> bool:
            wanted = _wanted(connection, callback_id, self._clock())
            if wanted is None:
                return False
            me = signed_in_account(connection)
            # The server would refuse it when it is back: said at once.
            if wanted.state in _OVER:
                raise CallbackAlreadyClaimed(wanted.id, "")
            # Whoever holds it renews the lease with the server alone: no clock here knows its end.
            if wanted.state is CallbackState.CLAIMED and wanted.holder_id != me.id:
                raise CallbackAlreadyClaimed(wanted.id, wanted.holder_name)
            # Pressed twice without a server, it must be granted and told once.
            if wanted.id not in requested_callbacks(connection):
                data = RequestCallback(callback_id=wanted.id)
                enqueue(connection, Command(id=new_command_id(), at=self._clock(), data=data))
            return True

        topics = frozenset({Topic.CALLBACKS, Topic.OUTBOX})
        if await self._database.write(apply, changes=topics):
            raise ClaimFiled from error
        return None

    async def keep(self, callback_id: CallbackId) -> bool:
        """Beat once; return False when the lease is known to be lost, True when not or unknown."""
        callback = await self._database.read(lambda c: stored_callback(c, callback_id))
        return callback is not None and await self._beat(callback)

    async def _beat(self, callback: Callback) -> bool:
        try:
            reply = await self._server.heartbeat(
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

    async def release(self, callback_id: CallbackId) -> None:
        """Free it here at once; a server that does not take it back lets the lease run out."""
        held = await self._database.read(lambda c: stored_callback(c, callback_id))
        if held is None:
            return
        with contextlib.suppress(*NOT_TOLD):
            await self._server.release(LeaseRequest(callback_id=callback_id, fence=held.fence))

        def apply(connection: Connection) -> None:
            delete_attempt_draft(connection, held.id)
            _free(connection, held)

        await self._database.write(apply, changes=frozenset({Topic.CALLBACKS, Topic.DRAFTS}))

    async def release_all(self) -> None:
        """Free what she holds as she leaves; what she wrote stays for when she has it again.

        Raise LocalStoreBroken, and one of NOT_TOLD: the leases then run out by themselves.
        """

        def apply(connection: Connection) -> tuple[Callback, ...]:
            held = callbacks_held_by(connection, signed_in_account(connection).id)
            for one in held:
                _free(connection, one)
            return held

        # Here first: told by nobody, it would be in her hands at the next sign-in, and a
        # colleague may have called that citizen meanwhile.
        held = await self._database.write(apply, changes=frozenset({Topic.CALLBACKS}))
        for one in held:
            await self._server.release(LeaseRequest(callback_id=one.id, fence=one.fence))


def _wanted(
    connection: Connection, callback_id: CallbackId | None, now: datetime
) -> Callback | None:
    """Return the callback named, else the most urgent open one that was not asked for yet."""
    if callback_id is not None:
        return stored_callback(connection, callback_id)
    # The most urgent one may be asked for already: F11 pressed again wants the next.
    asked = requested_callbacks(connection)
    waiting = (
        one
        for one in callbacks_to_do(connection)
        if one.state is CallbackState.OPEN and one.id not in asked and one.is_to_try(now)
    )
    return next(waiting, None)


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


def _free(connection: Connection, held: Callback) -> None:
    current = stored_callback(connection, held.id)
    if current is None or (current.fence, current.holder_id) != (held.fence, held.holder_id):
        return  # the replica knows better already
    lay_lease(
        connection,
        replace(
            current,
            state=CallbackState.OPEN,
            holder_id=None,
            holder_name="",
            lease_until_at=None,
            # Shown only until the server's own row of that version comes (lay_lease).
            version=current.version + 1,
        ),
    )
