"""Puts a callback held by the operator back into the queue."""

import contextlib
from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from console.errors import NOT_TOLD
from console.runtime.change_feed import Topic
from console.store.callbacks.callback_repository import callback as stored_callback
from console.store.contact.draft_repository import delete_attempt_draft
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.local_effects import lay_lease
from contract.domain.callback import Callback, CallbackState
from contract.domain.ids import CallbackId
from contract.wire.claims import LeaseReply, LeaseRequest


class ReleaseCallback:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        release: Callable[[LeaseRequest], Awaitable[LeaseReply]],
    ) -> None:
        self._database = database
        self._release = release

    async def __call__(self, callback_id: CallbackId) -> None:
        """Free it here at once; a server that does not take it back lets the lease run out."""
        held = await self._database.read(lambda c: stored_callback(c, callback_id))
        if held is None:
            return
        with contextlib.suppress(*NOT_TOLD):
            await self._release(LeaseRequest(callback_id=callback_id, fence=held.fence))
        await self._database.write(
            lambda connection: _freed(connection, held),
            changes=frozenset({Topic.CALLBACKS, Topic.DRAFTS}),
        )


def _freed(connection: Connection, held: Callback) -> None:
    delete_attempt_draft(connection, held.id)
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
