"""Tells the server how a call sounded; what it did not hear yet stays on the seat."""

import asyncio
from collections.abc import Awaitable, Callable

from console.errors import ServerNotTrusted, ServerRejected, ServerUnreachable, SessionExpired
from console.store.calls.past_call_repository import forget_quality, note_quality, quality_due
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from contract.wire.duty import CallQuality

_OF_A_MOMENT = frozenset({408, 425, 429})  # refusals that end by themselves


class KeepQuality:
    def __init__(
        self,
        *,
        database: LocalDatabase,
        send: Callable[[str, CallQuality], Awaitable[None]],
    ) -> None:
        self._database = database
        self._send = send
        # Two calls that end together would otherwise send the same figures twice.
        self._turn = asyncio.Lock()

    async def __call__(self, call_key: str, quality: CallQuality) -> None:
        """Write it down first, then send what is due. Raise LocalStoreBroken."""
        await self._database.write(
            lambda connection: note_quality(connection, call_key, quality), changes=frozenset()
        )
        await self.send_due()

    async def send_due(self) -> None:
        """Send what the server has not taken, oldest first; stop where it cannot be reached."""
        async with self._turn:
            for call_key, quality in await self._database.read(quality_due):
                try:
                    await self._send(call_key, quality)
                except (ServerUnreachable, ServerNotTrusted, SessionExpired):
                    return
                except ServerRejected as rejected:
                    # Any other no is final: kept, it would hold up the figures of all calls behind
                    # it (test_what_the_server_will_never_take_is_not_sent_for_ever).
                    if rejected.status in _OF_A_MOMENT:
                        return
                await self._database.write(_forgetting(call_key), changes=frozenset())


def _forgetting(call_key: str) -> Callable[[Connection], None]:
    return lambda connection: forget_quality(connection, call_key)
