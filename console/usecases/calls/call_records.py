"""The last calls of the seat, and how they sounded: on disk until the server has heard it."""

import asyncio
from collections.abc import Awaitable, Callable

from console.errors import ServerNotTrusted, ServerRejected, ServerUnreachable, SessionExpired
from console.model.calls.past_call import PastCall
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.calls.past_call_repository import (
    forget_calls,
    forget_quality,
    keep_call,
    note_quality,
    past_calls,
    quality_due,
)
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from contract.wire.duty import CallQuality

_OF_A_MOMENT = frozenset({408, 425, 429})  # refusals that end by themselves


class CallRecords:
    """Each method raises LocalStoreBroken."""

    def __init__(
        self,
        *,
        database: LocalDatabase,
        clock: Clock,
        send: Callable[[str, CallQuality], Awaitable[None]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._send = send
        # Two calls that end together would otherwise send the same figures twice.
        self._turn = asyncio.Lock()

    async def past(self) -> tuple[PastCall, ...]:
        """Return the last calls, the newest first."""
        return await self._database.read(past_calls)

    async def note(self, call: PastCall) -> None:
        """Put a call that is over into the list of the last ones."""
        now = self._clock()

        def apply(connection: Connection) -> None:
            keep_call(connection, call)
            forget_calls(connection, now)

        await self._database.write(apply, changes=frozenset({Topic.CALLS}))

    async def note_quality(self, call_key: str, quality: CallQuality) -> None:
        """Write down how a call sounded, then send what is due."""
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
