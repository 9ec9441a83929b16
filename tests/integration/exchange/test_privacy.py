"""What the carrier and the log learn: nothing of seats, nothing strangers want written there."""

import asyncio

import pytest

from contract.wire.phone_socket import CallState
from tests.integration.exchange.conftest import server
from tests.integration.phone.raw_sip import RawSip
from tests.integration.phone.seat import citizens, seat
from tests.integration.phone.test_hostile_sip import malformed
from tests.support.servers.scripted_central import Message, ring
from tests.support.waiting import until
from tools.citizens.sip_message import SipMessage
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

CITY = "060606"
CANARY = "canarino"


async def test_carrier_sees_the_citys_number_and_no_address_or_name_of_a_seat(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def decide(_: Message) -> Message:
        return ring("1001")

    seen: list[str] = []
    parse = SipMessage.parse

    def kept(data: bytes, sender: tuple[str, int]) -> SipMessage | None:
        seen.append(data.decode(errors="replace"))
        return parse(data, sender)

    monkeypatch.setattr(SipMessage, "parse", kept)
    async with server(exchange, decide), citizens(exchange) as town, seat(exchange) as here:
        citizen = town.place_call()
        call = await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        await here.phone.hold(call.call)
        await here.becomes(CallState.HELD)
        await here.phone.hang_up(call.call)
        await asyncio.wait_for(citizen.ended.wait(), 45)
        await here.phone.dial("+393331234567")
        called = await asyncio.wait_for(town.taken.get(), 45)
        await asyncio.wait_for(called.answered.wait(), 45)
        assert called._invite is not None
        assert called._invite.uri("from") == f"sip:{CITY}@{exchange.settings.address}"
        await until(lambda: here.call and here.call.state is CallState.ACTIVE)
        assert here.call is not None
        await here.phone.hang_up(here.call.call)
        await asyncio.wait_for(called.ended.wait(), 45)
    told = "\n".join(seen)
    for word in ("127.0.0.1", ".invalid", "WSS", "Sportello", "1001@", "JsSIP", "kamailio"):
        assert word not in told, word


async def test_messages_of_strangers_are_not_quoted_in_the_log(exchange: Exchange) -> None:
    def attack(address: str) -> None:
        with RawSip(address, exchange.sip_address, "sede.test") as peer:
            for message in malformed(peer):
                data = message.encode() if isinstance(message, str) else message
                peer.send(data.replace(b"0699000001", CANARY.encode()))
                peer.send(data.replace(b"v=0", b"v=0\r\nx=" + CANARY.encode()))
            peer.answers()

    before = len(exchange.log_of("kamailio"))
    for address in ("127.0.0.1", exchange.settings.trunk_address):
        await asyncio.to_thread(attack, address)
    await asyncio.sleep(0.3)
    assert CANARY not in exchange.log_of("kamailio")[before:]
