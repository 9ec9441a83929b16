"""How duty is joined to database, windows, the routing of calls and the exchanges."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from litestar.handlers import HTTPRouteHandler

from contract.domain.agents.agent import AgentView
from contract.wire.duty import EVENT_CALL, EVENT_DUTY, EVENT_FIGURES, CallNews
from contract.wire.team import TELL_AGAIN_S
from contract.wire.trunks import EVENT_TRUNKS
from server.api.duty_routes import duty_routes
from server.api.event_hub import EventHub
from server.api.team_routes import team_routes
from server.settings import ExchangeSettings
from server.store.engine.server_database import ServerDatabase
from server.usecases.duty.publishing.agent_views import agent_view
from server.usecases.duty.publishing.publish_alarms import PublishAlarms
from server.usecases.duty.publishing.publish_duties import PublishDuties
from server.usecases.duty.publishing.publish_figures import PublishFigures, ReadFigures
from server.usecases.duty.take_reports import TakeReports
from server.usecases.duty.watch_duties import SeatLost, WatchDuties, nobody_asks
from server.usecases.exchange.all_exchanges import carried_calls, registered_seats
from server.usecases.exchange.exchange_rpc import rpcs_of
from server.usecases.exchange.watch_trunks import WatchTrunks

TICK_EVERY_S = 0.5
RECONCILE_EVERY_S = 10.0
FIGURES_EVERY_S = 2.0
TRUNKS_EVERY_S = 5.0

Job = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDuty:
    """heard: to be called after each commit. jobs: name -> (job, period in seconds).

    greet: to be called with the account of each window that begins to listen.
    """

    routes: list[HTTPRouteHandler]
    watch: WatchDuties
    teller: PublishDuties
    jobs: Mapping[str, tuple[Job, float]]
    heard: Callable[[dict[str, int]], None]
    greet: Callable[[str], Awaitable[None]]


def publish_news(hub: EventHub) -> Callable[[str, CallNews], None]:
    def tell(account_id: str, news: CallNews) -> None:
        hub.tell(account_id, EVENT_CALL, news)

    return tell


def state_of(
    database: ServerDatabase, greet: Callable[[str], Awaitable[None]]
) -> Callable[[str], Awaitable[tuple[str, AgentView] | None]]:
    """Return how a window is greeted: with its operator's state, when there ever was one.

    greet: tells what else an account has to hear when it comes.
    """

    async def greeting(account_id: str) -> tuple[str, AgentView] | None:
        await greet(account_id)
        view = await database.read(lambda c: agent_view(c, account_id))
        return (EVENT_DUTY, view) if view.rev else None

    return greeting


def on_duty(
    *,
    database: ServerDatabase,
    hub: EventHub,
    clock: Callable[[], datetime],
    exchange: ExchangeSettings | None,
    nudge: Callable[[], None] = lambda: None,
    seat_lost: SeatLost = nobody_asks,
    figures: ReadFigures | None = None,
) -> OnDuty:
    tell = publish_news(hub)
    rpcs = rpcs_of(exchange) if exchange else ()
    watch = WatchDuties(
        database=database,
        clock=clock,
        tell=tell,
        seat_lost=seat_lost,
        list_calls=partial(carried_calls, rpcs, database) if rpcs else None,
        registered_seats=partial(registered_seats, rpcs) if rpcs else None,
    )
    teller = PublishDuties(
        database=database,
        tell=lambda account_id, view: hub.tell(account_id, EVENT_DUTY, view),
        nudge=nudge,
    )
    alarms = PublishAlarms(database=database, clock=clock, tell=tell)
    jobs: dict[str, tuple[Job, float]] = {
        "server.duty-alarms": (alarms, TELL_AGAIN_S),
        "server.duty": (watch.tick, TICK_EVERY_S),
        "server.duty-check": (watch.reconcile, RECONCILE_EVERY_S),
    }
    if figures is not None:
        told = PublishFigures(
            database=database,
            clock=clock,
            figures=figures,
            tell_all=lambda found: hub.tell_all(EVENT_FIGURES, found),
        )
        jobs["server.figures"] = (told, FIGURES_EVERY_S)
    if rpcs:
        watch_trunks = WatchTrunks(
            database=database,
            has_trunk={rpc.name: rpc.has_trunk for rpc in rpcs},
            clock=clock,
            tell_all=lambda states: hub.tell_all(EVENT_TRUNKS, states),
        )
        jobs["server.trunks"] = (watch_trunks, TRUNKS_EVERY_S)
    reports = TakeReports(database=database, clock=clock, hear_lost=watch.hear_lost)
    routes = [
        *duty_routes(
            database=database, clock=clock, take_reports=reports, tell=tell, hears=hub.hears
        ),
        *team_routes(database=database, clock=clock, tell=tell),
    ]
    return OnDuty(
        routes=routes,
        watch=watch,
        teller=teller,
        jobs=jobs,
        heard=teller.heard,
        greet=alarms.greet,
    )
