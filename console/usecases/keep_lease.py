"""Keeps the operator's claims alive, and tells when one was lost."""

import asyncio
from collections.abc import Awaitable, Callable

from console.errors import ServerUnreachable, SessionExpired
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.callback_repository import callback as stored_callback
from console.store.callback_repository import callbacks_held_by
from console.store.cipher import Connection
from console.store.local_database import LocalDatabase
from console.store.notice_repository import add_notice
from console.store.session_record import account
from contract.domain.callback import HEARTBEAT_S, Callback
from contract.domain.ids import CallbackId, NoticeId
from contract.domain.notice import Notice
from contract.wire import reason_codes
from contract.wire.claims import LeaseReply, LeaseRequest


class KeepLease:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        heartbeat: Callable[[LeaseRequest], Awaitable[LeaseReply]],
        clock: Clock,
        period_s: float = HEARTBEAT_S,
    ) -> None:
        self._database = database
        self._heartbeat = heartbeat
        self._clock = clock
        self._period_s = period_s

    async def run(self) -> None:
        """Beat for every callback the operator holds, until cancelled."""
        while True:
            for callback in await self._database.read(_held):
                await self._beat(callback)
            await asyncio.sleep(self._period_s)

    async def __call__(self, callback_id: CallbackId) -> bool:
        """Beat once; return False when the lease is known to be lost, True when not or unknown."""
        callback = await self._database.read(lambda c: stored_callback(c, callback_id))
        return callback is not None and await self._beat(callback)

    async def _beat(self, callback: Callback) -> bool:
        try:
            reply = await self._heartbeat(
                LeaseRequest(callback_id=callback.id, fence=callback.fence)
            )
        except (ServerUnreachable, SessionExpired):
            return True  # nobody said it is lost; the server decides when we are back
        if not reply.held:
            await self._tell_lost(callback)
        return reply.held

    async def _tell_lost(self, callback: Callback) -> None:
        """Once per lease, however often the beat is refused until the replica hears of it."""
        notice = Notice(
            id=NoticeId(f"lease:{callback.id}:{callback.fence}"),
            code=reason_codes.LEASE_LOST,
            at=self._clock(),
            subject={"callback_id": callback.id, "case_id": callback.case_id},
        )
        await self._database.write(
            lambda connection: add_notice(connection, notice),
            changes=lambda is_new: frozenset({Topic.NOTICES} if is_new else ()),
        )


def _held(connection: Connection) -> tuple[Callback, ...]:
    who = account(connection)
    return () if who is None else callbacks_held_by(connection, who.id)
