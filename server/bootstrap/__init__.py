"""How the server is joined together: database, use cases, routes and jobs, undone in reverse."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from litestar import Litestar

from contract.known_types import learn_types
from contract.version import VERSION
from contract.wire.exchange import ExchangeEvent
from contract.wire.protocol_version import CURRENT, OLDEST_SERVED
from contract.wire.session import Hello
from server.api.application import application
from server.api.call_routes import call_routes
from server.api.claim_routes import caller_routes, claim_routes
from server.api.editing_routes import editing_routes
from server.api.event_hub import EventHub
from server.api.exchange_application import exchange_application
from server.api.exchange_routes import exchange_routes
from server.api.health_routes import Traffic, health_routes
from server.api.queue_routes import blocked_routes, queue_routes
from server.api.session_routes import session_routes
from server.api.sync_routes import event_routes, sync_routes
from server.bootstrap.duty import Job, OnDuty, on_duty, publish_news, state_of
from server.bootstrap.endpoints import Endpoints, endpoints
from server.bootstrap.maintenance import Upkeep, upkeep
from server.bootstrap.other_exchanges import other_exchanges
from server.bootstrap.recordings import recording_calls
from server.bootstrap.telephony import dispatching
from server.bootstrap.text_messages import text_messages
from server.settings import EXCHANGE_KEY_FILE, ExchangeSettings, ServerSettings
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase
from server.store.knowledge.kept_drafts import forget_gone_drafts
from server.usecases.accounts.current_session import SessionLookup
from server.usecases.accounts.login_attempts import forget_old_attempts
from server.usecases.accounts.mint_line_secret import LineSecrets
from server.usecases.accounts.refresh_session import RefreshSession
from server.usecases.accounts.session_tokens import SessionTokens
from server.usecases.accounts.sign_in import SignIn
from server.usecases.accounts.sign_out import SignOut, forget_old_sessions
from server.usecases.contacts.claim_callback import expire_leases
from server.usecases.exchange.exchange_key import exchange_key
from server.usecases.knowledge.editing.forget_revisions import forget_closed_revisions
from server.usecases.knowledge.editing.publish_scheduled import PublishScheduled
from server.usecases.operations.error_location import place_of
from server.usecases.operations.forget_old_rows import ForgetOldRows
from server.usecases.operations.installation import Installation, installation
from server.usecases.routing.dispatcher import Dispatcher
from server.usecases.routing.queue_figures import queue_figures
from server.usecases.routing.record_calls import RecordCalls
from server.usecases.sync.answer_signature import AnswerSigner
from server.usecases.sync.push_commands import PushCommands
from server.usecases.sync.trim_history import trim_history

log = logging.getLogger(__name__)

LEASE_EVERY_S = 5.0
HEADS_EVERY_S = 2.0
EXCHANGE_EVERY_S = 30.0
CALLS_EVERY_S = 10.0
SUSPECTS_EVERY_S = 2.0
RECORDINGS_EVERY_S = 1.0
SCHEDULED_EVERY_S = 2.0
TIDY_EVERY_S = 3600.0

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningServer:
    """Both applications are ready to serve; hub.close() ends the open streams before a stop."""

    app: Litestar
    exchange_app: Litestar | None  # for the telephone exchanges, None where none is set
    hub: EventHub
    dispatcher: Dispatcher
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
    dispatcher: Dispatcher,
    duty: OnDuty,
    ends: Endpoints,
    kept: Upkeep,
    recordings: RecordCalls | None = None,
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
        *sync_routes(
            database=database,
            push=PushCommands(database=database, clock=clock),
            signer=AnswerSigner(this.answer_key),
        ),
        *event_routes(hub=hub, sessions=sessions, state_of=state_of(database, duty.greet)),
        *claim_routes(database=database, clock=clock),
        *caller_routes(database=database, clock=clock),
        *editing_routes(database=database, clock=clock),
        *call_routes(database=database, clock=clock, mask=recordings.mask if recordings else None),
        *queue_routes(database=database, clock=clock, nudge=dispatcher.nudge),
        *blocked_routes(database=database, clock=clock),
        *duty.routes,
        *ends.routes,
        *kept.routes,
    ]
    return application(
        routes=routes,
        outside=[*health_routes(database=database, hub=hub, traffic=traffic), *kept.pages],
        authenticate=sessions.by_token,
        clock=clock,
        traffic=traffic,
    )


@asynccontextmanager
async def running_server(
    settings: ServerSettings, database: ServerDatabase, clock: Clock = utc_now
) -> AsyncIterator[RunningServer]:
    """Yield the application with its hints and jobs at work; stop them afterwards."""
    learn_types()
    this = await database.write(installation)
    hub = EventHub()
    loop = asyncio.get_running_loop()

    def publish(heads: dict[str, int]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has closed: nobody listens any more
            loop.call_soon_threadsafe(hub.publish, heads)

    stop_hints = database.on_commit(publish)
    lines = LineSecrets(settings.exchange, database) if settings.exchange else None
    async with (
        recording_calls(
            database=database, exchange=settings.exchange, clock=clock, tell=publish_news(hub)
        ) as recordings,
        dispatching(
            database=database,
            exchange=settings.exchange,
            clock=clock,
            tell=publish_news(hub),
            record=recordings.begin if recordings else None,
        ) as dispatcher,
        endpoints(settings, database=database, hub=hub, clock=clock) as ends,
        other_exchanges(settings, dispatcher),
        text_messages(settings.sms, database, clock) as texts,
    ):
        duty = on_duty(
            database=database,
            hub=hub,
            clock=clock,
            exchange=settings.exchange,
            nudge=dispatcher.nudge,
            seat_lost=dispatcher.seat_lost,
            figures=queue_figures,
        )
        kept = await upkeep(settings, database, this, clock)
        stop_duty = database.on_commit(duty.heard)
        app = create_app(
            settings,
            database,
            this=this,
            hub=hub,
            lines=lines,
            dispatcher=dispatcher,
            duty=duty,
            ends=ends,
            kept=kept,
            recordings=recordings,
            clock=clock,
        )
        forget = ForgetOldRows(database=database, periods=settings.retention, clock=clock)
        kept = replace(kept, jobs=kept.jobs | texts)
        jobs = _start_jobs(
            database, hub, lines, dispatcher, duty, ends, kept, recordings, forget, clock
        )
        try:
            yield RunningServer(
                app=app,
                exchange_app=exchange_app(settings, dispatcher, ends, lines),
                hub=hub,
                dispatcher=dispatcher,
                installation=this,
            )
        finally:
            hub.close()
            stop_hints()
            stop_duty()
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)
            if lines is not None:
                await lines.finish()


def exchange_app(
    settings: ServerSettings, dispatcher: Dispatcher, ends: Endpoints, lines: LineSecrets | None
) -> Litestar | None:
    """Return the application the exchanges ask. Raise UnusableKey or OSError for its key file."""
    if settings.exchange is None:
        return None
    key = exchange_key(key_file(settings, settings.exchange))

    def hear(event: ExchangeEvent) -> None:
        ends.hear(event)
        if lines is not None:
            lines.hear(event)

    routes = [*exchange_routes(dispatcher, hear), *ends.exchange_routes]
    return exchange_application(routes, key)


def key_file(settings: ServerSettings, exchange: ExchangeSettings) -> Path:
    return exchange.key_file or settings.data_dir / EXCHANGE_KEY_FILE


def _start_jobs(
    database: ServerDatabase,
    hub: EventHub,
    lines: LineSecrets | None,
    dispatcher: Dispatcher,
    duty: OnDuty,
    ends: Endpoints,
    kept: Upkeep,
    recordings: RecordCalls | None,
    forget: ForgetOldRows,
    clock: Clock,
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
        await database.write(lambda c: forget_closed_revisions(c, clock()))
        await database.write(lambda c: forget_gone_drafts(c, clock()))

    async def calls() -> None:
        await dispatcher.reconcile()

    jobs: dict[str, tuple[Job, float]] = {
        **duty.jobs,
        **kept.jobs,
        "server.suspects": (dispatcher.check_suspects, SUSPECTS_EVERY_S),
        "server.calls": (calls, CALLS_EVERY_S),
        "server.leases": (leases, LEASE_EVERY_S),
        "server.scheduled": (
            PublishScheduled(database=database, clock=clock),
            SCHEDULED_EVERY_S,
        ),
        "server.heads": (heads, HEADS_EVERY_S),
        "server.tidy": (tidy, TIDY_EVERY_S),
        "server.voicemails": (ends.tidy, TIDY_EVERY_S),
        "server.retention": (forget.when_due, TIDY_EVERY_S),
    }
    if recordings is not None:
        jobs["server.recordings"] = (recordings.tick, RECORDINGS_EVERY_S)
    if lines is not None:
        jobs["server.exchange"] = (lines.remind, EXCHANGE_EVERY_S)
    return [
        asyncio.create_task(duty.teller.run(), name="server.duty-news"),
        *(
            asyncio.create_task(_every(period_s, job, name), name=name)
            for name, (job, period_s) in jobs.items()
        ),
    ]


async def _every(period_s: float, job: Job, name: str) -> None:
    """Run the job again and again; neither a database that is away nor a bug ends it."""
    while True:
        try:
            await job()
        except StoreFault as fault:
            log.warning("job %s waits: %s", name, type(fault).__name__)
        except Exception as error:  # noqa: BLE001 - whatever it is, the job is needed next time
            log.error("bug in job %s: %s", name, place_of(error))
        await asyncio.sleep(period_s)


def _hello(settings: ServerSettings, this: Installation) -> Hello:
    return Hello(
        server_id=this.server_id,
        name=settings.name,
        version=VERSION,
        epoch=this.epoch,
        protocol_min=OLDEST_SERVED,
        protocol_max=CURRENT,
    )
