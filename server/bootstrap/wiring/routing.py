"""Routing: who gets a waiting call; queues, their figures, blocked numbers."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from contract.wire.duty import EVENT_FIGURES
from server.api.exchange_routes import exchange_routes
from server.api.queue_routes import blocked_routes, queue_routes
from server.bootstrap.server_part import Job, ServerPart, Site
from server.bootstrap.telephony import dispatching
from server.usecases.duty.publishing.publish_figures import PublishFigures
from server.usecases.routing.dispatcher import Dispatcher
from server.usecases.routing.outside import Record
from server.usecases.routing.queue_figures import queue_figures

CALLS_EVERY_S = 10.0
SUSPECTS_EVERY_S = 2.0
FIGURES_EVERY_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingPart(ServerPart):
    dispatcher: Dispatcher


async def routing(site: Site, record: Record | None) -> RoutingPart:
    """record: begins the recording of a call. Raise OSError: keys cannot be listened to."""
    database, clock = site.database, site.clock
    figures = PublishFigures(
        database=database,
        clock=clock,
        figures=queue_figures,
        tell_all=lambda found: site.hub.tell_all(EVENT_FIGURES, found),
    )
    async with AsyncExitStack() as opened:
        dispatcher = await opened.enter_async_context(
            dispatching(
                database=database,
                exchange=site.settings.exchange,
                clock=clock,
                tell=site.publish_news,
                record=record,
            )
        )
        return RoutingPart(
            dispatcher=dispatcher,
            routes=[
                *queue_routes(database=database, clock=clock, nudge=dispatcher.nudge),
                *blocked_routes(database=database, clock=clock),
            ],
            exchange_routes=exchange_routes(dispatcher),
            jobs=[
                Job("server.suspects", dispatcher.check_suspects, SUSPECTS_EVERY_S),
                Job("server.calls", dispatcher.reconcile, CALLS_EVERY_S),
                Job("server.figures", figures, FIGURES_EVERY_S),
            ],
            on_exchange_event=dispatcher.hear,
            close=opened.pop_all().aclose,
        )
