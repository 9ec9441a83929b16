"""Rows that the server cannot read: left out of what seats copy, told to IT, back when mended."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from server.store.engine.connection import Connection
from server.store.engine.server_database import ServerDatabase
from server.store.sync.unreadable_rows import (
    bring_back,
    count_listed,
    mended_rows,
    set_aside,
)

log = logging.getLogger(__name__)

TRIES = 3  # a second row may become unreadable meanwhile, not a third


class UnreadableRows(Exception):
    """What was read lacks rows, and a seat may not be told that they are gone."""


class LeaveOutUnreadable:
    """Reads for seats: what it answers is whole, but for rows that are out of the feed."""

    job = "feed"

    def __init__(self, *, database: ServerDatabase, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()
        self._count = 0

    def __len__(self) -> int:
        """Return how many rows were out of the feed at the last look."""
        return self._count

    async def read[T](self, work: Callable[[Connection], T]) -> T:
        """Do as ServerDatabase.read. Raise StoreFault, or UnreadableRows for too many."""
        for _ in range(TRIES):
            try:
                return await self._database.read(lambda c: _whole(c, work))
            except UnreadableRows:
                # Out of the feed first: left out of this answer alone, sums would never agree.
                await self.set_aside()
        return await self._database.read(lambda c: _whole(c, work))

    async def look(self) -> None:
        """Take out what any reader has met since, and bring back what was mended."""
        await self.set_aside()
        mended = await self._database.read(mended_rows)
        if mended:
            now = self._clock()
            back = await self._database.write(lambda c: bring_back(c, mended, now))
            for table, row_id in back:
                log.warning("row %s of %s can be read again and is back", row_id, table)
        self._count = await self._database.read(count_listed)

    async def set_aside(self) -> None:
        """Take what was met out of the feed. Raise StoreFault."""
        # Whoever comes second waits: its next read must find them gone.
        async with self._one_at_a_time:
            found = self._database.take_unreadable()
            if not found:
                return
            now = self._clock()
            gone = await self._database.write(lambda c: set_aside(c, found, now))
        for table, row_id in gone:
            # Its id and the kind of fault: what stands in it may be a citizen's.
            fault = found[table, row_id]
            log.error("row %s of %s cannot be read (%s): seats lack it", row_id, table, fault)


def _whole[T](connection: Connection, work: Callable[[Connection], T]) -> T:
    result = work(connection)
    if connection.unreadable:
        raise UnreadableRows
    return result
