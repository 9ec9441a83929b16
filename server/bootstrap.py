"""How the server is joined together: database, use cases, routes and jobs, undone in reverse."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from litestar import Litestar

from contract.wire.protocol_version import CURRENT, OLDEST_SERVED
from contract.wire.session import Hello
from server.api.application import application
from server.api.claim_routes import caller_routes, claim_routes
from server.api.event_hub import EventHub
from server.api.health_routes import Traffic, health_routes
from server.api.session_routes import session_routes
from server.api.sync_routes import event_routes, sync_routes
from server.settings import ServerSettings
from server.store.faults import StoreFault
from server.store.server_database import ServerDatabase
from server.usecases.claim_callback import expire_leases
from server.usecases.current_session import SessionLookup
from server.usecases.installation import Installation, installation
from server.usecases.login_attempts import forget_old_attempts
from server.usecases.mint_line_secret import LineSecrets
from server.usecases.push_commands import PushCommands
from server.usecases.refresh_session import RefreshSession
from server.usecases.session_tokens import SessionTokens
from server.usecases.sign_in import SignIn
from server.usecases.sign_out import SignOut, forget_old_sessions
from server.usecases.trim_history import trim_history

log = logging.getLogger(__name__)

LEASE_EVERY_S = 5.0
HEADS_EVERY_S = 2.0
EXCHANGE_EVERY_S = 30.0
TIDY_EVERY_S = 3600.0

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningServer:
    """app is ready to serve; hub.close() ends the open streams before a stop."""

    app: Litestar
    hub: EventHub
    installation: Installation


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    settings: ServerSettings,
    database: ServerDatabase,
    *,
    this: Installation,
    hub: EventHub,
    lines: LineSecrets | None,
    clock: Clock = utc_now,
) -> Litestar:
    """Return the HTTP application over an open database."""
    tokens = SessionTokens(this.signing_key)
    sessions = SessionLookup(database=database, tokens=tokens, clock=clock)
    traffic = Traffic()
    sign_in = SignIn(database=database, tokens=tokens, clock=clock, lines=lines)
    refresh = RefreshSession(database=database, tokens=tokens, sessions=sessions, clock=clock)
    sign_out = SignOut(database=database, sessions=sessions, clock=clock, lines=lines)
    routes = [
        *session_routes(
            hello=_hello(settings, this),
            sign_in=sign_in,
            refresh_session=refresh,
            sign_out=sign_out,
        ),
        *sync_routes(database=database, push=PushCommands(database=database, clock=clock)),
        *event_routes(hub=hub, sessions=sessions),
        *claim_routes(database=database, clock=clock),
        *caller_routes(database=database, clock=clock),
    ]
    return application(
        routes=routes,
        health=health_routes(database=database, hub=hub, traffic=traffic),
        authenticate=sessions.by_token,
        clock=clock,
        traffic=traffic,
    )


@asynccontextmanager
async def running_server(
    settings: ServerSettings, database: ServerDatabase, clock: Clock = utc_now
) -> AsyncIterator[RunningServer]:
    """Yield the application with its hints and jobs at work; stop them afterwards."""
    this = await database.write(installation)
    hub = EventHub()
    loop = asyncio.get_running_loop()

    def publish(heads: dict[str, int]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has closed: nobody listens any more
            loop.call_soon_threadsafe(hub.publish, heads)

    stop_hints = database.on_commit(publish)
    lines = LineSecrets(settings.exchange) if settings.exchange else None
    app = create_app(
        settings,
        database,
        this=this,
        hub=hub,
        lines=lines,
        clock=clock,
    )
    jobs = _start_jobs(database, hub, lines, clock)
    try:
        yield RunningServer(app=app, hub=hub, installation=this)
    finally:
        hub.close()
        stop_hints()
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)


def _start_jobs(
    database: ServerDatabase, hub: EventHub, lines: LineSecrets | None, clock: Clock
) -> list[asyncio.Task[None]]:
    async def leases() -> None:
        await database.write(lambda c: expire_leases(c, clock()))

    async def heads() -> None:
        """Find what another process of this computer has committed, such as an import."""
        rows = await database.read(lambda c: c.execute("SELECT scope, head FROM scope_head"))
        hub.publish({row["scope"]: row["head"] for row in rows})

    async def tidy() -> None:
        await database.write(lambda c: forget_old_attempts(c, clock()))
        await database.write(lambda c: forget_old_sessions(c, clock()))
        await database.write(lambda c: trim_history(c, clock()))

    jobs = {
        "server.leases": (leases, LEASE_EVERY_S),
        "server.heads": (heads, HEADS_EVERY_S),
        "server.tidy": (tidy, TIDY_EVERY_S),
    }
    if lines is not None:
        jobs["server.exchange"] = (lines.remind, EXCHANGE_EVERY_S)
    return [
        asyncio.create_task(_every(period_s, job, name), name=name)
        for name, (job, period_s) in jobs.items()
    ]


async def _every(period_s: float, job: Callable[[], Awaitable[None]], name: str) -> None:
    """Run the job again and again; a database that is away for a while ends nothing."""
    while True:
        try:
            await job()
        except StoreFault as fault:
            log.warning("job %s waits: %s", name, type(fault).__name__)
        await asyncio.sleep(period_s)


def _hello(settings: ServerSettings, this: Installation) -> Hello:
    return Hello(
        server_id=this.server_id,
        name=settings.name,
        version=product_version(),
        epoch=this.epoch,
        protocol_min=OLDEST_SERVED,
        protocol_max=CURRENT,
    )


def product_version() -> str:
    try:
        return version("chiamaroma")
    except PackageNotFoundError:
        return "0"
