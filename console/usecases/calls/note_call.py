"""Keeps a call that is over in the seat's list of the last ones."""

from console.model.calls.past_call import PastCall
from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.calls.past_call_repository import forget_calls, keep_call
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase


class NoteCall:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, call: PastCall) -> None:
        """Raise LocalStoreBroken."""
        now = self._clock()

        def apply(connection: Connection) -> None:
            keep_call(connection, call)
            forget_calls(connection, now)

        await self._database.write(apply, changes=frozenset({Topic.CALLS}))
