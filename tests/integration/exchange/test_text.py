"""A citizen whose device speaks real-time text calls through the real exchange."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import msgspec
import pytest

from contract.wire.phone_socket import CallState
from contract.wire.text import TextOffer, TextSide, TypedText
from server.gateways.text.text_gateway import TextGateway, TextPortRange
from server.usecases.calls.text_conversation import TextConversation
from tests.integration.exchange.conftest import server
from tests.integration.phone.seat import citizens, seat
from tests.support.servers.scripted_central import Message, ScriptedCentral, ring
from tests.support.waiting import until
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.text_peer import TextPeer
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

CITIZEN, CITY = "+390612345678", "060606"


async def ring_first_seat(_: Message) -> Message:
    return ring("1001")


@asynccontextmanager
async def gateway_beside(
    exchange: Exchange, central: ScriptedCentral
) -> AsyncIterator[TextGateway]:
    """The product's gateway behind the script's /text."""
    places = TextPortRange(address=exchange.settings.address)
    gateway = TextGateway(places=places, clock=lambda: datetime.now(UTC), tell=lambda _: None)

    async def place(offer: Message) -> Message:
        placed: Message = msgspec.to_builtins(
            await gateway.place(msgspec.convert(offer, TextOffer))
        )
        return placed

    central.place_text = place
    try:
        yield gateway
    finally:
        gateway.close()


def media_of(sdp: str) -> list[str]:
    return [line.split()[0] for line in sdp.split("\r\n") if line.startswith("m=")]


def citizen_said(conversation: TextConversation) -> str:
    pieces = conversation.feed(0).pieces
    return "".join(piece.characters for piece in pieces if piece.side is TextSide.CITIZEN)


async def both_write(gateway: TextGateway, citizen: CitizenCall, call_key: str) -> None:
    conversation = gateway.conversation(call_key)
    assert conversation is not None
    assert citizen.text is not None
    before = citizen_said(conversation), citizen.text.text
    citizen.text.press("Buongiorno,\nsono sorda è così")
    number = conversation.taken("t") + 1
    typed = TypedText(stream="t", number=number, characters="Buongiorno, la leggo")
    assert gateway.type(call_key, typed).taken == number
    await until(lambda: citizen_said(conversation).endswith("Buongiorno,\nsono sorda è così"))
    await until(lambda: citizen.text is not None and citizen.text.text.endswith("la leggo"))
    assert citizen_said(conversation).startswith(before[0])
    assert citizen.text.text.startswith(before[1])


@pytest.mark.parametrize("text_is_first", [False, True], ids=["audio_text", "text_audio"])
async def test_text_goes_both_ways_while_waiting_talking_and_on_hold(
    exchange: Exchange, text_is_first: bool
) -> None:
    go_on = asyncio.Event()

    async def decide(_: Message) -> Message:
        await go_on.wait()
        return ring("1001")

    async with (
        server(exchange, decide) as central,
        gateway_beside(exchange, central) as gateway,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        text = TextPeer(exchange.settings.trunk_address)
        citizen = town.place_call(CITIZEN, CITY, text=text, text_is_first=text_is_first)
        await until(lambda: len(citizen.media.early) > 20, what="music")
        order = ["m=text", "m=audio"] if text_is_first else ["m=audio", "m=text"]
        assert media_of(citizen.heard_sdp[-1]) == order
        call_key = central.questions[0]["call"]
        await both_write(gateway, citizen, call_key)
        go_on.set()
        call = await here.rings()
        await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        await until(lambda: len(citizen.media.arrivals) > 50)
        assert call.call_key == call_key
        assert media_of(citizen.heard_sdp[-1]) == order
        await both_write(gateway, citizen, call_key)
        await here.phone.hold(call.call)
        await here.becomes(CallState.HELD)
        assert media_of(citizen.heard_sdp[-1]) == order
        await both_write(gateway, citizen, call_key)
        await here.phone.resume(call.call)
        await here.becomes(CallState.ACTIVE)
        arrived = len(citizen.media.arrivals)
        await until(lambda: len(citizen.media.arrivals) > arrived + 25)
        await here.left_by(citizen)
        await until(lambda: central.heard("ended"))
        gateway.end(sip_id=central.heard("ended")[0]["sip"])
        assert len(gateway) == 0


async def test_a_server_without_an_answer_for_text_costs_the_call_its_text_only(
    exchange: Exchange,
) -> None:
    async with (
        server(exchange, ring_first_seat) as central,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        central.place_text = None
        text = TextPeer(exchange.settings.trunk_address)
        citizen = town.place_call(CITIZEN, CITY, text=text)
        await here.rings()
        await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        await until(lambda: len(citizen.media.arrivals) > 50)
        assert "m=text 0 RTP/AVP 98" in citizen.heard_sdp[-1]
        await here.left_by(citizen)
