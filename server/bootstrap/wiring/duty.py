"""Duty: reports of the seats, alarms, the team; every window is shown its operator's state."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from contract.domain.agents.agent import AgentView
from contract.wire.duty import EVENT_DUTY, EVENT_FIGURES
from contract.wire.team import TELL_AGAIN_S
from server.api.duty_routes import duty_routes, team_routes
from server.api.event_stream import StateOf
from server.bootstrap.server_part import Job, ServerPart, Site, in_background
from server.usecases.duty.publishing.agent_views import agent_view
from server.usecases.duty.publishing.publish_alarms import PublishAlarms
from server.usecases.duty.publishing.publish_duties import PublishDuties
from server.usecases.duty.publishing.publish_figures import PublishFigures
from server.usecases.duty.take_reports import TakeReports
from server.usecases.duty.watch_duties import WatchDuties
from server.usecases.exchange.all_exchanges import Exchanges
from server.usecases.routing.dispatcher import Dispatcher
from server.usecases.routing.queue_figures import queue_figures

TICK_EVERY_S = 0.5
RECONCILE_EVERY_S = 10.0
FIGURES_EVERY_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPart(ServerPart):
    """greeting: what a window is sent when it begins to listen."""

    greeting: StateOf


async def duty(site: Site, dispatcher: Dispatcher) -> DutyPart:
    database, clock, hub = site.database, site.clock, site.hub
    exchanges = Exchanges.of(site.settings.exchange, database)
    watch = _watch(site, dispatcher, exchanges)
    reports = TakeReports(
        database=database,
        clock=clock,
        hear_lost=watch.hear_lost,
        list_calls=exchanges.listed_calls if exchanges else None,
    )
    alarms = PublishAlarms(database=database, clock=clock, tell=site.publish_news)
    duties = PublishDuties(
        database=database,
        tell=lambda account_id, view: hub.tell(account_id, EVENT_DUTY, view),
        nudge=dispatcher.nudge,
    )

    figures = PublishFigures(
        database=database,
        clock=clock,
        figures=queue_figures,
        tell_all=lambda found: hub.tell_all(EVENT_FIGURES, found),
    )

    async def greeting(account_id: str) -> tuple[str, AgentView] | None:
        """Greet a window with its operator's state, when there ever was one."""
        await alarms.greet(account_id)
        view = await database.read(lambda c: agent_view(c, account_id))
        return (EVENT_DUTY, view) if view.rev else None

    async with AsyncExitStack() as opened:
        await opened.enter_async_context(in_background(duties.run(), "server.duty-news"))
        return DutyPart(
            greeting=greeting,
            routes=[
                *duty_routes(
                    database=database,
                    clock=clock,
                    take_reports=reports,
                    tell=site.publish_news,
                    hears=hub.hears,
                ),
                *team_routes(database=database, clock=clock, tell=site.publish_news),
            ],
            jobs=[
                Job("server.duty-alarms", alarms, TELL_AGAIN_S),
                Job("server.duty", watch.tick, TICK_EVERY_S),
                Job("server.figures", figures, FIGURES_EVERY_S),
                Job("server.duty-check", watch.reconcile, RECONCILE_EVERY_S),
            ],
            on_commit=duties.heard,
            aside=[watch.aside],
            close=opened.pop_all().aclose,
        )


def _watch(site: Site, dispatcher: Dispatcher, exchanges: Exchanges | None) -> WatchDuties:
    return WatchDuties(
        database=site.database,
        clock=site.clock,
        tell=site.publish_news,
        seat_lost=dispatcher.seat_lost,
        list_calls=exchanges.carried_calls if exchanges else None,
        registered_seats=exchanges.registered_seats if exchanges else None,
    )
