"""Whose name the carrier hears: the city's, whatever a seat writes of itself."""

import asyncio

import pytest

from tests.integration.exchange.conftest import server
from tests.integration.exchange.test_forged_dialogs import REFUSED, registered
from tests.integration.phone.seat import citizens
from tests.support.phones.wss_seat import SDP
from tests.support.servers.scripted_central import Message, ring
from tests.support.waiting import until
from tools.citizens.sip_message import SipMessage, compose
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

CITIZEN = "+390612345678"
FORGED = "+390699999999"
CLAIMS = (
    *(
        f"{name}: <sip:{FORGED}@roma.example>"
        for name in (
            "P-Asserted-Identity",
            "P-Preferred-Identity",
            "Remote-Party-ID",
            "Diversion",
            "History-Info",
            "Call-Info",
            "Alert-Info",
            "Referred-By",
            "b",
            "X-Anything",
            "X-Call",
            "Replaces",
        )
    ),
    f"Identity: {FORGED}",
    "Privacy: id",
)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the carrier was sent."""
    messages: list[str] = []
    parse = SipMessage.parse

    def kept(data: bytes, sender: tuple[str, int]) -> SipMessage | None:
        if sender[0]:  # a datagram, no frame of a seat's line
            messages.append(data.decode(errors="replace"))
        return parse(data, sender)

    monkeypatch.setattr(SipMessage, "parse", kept)
    return messages


async def test_carrier_hears_the_citys_name_in_calls_a_seat_places(
    exchange: Exchange, heard: list[str]
) -> None:
    async with citizens(exchange) as town, registered(exchange) as here:
        dialog = await here.talk(CITIZEN, CLAIMS)
        citizen = town.calls[dialog.call_id]
        own = f"<sip:060606@{exchange.settings.address}>"
        assert citizen.asked_header("p-asserted-identity") == own
        assert (await here.within(dialog, "INVITE", headers=CLAIMS, body=SDP)).status == 200
        assert (await here.within(dialog, "BYE", headers=CLAIMS)).status == 200
        await asyncio.wait_for(citizen.ended.wait(), 45)
    assert sum("INVITE sip:" in message for message in heard) >= 2
    assert not any(FORGED in message or "Privacy" in message for message in heard)


async def test_carrier_hears_no_claim_in_what_a_seat_answers(
    exchange: Exchange, heard: list[str]
) -> None:
    async def decide(_: Message) -> Message:
        return ring("1001")

    async with (
        server(exchange, decide),
        citizens(exchange) as town,
        registered(exchange) as here,
    ):
        citizen = town.place_call()
        async with asyncio.timeout(45):
            invite = SipMessage.parse(str(await here._line.recv()).encode(), ("", 0))
        assert invite is not None
        assert invite.method == "INVITE"
        answer = [*invite.answer_headers(), f"To: {invite.get('to')};tag=seat", *CLAIMS]
        await here._send(compose("SIP/2.0 180 Ringing", answer))
        await until(lambda: sum("182 Queued" in message for message in heard) > 1)
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)
        await here._send(compose("SIP/2.0 487 Request Terminated", answer))
    assert not any(FORGED in message or "Privacy" in message for message in heard)


async def test_seat_asks_for_a_transfer_in_its_own_name_only(
    exchange: Exchange, heard: list[str]
) -> None:
    claims = (*CLAIMS, "Refer-To: <sip:1002@sede.test>")
    async with citizens(exchange) as town, registered(exchange) as here:
        town.follows_transfers = False
        assert (await here.within(here.forged(CITIZEN), "REFER", headers=claims)).start in REFUSED
        dialog = await here.talk(CITIZEN)
        citizen = town.calls[dialog.call_id]
        assert (await here.within(dialog, "REFER", headers=claims)).status == 405
        citizen.hang_up()
    (asked,) = [x for x in map(_parsed, heard) if x.start.startswith("REFER ")]
    assert asked.all("referred-by") == [f"<sip:1001@{exchange.settings.realm}>"]
    assert FORGED not in str(asked)


def _parsed(text: str) -> SipMessage:
    message = SipMessage.parse(text.encode(), ("", 0))
    assert message is not None
    return message
