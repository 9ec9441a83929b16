"""How routing is joined to database, duty, exchanges and media relays."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from functools import partial

from contract.wire.exchange import Digit
from server.bootstrap.server_part import in_background
from server.exchange.digit_listener import DigitListener
from server.exchange.exchange_rpc import ExchangeRpc, rpcs_of
from server.exchange.media_relay import MediaRelays, RelayRefused, relays_of
from server.settings import ExchangeSettings
from server.store.calls.queue_calls import CallStage, QueueCall, call_by_id
from server.store.engine.faults import StoreFault
from server.store.engine.server_database import ServerDatabase
from server.usecases.duty.available import available
from server.usecases.duty.call_effects import call_answered, call_ended, offer_closed, reserve
from server.usecases.exchange.all_exchanges import listed_calls, registered_seats
from server.usecases.routing.dispatcher import Dispatcher
from server.usecases.routing.duty_board import DutyBoard
from server.usecases.routing.outside import HangUp, Outside, Record, Silence, Tell

log = logging.getLogger(__name__)

USUAL_LENGTH_S = 5.0  # of an announcement whose length the relay does not tell
MUSIC_TIMES = 10_000
DUTY = DutyBoard(
    available=available,
    reserve=reserve,
    offer_closed=offer_closed,
    call_answered=call_answered,
    call_ended=call_ended,
)


@asynccontextmanager
async def dispatching(
    *,
    database: ServerDatabase,
    exchange: ExchangeSettings | None,
    clock: Callable[[], datetime],
    tell: Tell | None = None,
    record: Record | None = None,
) -> AsyncIterator[Dispatcher]:
    """Yield the dispatcher at work, with keys heard from the relays where the settings say so."""
    relays = MediaRelays(relays_of(exchange)) if exchange and exchange.relays else None
    rpcs = rpcs_of(exchange) if exchange else ()
    dispatcher = Dispatcher(
        database=database,
        duty=DUTY,
        clock=clock,
        outside=Outside(
            play=_Sounds(relays, exchange.sounds_dir, database).play
            if exchange and relays
            else None,
            hang_up=_hanging_up(rpcs) if rpcs else None,
            silence=_silencing(relays) if relays else None,
            tell=tell,
            record=record,
        ),
        list_calls=partial(listed_calls, rpcs) if rpcs else None,
        registered_seats=partial(registered_seats, rpcs) if rpcs else None,
    )
    async with AsyncExitStack() as closing:
        if relays is not None:
            closing.callback(relays.close)
        closing.push_async_callback(dispatcher.finish)
        await closing.enter_async_context(in_background(dispatcher.run(), "server.dispatcher"))
        await closing.enter_async_context(_keys_heard(dispatcher, exchange))
        yield dispatcher


class _Sounds:
    """Announcements into waiting calls; whoever still waits then hears the music again."""

    def __init__(self, relays: MediaRelays, folder: str, database: ServerDatabase) -> None:
        self._relays = relays
        self._folder = folder
        self._database = database

    async def play(self, call: QueueCall, name: str) -> None:
        try:
            length_s = await self._play(call, name, times=1)
        except RelayRefused:  # a file that is missing has ended the music all the same
            await self._bring_music_back(call)
            raise
        await asyncio.sleep(length_s if length_s >= 0 else USUAL_LENGTH_S)
        await self._bring_music_back(call)

    async def _bring_music_back(self, call: QueueCall) -> None:
        if await self._state(call) in (CallStage.WAITING, CallStage.OFFERED):
            await self._play(call, "music", times=MUSIC_TIMES)

    async def _play(self, call: QueueCall, name: str, times: int) -> float:
        """Play a file; one that came too late, into a conversation, is stopped at once."""
        relay, exchange = call.relay or "1", call.exchange or "a"
        file = f"{self._folder}/{name}.wav"
        length_s = await self._relays.play(
            call.sip, call.from_tag, file, relay, exchange=exchange, times=times
        )
        if await self._state(call) == CallStage.ANSWERED:
            await self._relays.stop(call.sip, call.from_tag, relay, exchange=exchange)
        return length_s

    async def _state(self, call: QueueCall) -> str:
        now = await self._database.read(lambda c: call_by_id(c, call.id))
        return now.state if now is not None else CallStage.ENDED


def _silencing(relays: MediaRelays) -> Silence:
    async def silence(call: QueueCall) -> None:
        await relays.forget(call.sip, call.relay or "1", exchange=call.exchange or "a")

    return silence


def _hanging_up(rpcs: tuple[ExchangeRpc, ...]) -> HangUp:
    by_name = {rpc.name: rpc for rpc in rpcs}

    async def hang_up(call: QueueCall) -> None:
        rpc = by_name.get(call.exchange, rpcs[0])
        await rpc.terminate(call.sip)

    return hang_up


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

    listener = await DigitListener.open(exchange.digits_host, exchange.digits_port, on_digit)
    try:
        yield
    finally:
        listener.close()
        await asyncio.gather(*pressing, return_exceptions=True)
