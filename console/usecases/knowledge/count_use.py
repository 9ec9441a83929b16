"""Tells the server what was read here, and which searches led to what: nobody's words."""

from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue
from contract.domain.ids import new_command_id
from contract.wire.commands import Command
from contract.wire.commands import CountUse as CountUseData


class CountUse:
    def __init__(self, *, database: LocalDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, use: CountUseData) -> None:
        """Queue the figures for the server."""

        def apply(connection: Connection) -> None:
            enqueue(connection, Command(id=new_command_id(), at=self._clock(), data=use))

        await self._database.write(apply, changes=frozenset({Topic.OUTBOX}))
