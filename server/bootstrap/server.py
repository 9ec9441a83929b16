"""The running server: its parts opened, their routes served, their jobs done, undone in reverse."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from litestar import Litestar

from contract.known_types import learn_types
from server.api.application import application, exchange_application, pages_application
from server.api.event_hub import EventHub
from server.bootstrap.parts import parts
from server.bootstrap.server_part import Clock, Job, ServerPart, Site, in_background
from server.gateways.exchange_setup.exchange_key import exchange_key, key_file
from server.settings import ServerSettings
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase
from server.usecases.accounts.current_session import SessionLookup
from server.usecases.accounts.session_tokens import SessionTokens
from server.usecases.citizens.erased_callers import without_erased
from server.usecases.citizens.erased_marks import ErasedMarks, marks_file
from server.usecases.operations.error_location import place_of
from server.usecases.operations.installation import installation
from server.usecases.operations.server_keys import ServerKeys, keys_file, own_keys
from server.usecases.operations.trusted_clock import TrustedClock

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningServer:
    """All applications are ready to serve; hub.close() ends the open streams before a stop."""

    app: Litestar
    pages_app: Litestar  # for people without an account
    exchange_app: Litestar | None  # for the telephone exchanges, None where none is set
    hub: EventHub
    parts: tuple[ServerPart, ...]
    keys: ServerKeys


def utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def running_server(
    settings: ServerSettings, database: ServerDatabase, clock: Clock = utc_now
) -> AsyncIterator[RunningServer]:
    """Yield the applications with their jobs at work; stop them afterwards.

    Raise KeysMissing; OSError or UnusableKey for a part that cannot be opened.
    """
    learn_types()
    site = await _site(settings, database, clock)
    async with AsyncExitStack() as closing:
        opened = await _opened(site, closing)
        app = application(
            routes=[route for part in opened for route in part.routes],
            authenticate=site.sessions.by_token,
            database=database,
            hub=site.hub,
            clock=clock,
            aside=[one for part in opened for one in part.aside],
        )
        pages_app = pages_application([page for part in opened for page in part.pages], clock)
        exchange_app = _exchange_app(site, opened)
        for part in opened:
            if part.on_commit is not None:
                closing.callback(database.on_commit(part.on_commit))
        for job in (job for part in opened for job in part.jobs):
            await closing.enter_async_context(in_background(_again_and_again(job), job.name))
        closing.callback(site.hub.close)  # first of all: an open stream would hold up the stop
        yield RunningServer(
            app=app,
            pages_app=pages_app,
            exchange_app=exchange_app,
            hub=site.hub,
            parts=opened,
            keys=site.keys,
        )


async def _site(settings: ServerSettings, database: ServerDatabase, clock: Clock) -> Site:
    this = await database.write(installation)
    keys = await database.write(lambda c: own_keys(c, keys_file(settings.data_dir)))
    tokens = SessionTokens(keys.signing)
    return Site(
        settings=settings,
        database=database,
        clock=clock,
        this=this,
        keys=keys,
        hub=EventHub(),
        sessions=SessionLookup(database=database, tokens=tokens, clock=clock),
        trusted=TrustedClock(database=database, clock=clock),
    )


async def _opened(site: Site, closing: AsyncExitStack) -> tuple[ServerPart, ...]:
    """Return the parts. Each is noted for closing before the next is opened, which may fail."""
    opened = list[ServerPart]()
    async for part in parts(site):
        closing.push_async_callback(part.close)
        opened.append(part)
    return tuple(opened)


def _exchange_app(site: Site, opened: Iterable[ServerPart]) -> Litestar | None:
    """Return the application the exchanges ask. Raise UnusableKey or OSError for its key file."""
    if site.settings.exchange is None:
        return None
    erased = ErasedMarks(marks_file(site.settings.data_dir), site.keys.erased)
    followed = [part.on_exchange_event for part in opened if part.on_exchange_event is not None]
    return exchange_application(
        routes=[route for part in opened for route in part.exchange_routes],
        on_event=[without_erased(follow, erased) for follow in followed],
        key=exchange_key(key_file(site.settings, site.settings.exchange)),
    )


async def _again_and_again(job: Job) -> None:
    """Do the job until cancelled; neither a database that is away nor a bug ends it."""
    while True:
        try:
            await job.work()
        except StoreFault as fault:
            log.warning("job %s waits: %s", job.name, type(fault).__name__)
        except Exception as error:  # noqa: BLE001 - whatever it is, the job is needed next time
            log.error("bug in job %s: %s", job.name, place_of(error))
        await asyncio.sleep(job.period_s)
