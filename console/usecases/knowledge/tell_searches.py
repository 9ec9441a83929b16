"""Tells the server which searches of a closed contact led to what: stems and cards, nobody's."""

from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from contract.domain.ids import new_command_id
from contract.wire.commands import Command
from contract.wire.commands import TellSearches as TellSearchesData


class TellSearches:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, searches: TellSearchesData) -> None:
        """Queue them for the server; works offline. Raise LocalStoreBroken."""

        def apply(connection: Connection) -> None:
            enqueue(connection, Command(id=new_command_id(), at=self._clock(), data=searches))

        await self._database.write(apply, changes=frozenset({Topic.OUTBOX}))
