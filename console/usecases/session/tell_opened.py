"""Queues for the server's audit what was read at this seat; works offline, within bounds."""

from collections.abc import Callable, Iterator

from console.runtime.change_feed import Topic
from console.runtime.clock import Clock
from console.store.replica.cipher import Connection
from console.store.replica.local_database import LocalDatabase
from console.store.replica.outbox import enqueue, waits_of
from contract.domain.ids import new_command_id
from contract.wire.commands import Command, OpenedRecord, TellOpened

MOST_AT_ONCE = 50  # records of one command
MOST_WAITING = 500  # commands; a store in memory must not fill in a day without the server


class TellOpenedRecords:
    def __init__(self, *, database: LocalDatabase, clock: Clock, seat: Callable[[], str]) -> None:
        self._database = database
        self._clock = clock
        self._seat = seat
        self._left_out = 0  # since the last one that found room

    async def __call__(self, opened: tuple[OpenedRecord, ...], left_out: int = 0) -> None:
        """left_out: how many more the window could not hold. Raise LocalStoreBroken."""
        seat = self._seat()

        before = self._left_out + left_out

        def queue(connection: Connection) -> int:
            left_out = before
            room = MOST_WAITING - waits_of(connection, TellOpened)
            for part in _parts(opened):
                if room <= 0:
                    left_out += len(part)
                    continue
                data = TellOpened(seat=seat, opened=part, left_out=left_out)
                enqueue(connection, Command(id=new_command_id(), at=self._clock(), data=data))
                room, left_out = room - 1, 0
            return left_out

        self._left_out = await self._database.write(
            queue,
            changes=frozenset({Topic.OUTBOX}),
            may_use_reserve=False,  # it is for what operators write
        )


def _parts(opened: tuple[OpenedRecord, ...]) -> Iterator[tuple[OpenedRecord, ...]]:
    for at in range(0, len(opened), MOST_AT_ONCE):
        yield opened[at : at + MOST_AT_ONCE]
