"""Tells what changed in the stream itself: read, encoded and signed once for all who listen."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Protocol

from contract.wire.answer_signature import NEWS
from contract.wire.changes import ScopeNews
from contract.wire.decoding import encode
from server.store.engine.connection import Connection
from server.store.engine.faults import StoreFault
from server.usecases.operations.error_location import place_of
from server.usecases.sync.answer_signature import AnswerSigner
from server.usecases.sync.leave_out_unreadable import LeaveOutUnreadable
from server.usecases.sync.read_changes import read_news

log = logging.getLogger(__name__)

# Each telling is a message to every seat of a scope: commits of one moment become one.
GAP_S = 0.1


class Listeners(Protocol):
    """All open streams."""

    def takes_changes(self, scope: str) -> bool: ...
    def tell_changes(self, scope: str, head: int, body: bytes | None) -> None: ...


class TellChanges:
    """Called with heads that have grown, on the loop's thread only."""

    def __init__(
        self, *, database: LeaveOutUnreadable, listeners: Listeners, signer: AnswerSigner
    ) -> None:
        self._database = database
        self._listeners = listeners
        self._signer = signer
        self._since: dict[str, int] = {}  # scope -> the number behind which nothing was told yet
        self._told: dict[str, int] = {}  # scope -> the head told last
        self._telling: asyncio.Task[None] | None = None
        self._next_at = 0.0

    def __call__(self, before: Mapping[str, int]) -> None:
        """Tell soon what came behind these numbers. Returns at once."""
        for scope, since in before.items():
            self._since.setdefault(scope, max(since, self._told.get(scope, 0)))
        if self._telling is None or self._telling.done():
            self._telling = asyncio.get_running_loop().create_task(self._tell_all())

    async def _tell_all(self) -> None:
        loop = asyncio.get_running_loop()
        while self._since:
            await asyncio.sleep(max(0.0, self._next_at - loop.time()))
            since, self._since = self._since, {}
            self._next_at = loop.time() + GAP_S
            for scope, behind in since.items():
                # What was asked for while this very change was read is told already.
                after = max(behind, self._told.get(scope, 0))
                # Nobody reads of a desk that nobody is signed in for.
                if self._listeners.takes_changes(scope):
                    await self._tell_scope(scope, after)

    async def _tell_scope(self, scope: str, after: int) -> None:
        def work(connection: Connection) -> ScopeNews | None:
            return read_news(connection, scope, after)

        try:
            news = await self._database.read(work)
        except StoreFault as fault:
            log.info("changes could not be told: %s", type(fault).__name__)
            news = None
        # A row that cannot be read: the other scopes of this moment are to be told all the same.
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is this scope
            log.error("changes of scope %s could not be told: %s", scope, place_of(error))
            news = None
        if news is None:
            # Seats fetch what is too much for everybody, or could not be read.
            self._listeners.tell_changes(scope, after + 1, None)
        elif news.changes:
            self._told[scope] = news.head
            body = encode(news)
            signature = self._signer.header(NEWS, b"", body)
            self._listeners.tell_changes(scope, news.head, signature.encode() + b"\ndata: " + body)
