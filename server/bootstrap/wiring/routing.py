"""Routing: who gets a waiting call; queues and blocked numbers."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from contract.wire.exchange import Digit
from server.api.exchange_routes import exchange_routes
from server.api.queue_routes import blocked_routes, queue_routes
from server.bootstrap.server_part import Clock, Job, ServerPart, Site, in_background
from server.exchange.digit_listener import DigitListener
from server.exchange.media_relay import MediaRelays, relays_of
from server.settings import ExchangeSettings
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase
from server.usecases.exchange.all_exchanges import Exchanges
from server.usecases.routing.dispatcher import Dispatcher
from server.usecases.routing.outside import Outside, Record, Tell
from server.usecases.routing.waiting.sounds import Sounds

log = logging.getLogger(__name__)

CALLS_EVERY_S, SUSPECTS_EVERY_S = 10.0, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingPart(ServerPart):
    dispatcher: Dispatcher


async def routing(site: Site, record: Record | None) -> RoutingPart:
    """record: begins the recording of a call. Raise OSError: keys cannot be listened to."""
    database, clock, exchange = site.database, site.clock, site.settings.exchange
    async with AsyncExitStack() as opened:
        dispatcher = await opened.enter_async_context(
            dispatching(database, exchange, clock, tell=site.publish_news, record=record)
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
            ],
            on_exchange_event=dispatcher.on_event,
            aside=[dispatcher.aside],
            close=opened.pop_all().aclose,
        )


@asynccontextmanager
async def dispatching(
    database: ServerDatabase,
    exchange: ExchangeSettings | None,
    clock: Clock,
    *,
    tell: Tell | None = None,
    record: Record | None = None,
) -> AsyncIterator[Dispatcher]:
    """Yield the dispatcher at work, with keys heard from the relays where the settings say so."""
    relays = MediaRelays(relays_of(exchange)) if exchange and exchange.relays else None
    sounds = Sounds(relays, exchange.sounds_dir, database) if exchange and relays else None
    exchanges = Exchanges.of(exchange, database)
    dispatcher = Dispatcher(
        database=database,
        clock=clock,
        outside=Outside(
            play=sounds.play if sounds else None,
            hang_up=exchanges.hang_up if exchanges else None,
            silence=sounds.silence if sounds else None,
            tell=tell,
            record=record,
        ),
        list_calls=exchanges.listed_calls if exchanges else None,
        registered_seats=exchanges.registered_seats if exchanges else None,
    )
    async with AsyncExitStack() as closing:
        if relays is not None:
            closing.callback(relays.close)
        closing.push_async_callback(dispatcher.finish)
        await closing.enter_async_context(in_background(dispatcher.run(), "server.dispatcher"))
        await closing.enter_async_context(_keys_heard(dispatcher, exchange))
        yield dispatcher


@asynccontextmanager
async def _keys_heard(
    dispatcher: Dispatcher, exchange: ExchangeSettings | None
) -> AsyncIterator[None]:
    """Pass on the keys callers press; at the end those are finished that were heard already."""
    if exchange is None or not exchange.digits_port:
        yield
        return
    pressing: set[asyncio.Task[None]] = set()

    async def press(digit: Digit) -> None:
        try:
            await dispatcher.digit(digit)
        except StoreFault as fault:
            log.warning("a pressed key was lost: %s", type(fault).__name__)

    def on_digit(digit: Digit) -> None:
        task = asyncio.get_running_loop().create_task(press(digit))
        pressing.add(task)
        task.add_done_callback(pressing.discard)

    relays = [host for host, _ in exchange.relays]
    host, port = exchange.digits_host, exchange.digits_port
    listener = await DigitListener.open(host, port, on_digit, relays=relays)
    try:
        yield
    finally:
        listener.close()
        await asyncio.gather(*pressing, return_exceptions=True)
