"""Tells the server what was read here, and which searches led to what: nobody's words."""

from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from contract.domain.ids import new_command_id
from contract.wire.commands import Command, CountUse, TellSearches


class TellServer:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, told: CountUse | TellSearches) -> None:
        """Queue it for the server; works offline. Raise LocalStoreBroken."""
        command = Command(id=new_command_id(), at=self._clock(), data=told)
        await self._database.write(
            lambda connection: enqueue(connection, command), changes=frozenset({Topic.OUTBOX})
        )
