"""What a part of the server is given and what it adds: the running server is a tuple of parts."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar.handlers import HTTPRouteHandler

from contract.wire.duty import EVENT_CALL, CallNews
from contract.wire.exchange import ExchangeEvent
from server.api.event_hub import EventHub
from server.api.health_routes import Counted
from server.settings import ServerSettings
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import SessionLookup
from server.usecases.operations.installation import Installation
from server.usecases.operations.server_keys import ServerKeys
from server.usecases.operations.trusted_clock import TrustedClock

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every part is built on."""

    settings: ServerSettings
    database: ServerDatabase
    clock: Clock
    this: Installation
    keys: ServerKeys
    hub: EventHub
    sessions: SessionLookup
    trusted: TrustedClock

    def publish_news(self, account_id: str, news: CallNews) -> None:
        """Send news of a call or of duty to every window of an account. From any thread."""
        self.hub.tell(account_id, EVENT_CALL, news)


@dataclass(frozen=True, slots=True)
class Job:
    """Work done at the start and then again, each time period_s seconds after it has ended."""

    name: str
    work: Callable[[], Awaitable[object]]
    period_s: float


async def nothing_to_close() -> None:
    """Close a part that has opened nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerPart:
    """What a part adds to the server.

    routes: served below the API's prefix. pages: served apart, for people without an account.
    exchange_routes: for the telephone exchanges alone. on_commit: is given the heads that a commit
    has moved, on a database thread. on_exchange_event: is given what an exchange reports, before
    the exchange is answered. aside: rows that its jobs could not work on. close: ends what the part
    has opened; later parts are closed before.
    """

    routes: Sequence[HTTPRouteHandler] = ()
    pages: Sequence[HTTPRouteHandler] = ()
    exchange_routes: Sequence[HTTPRouteHandler] = ()
    jobs: Sequence[Job] = ()
    on_commit: Callable[[Mapping[str, int]], None] | None = None
    on_exchange_event: Callable[[ExchangeEvent], Awaitable[None]] | None = None
    aside: Sequence[Counted] = ()
    close: Callable[[], Awaitable[None]] = nothing_to_close


@asynccontextmanager
async def in_background(work: Coroutine[Any, Any, None], name: str) -> AsyncIterator[None]:
    """Run work as a task meanwhile; it is cancelled, and has ended, afterwards."""
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
