"""Routes of real-time text: seats read and type, the exchange asks where a stream goes."""

import asyncio
from typing import Annotated

from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter, RawBody

from contract.domain.account import Capability
from contract.wire import reason_codes
from contract.wire.decoding import MalformedMessage, decode
from contract.wire.text import (
    CHARACTERS_LIMIT,
    POLL_S,
    TextAnswer,
    TextCallOut,
    TextEnded,
    TextFeed,
    TextOffer,
    TextPlace,
    TextTaken,
    TypedText,
)
from server.api.problems import Refusal, json_answer
from server.api.route import SignedIn, getting, posting, until_gone
from server.store.engine.server_database import ServerDatabase
from server.usecases.calls.text_calls import TextCalls, may_use_text
from server.usecases.calls.text_conversation import TextConversation

WORD_LIMIT = 256  # characters of a call's or stream's name
# A stranger's device writes the offer: reading it must cost a bounded time.
SDP_LIMIT = 16_384  # characters of an offer
NUMBER_LIMIT = 2**31


def text_routes(*, database: ServerDatabase, calls: TextCalls) -> list[HTTPRouteHandler]:
    async def conversation(request: SignedIn, call_key: str) -> TextConversation:
        """Return the text of the operator's call. Raise Refusal 404 for any other."""
        found = calls.conversation(call_key) if len(call_key) <= WORD_LIMIT else None
        account = request.user.account.id
        if found is not None and await database.read(
            lambda connection: may_use_text(connection, account, call_key, found.told_as)
        ):
            return found
        # The same for a call of somebody else: nobody learns which calls speak text.
        raise Refusal(404, reason_codes.UNKNOWN_CALL)

    @getting("/text/{call_key:str}", Capability.PHONE_USE, TextFeed)
    async def read(
        request: SignedIn,
        call_key: FromPath[str],
        after: Annotated[int, QueryParameter(ge=0, le=NUMBER_LIMIT)] = 0,
        wait_s: Annotated[float, QueryParameter(ge=0, le=POLL_S)] = 0.0,
        stream: Annotated[str, QueryParameter(max_length=WORD_LIMIT)] = "",
    ) -> Response[bytes]:
        """Held open until there is more; a window that goes away waits for nothing."""
        found = await conversation(request, call_key)
        # A window that was closed must not hold a reader until the poll's time is up.
        waiting = asyncio.create_task(found.wait_beyond(after, wait_s))
        leaving = asyncio.create_task(until_gone(request))
        try:
            await asyncio.wait({waiting, leaving}, return_when=asyncio.FIRST_COMPLETED)
        # Both: a task left behind would wait for the whole poll.
        finally:
            waiting.cancel()
            leaving.cancel()
        return json_answer(found.feed(after, stream))

    @posting("/text/{call_key:str}", Capability.PHONE_USE, TypedText, TextTaken)
    async def write(request: SignedIn, call_key: FromPath[str], body: RawBody) -> Response[bytes]:
        typed = decode(body, TypedText)
        _check(1 <= typed.number <= NUMBER_LIMIT, "$.number")
        _check(0 < len(typed.stream) <= WORD_LIMIT, "$.stream")
        _check(len(typed.characters) <= CHARACTERS_LIMIT, "$.characters")
        await conversation(request, call_key)
        return json_answer(calls.type(call_key, typed))

    return [read, write]


def exchange_text_routes(calls: TextCalls) -> list[HTTPRouteHandler]:
    @post("/text", opt={"takes": TextOffer, "gives": TextPlace}, status_code=200)
    async def place(body: RawBody) -> Response[bytes]:
        offer = decode(body, TextOffer)
        _check(0 < len(offer.call) <= WORD_LIMIT, "$.call")
        _check(len(offer.sip) <= WORD_LIMIT, "$.sip")
        _check(len(offer.sdp) <= SDP_LIMIT, "$.sdp")
        return json_answer(await calls.place(offer))

    @post("/text/out", opt={"takes": TextCallOut, "gives": TextPlace}, status_code=200)
    async def offer_out(body: RawBody) -> Response[bytes]:
        """A seat places a call; where the citizen's device may send its text."""
        call = decode(body, TextCallOut)
        _check(0 < len(call.call) <= WORD_LIMIT, "$.call")
        _check(0 < len(call.sip) <= WORD_LIMIT, "$.sip")
        return json_answer(calls.offer(call))

    @post("/text/answer", opt={"takes": TextAnswer, "gives": TextPlace}, status_code=200)
    async def answer(body: RawBody) -> Response[bytes]:
        """What the citizen's device says of text: the answer, or an offer in the call."""
        heard = decode(body, TextAnswer)
        _check(0 < len(heard.sip) <= WORD_LIMIT, "$.sip")
        _check(len(heard.sdp) <= SDP_LIMIT, "$.sdp")
        return json_answer(await calls.hear_answer(heard))

    @post("/text/ended", opt={"takes": TextEnded}, status_code=204)
    async def ended(body: RawBody) -> None:
        call = decode(body, TextEnded)
        calls.end(call_key=call.call, sip_id=call.sip)

    return [place, offer_out, answer, ended]


def _check(holds: bool, place: str) -> None:
    if not holds:
        raise MalformedMessage(f"too long or missing - at `{place}`")
