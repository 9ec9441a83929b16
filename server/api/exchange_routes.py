"""Routes for the telephone exchanges: who gets a call, and what became of it."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import RawBody

from contract.wire.decoding import MalformedMessage, decode
from contract.wire.exchange import Digit, EventTaken, ExchangeEvent, RouteRequest, Wait
from server.api.problems import json_answer
from server.api.route import until_gone
from server.usecases.routing.dispatcher import Dispatcher

# The exchange passes on what strangers send by SIP: names without end must not reach the tables.
WORD_LIMIT = 256  # characters of a name or number; a Call-ID of an honest phone is shorter

OnExchangeEvent = Callable[[ExchangeEvent], Awaitable[None]]


def event_route(on_event: Sequence[OnExchangeEvent]) -> HTTPRouteHandler:
    """on_event: whom each event is given to, in this order, before the exchange is answered."""

    @post("/events", opt={"takes": ExchangeEvent, "gives": EventTaken}, status_code=200)
    async def events(body: RawBody) -> Response[bytes]:
        event = decode(body, ExchangeEvent)
        _check_words(event, event.sip or event.call or event.boot)
        # Answered after all have stored it: an exchange that gets no answer tells the event again.
        for follow in on_event:
            await follow(event)
        return json_answer(EventTaken(sip=event.sip, ev=event.ev))

    return events


def exchange_routes(dispatcher: Dispatcher) -> list[HTTPRouteHandler]:
    @post("/route", opt={"takes": RouteRequest, "gives": Wait}, status_code=200)
    async def route(request: Request[Any, Any, Any], body: RawBody) -> Response[bytes]:
        """Held open until it is decided; an exchange that goes away waits for nothing."""
        asked = decode(body, RouteRequest)
        _check_words(asked, asked.call or asked.sip)
        deciding = asyncio.create_task(dispatcher.route(asked))
        leaving = asyncio.create_task(until_gone(request))
        try:
            await asyncio.wait({deciding, leaving}, return_when=asyncio.FIRST_COMPLETED)
            # Nobody reads the answer any more: an operator reserved for it would wait for a dead
            # call.
            if not deciding.done():
                deciding.cancel()
                # Until it has left the waiting room: an offer of this moment is taken back.
                with contextlib.suppress(asyncio.CancelledError):
                    await deciding
                return json_answer(Wait())
            reply = deciding.result()
            if leaving.done():
                await dispatcher.not_heard(asked.call or asked.sip, reply)
            return json_answer(reply)
        finally:
            # Also when the server itself is being stopped.
            deciding.cancel()
            leaving.cancel()

    @post("/digits", opt={"takes": Digit}, status_code=200)
    async def digits(body: RawBody) -> Response[bytes]:
        pressed = decode(body, Digit)
        _check_words(pressed, pressed.sip)
        await dispatcher.digit(pressed)
        return json_answer({})

    @post("/alive", status_code=204)
    async def alive() -> None:
        """Answered at once, unlike a question: so an exchange sees a server that stands still."""

    return [route, digits, alive]


def _check_words(message: RouteRequest | ExchangeEvent | Digit, name: str) -> None:
    """Raise MalformedMessage for a call without a name, or words no exchange would send."""
    if not name:
        raise MalformedMessage("no name - at `$.sip`")
    for field in message.__struct_fields__:
        value = getattr(message, field)
        # PostgreSQL stores no NUL: it would end the transaction of the whole event.
        if isinstance(value, str) and (len(value) > WORD_LIMIT or "\0" in value):
            raise MalformedMessage(f"too long or not text - at `$.{field}`")
