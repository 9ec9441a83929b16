"""Has the server take the words of who was erased out of what this seat has sent."""

import logging

from console.runtime.clock import Clock
from console.store.replica.cipher import Connection
from console.store.replica.erased_rows import (
    SentCommand,
    forget_sent_command,
    replace_sent,
    rows_sent_of,
    sent_about,
)
from console.store.replica.local_database import LocalDatabase
from console.store.replica.local_effects import replay
from console.sync.applied_reply import OVERLAID
from console.sync.server_link import SYNC_LIMIT_S, ServerLink
from contract.citizen_rows import CitizenRows
from contract.wire.commands import Command, EmptiedReply, EmptyRequest

log = logging.getLogger(__name__)


class ErasedWords:
    def __init__(self, *, database: LocalDatabase, link: ServerLink, clock: Clock) -> None:
        self._database = database
        self._link = link
        self._clock = clock
        self._erasures = ""  # as of which nothing of somebody erased lies here; unknown at a start

    def look_again(self) -> None:
        """Look once more at the next answer: something of somebody erased was applied late."""
        self._erasures = ""

    async def __call__(self, erasures: str) -> None:
        """Empty what was sent of somebody erased since. erasures: as the server counts them."""
        if erasures == self._erasures:
            return
        # Before the first request: what is applied late meanwhile is looked for once more.
        self._erasures = erasures
        try:
            await self._forget()
        except BaseException:
            self._erasures = ""
            raise

    async def _forget(self) -> None:
        rows = await self._database.read(rows_sent_of)
        if not rows.ids:
            return
        erased = await self._link.ask("POST", "/erased", rows, CitizenRows, limit_s=SYNC_LIMIT_S)
        for sent in await self._database.read(lambda c: sent_about(c, erased)):
            emptied = await self._emptied(sent)
            await self._database.write(
                lambda c, sent=sent, emptied=emptied: _take(c, sent, emptied),  # type: ignore[misc]
                changes=lambda _: OVERLAID,
                may_use_reserve=False,
            )
            log.info("emptied command %s of a citizen who was erased", sent.id)

    async def _emptied(self, sent: SentCommand) -> Command | None:
        if not sent.is_applied:
            return None  # what was refused is never given back
        asked = EmptyRequest(command=sent.as_sent_again(self._clock()))
        reply = await self._link.ask("POST", "/emptied", asked, EmptiedReply, limit_s=SYNC_LIMIT_S)
        return reply.command


def _take(connection: Connection, sent: SentCommand, emptied: Command | None) -> None:
    if emptied is None:
        forget_sent_command(connection, sent.id)
    else:
        replace_sent(connection, sent, emptied)
    replay(connection)
