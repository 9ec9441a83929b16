"""Claims a callback from the shared queue, or queues a request for it while offline."""

from collections.abc import Awaitable, Callable
from typing import NoReturn

from console.errors import ClaimFiled, ServerUnreachable, SessionExpired
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.callbacks.callback_repository import callback as stored_callback
from console.store.callbacks.callback_repository import callbacks_to_do
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.local_effects import lay_lease
from console.store.replica.outbox import answered_callbacks, enqueue, requested_callbacks
from console.store.session.session_record import signed_in_account
from contract.domain.callback import Callback, CallbackAlreadyClaimed, CallbackState
from contract.domain.ids import CallbackId, new_command_id
from contract.wire.claims import ClaimReply, ClaimRequest
from contract.wire.commands import Command, RequestCallback

_OVER = frozenset({CallbackState.DONE, CallbackState.GIVEN_UP})


class ClaimCallback:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        claim: Callable[[ClaimRequest], Awaitable[ClaimReply]],
        clock: Clock,
    ) -> None:
        self._database = database
        self._claim = claim
        self._clock = clock

    async def __call__(self, callback_id: CallbackId | None) -> Callback | None:
        """Return the callback, held under a lease; None asks for the most urgent one.

        Return None when nothing is waiting. Raise CallbackAlreadyClaimed when somebody else has
        it, ServerRejected when the server grants none here. Offline, raise ClaimFiled after
        filing a request for it.
        """
        # The claim may overtake the result on its way: without these the server gave the callback
        # just answered once more, and the citizen was called twice (docs/decisions/0006).
        answered = await self._database.read(answered_callbacks)
        try:
            reply = await self._claim(ClaimRequest(callback_id=callback_id, answered=answered))
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
            wanted = _wanted(connection, callback_id)
            if wanted is None:
                return False
            me = signed_in_account(connection)
            # The server would refuse it when it is back: said at once.
            if wanted.state in _OVER:
                raise CallbackAlreadyClaimed(wanted.id, "")
            # Her own may be asked for again: the lease may have run out while there was no server.
            if not wanted.is_claimable(self._clock()) and wanted.holder_id != me.id:
                raise CallbackAlreadyClaimed(wanted.id, wanted.holder_name)
            # Pressed twice without a server, it must be granted and told once.
            if wanted.id not in requested_callbacks(connection):
                data = RequestCallback(callback_id=wanted.id)
                enqueue(connection, Command(id=new_command_id(), at=self._clock(), data=data))
            return True

        topics = frozenset({Topic.CALLBACKS, Topic.OUTBOX})
        if await self._database.write(apply, changes=topics):
            _raise_filed(error)
        return None


def _wanted(connection: Connection, callback_id: CallbackId | None) -> Callback | None:
    """Return the callback named, else the most urgent open one that was not asked for yet."""
    if callback_id is not None:
        return stored_callback(connection, callback_id)
    # The most urgent one may be asked for already: F11 pressed again wants the next.
    asked = requested_callbacks(connection)
    waiting = (
        one
        for one in callbacks_to_do(connection)
        if one.state is CallbackState.OPEN and one.id not in asked
    )
    return next(waiting, None)


def _raise_filed(error: Exception) -> NoReturn:
    raise ClaimFiled from error
