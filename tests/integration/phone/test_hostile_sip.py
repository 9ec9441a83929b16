"""What strangers send to the exchange reaches no operator, or reaches her harmless."""

import asyncio
import unicodedata

import pytest

from contract.wire.phone_socket import CallState
from tests.integration.phone.raw_sip import RawSip
from tests.integration.phone.seat import citizens, seat
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

CITIZEN = "+390612345678"
CITY = "060606"


def trunk(exchange: Exchange) -> RawSip:
    settings = exchange.settings
    return RawSip(settings.trunk_address, exchange.sip_address, settings.realm)


def stranger(exchange: Exchange) -> RawSip:
    return RawSip("127.0.0.1", exchange.sip_address, exchange.settings.realm)


def malformed(peer: RawSip) -> list[bytes | str]:
    """In the manner of RFC 4475: each breaks one rule of the grammar or of common sense."""
    sound = peer.request()
    return [
        b"",
        b"\x00" * 200,
        b"INVITE\r\n\r\n",
        sound.replace("Content-Length: ", "Content-Length: 9999999"),
        sound.replace("Content-Length: ", "Content-Length: -"),
        sound.replace("CSeq: 1 INVITE", "CSeq: 36893488147419103232 INVITE"),
        sound.replace("CSeq: 1 INVITE", "CSeq: 1 BYE"),
        sound.replace("Max-Forwards: 70", "Max-Forwards: many"),
        sound.replace("Max-Forwards: 70", "Max-Forwards: 0"),
        sound.replace("SIP/2.0\r\nVia", "SIP/7.0\r\nVia", 1),
        sound.replace("To: <", 'To: "unclosed <'),
        sound.replace("From: <", "From: >>><"),
        sound.replace("Call-ID: ", "Call-ID: \x00\x01"),
        sound.replace("Via: ", "Via: ;;,;,,"),
        "\r\n".join(line for line in sound.split("\r\n") if not line.startswith("From")),
        "\r\n".join(line for line in sound.split("\r\n") if not line.startswith("Via")),
        sound.replace("Contact: <sip:", "Contact: <" + "a" * 5000),
        peer.request(name="Anna\u0007"),
        peer.request(name='An"na'),
        sound.replace("sip:060606@", "sip:06%00606@", 1),
        sound.replace("m=audio", "m=\xff\xfe"),
        sound.encode()[:150],
        b"SIP/2.0 200 OK\r\n\r\n",
        sound.replace("INVITE", "I" * 4000),
    ]


async def test_malformed_messages_ring_nowhere_and_the_next_call_works(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        pid = exchange.pid("kamailio")

        def attack() -> list[str]:
            with trunk(exchange) as peer:
                for message in malformed(peer):
                    peer.send(message)
                return peer.answers()

        answers = await asyncio.to_thread(attack)
        assert not any(answer.startswith("SIP/2.0 2") for answer in answers)
        await asyncio.sleep(0.3)
        assert here.heard.calls == []
        citizen = town.place_call()
        await here.answers()
        assert exchange.pid("kamailio") == pid
        await here.left_by(citizen)


ABSURD_NAMES = (
    "A" * 10_000,
    "<b onmouseover=alert(1)>Anna</b><img src=x>",
    "\u202eannA\u2066\u200f\u061c rovesciata",
    "due\u2028righe\u0085fine",
    "🦆" * 400,
    "'; DROP TABLE citizens; --",
)


async def test_absurd_caller_names_are_shown_capped_and_clean(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        for name in ABSURD_NAMES:
            citizen = town.place_call(name=name)
            call = await here.rings()
            assert len(call.peer_name) <= 256
            kinds = {unicodedata.category(letter) for letter in call.peer_name}
            assert not kinds & {"Cc", "Cf", "Zl"}
            assert call.peer_name[:5] == name[:5] or "\ufffd" in call.peer_name
            await here.answers()
            await here.left_by(citizen)


async def test_headers_of_the_exchange_cannot_be_forged_by_a_caller(exchange: Exchange) -> None:
    forged = ("X-Call: mine", "X-Queue: vip", "X-Ring: 1", "X-Media: anew")
    async with citizens(exchange) as town, seat(exchange) as here:
        citizen = town.place_call(headers=forged)
        call = await here.rings()
        assert call.queue == "informazioni"
        assert "mine" not in call.call_key
        citizen.cancel()
        await here.becomes(CallState.ENDED)


async def test_strangers_can_neither_call_nor_register_nor_ask_for_anything(
    exchange: Exchange,
) -> None:
    def ask(method: str, to: str, user: str) -> str:
        with stranger(exchange) as peer:
            peer.send(peer.request(method, to, user=user))
            return peer.final()[:11]

    async with seat(exchange) as here:
        assert await asyncio.to_thread(ask, "INVITE", "1001", "1002") == "SIP/2.0 403"
        assert await asyncio.to_thread(ask, "INVITE", CITIZEN, "1001") == "SIP/2.0 403"
        assert await asyncio.to_thread(ask, "INVITE", CITY, CITIZEN) == "SIP/2.0 403"
        assert await asyncio.to_thread(ask, "REGISTER", "1001", "1001") == "SIP/2.0 403"
        assert await asyncio.to_thread(ask, "MESSAGE", "1001", CITIZEN) == "SIP/2.0 405"
        assert await asyncio.to_thread(ask, "REFER", "1001", CITIZEN) == "SIP/2.0 405"
        assert here.heard.calls == []


async def test_citizens_reach_the_citys_number_only(exchange: Exchange) -> None:
    def ask(to: str) -> str:
        with trunk(exchange) as peer:
            peer.send(peer.request("INVITE", to))
            return peer.final()[:11]

    async with seat(exchange) as here:
        assert await asyncio.to_thread(ask, "1001") == "SIP/2.0 404"
        assert await asyncio.to_thread(ask, "+393331234567") == "SIP/2.0 404"
        assert here.heard.calls == []
