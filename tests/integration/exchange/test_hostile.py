"""What a stranger, a forged call or a server gone mad cannot do to citizens and seats."""

import asyncio
import time

import pytest

from tests.integration.exchange.conftest import server
from tests.integration.phone.seat import citizens, seat
from tests.integration.phone.talk import (
    both_hear,
    citizen_hears_seat,
    seat_hears_citizen,
    talking,
)
from tests.support.servers.scripted_central import Message, ring
from tests.support.waiting import until
from tools.hostile.aftermath import calls_at, ports_of_relay
from tools.hostile.descriptions import UNHEARD, offered
from tools.hostile.media_attacks import floods
from tools.hostile.sip_attacks import forged_requests
from tools.hostile.sip_peer import SipPeer, UdpPeer
from tools.hostile.web_socket import WssPeer
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange


def in_disguise(peer: SipPeer, exchange: Exchange) -> dict[int, int]:
    """Speak as if in a call that is up; return how often each status came."""
    settings = exchange.settings
    place = (settings.address, settings.sip_port, settings.wss_port)
    with peer:
        trunk = (settings.trunk_address, settings.trunk_port)
        for data in forged_requests(peer, place, trunk, f"{settings.trunk_address}:9"):
            peer.send(data)
        peer.settle_once_heard()
        return dict(peer.statuses)


async def test_forged_marks_of_a_call_lead_nobody_past_the_checks(exchange: Exchange) -> None:
    address, realm = exchange.settings.address, exchange.settings.realm
    wss = (address, exchange.settings.wss_port)
    async with citizens(exchange) as town, seat(exchange) as here:
        plain = UdpPeer("127.0.0.1", exchange.sip_address, realm)
        assert set(await asyncio.to_thread(in_disguise, plain, exchange)) == {481}
        web = await asyncio.to_thread(WssPeer, "127.0.0.1", wss, realm)
        assert set(await asyncio.to_thread(in_disguise, web, exchange)) == {481}
        assert town.taken.empty()
        assert here.heard.calls == []


async def test_voice_packets_of_a_stranger_are_heard_by_nobody(exchange: Exchange) -> None:
    async def decide(_: Message) -> Message:
        return ring("1001")

    async with (
        server(exchange, decide),
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        citizen, call = await talking(here, town)
        # One after the other: the relay learns for some seconds who sends.
        await citizen_hears_seat(citizen)
        await seat_hears_citizen(here, call, citizen)
        address = exchange.settings.address
        relays = [(address, port) for port in exchange.settings.relay_ports]
        ports = await asyncio.to_thread(ports_of_relay, relays, citizen.call_id)
        assert citizen.media.target in ports
        source = f"{address.rpartition('.')[0]}.99"
        flooding = asyncio.create_task(asyncio.to_thread(floods, ports, 6.0, (source,), 1))
        await both_hear(here, call, citizen)
        await flooding
        assert not here.heard.digits
        citizen.hang_up()
        await asyncio.wait_for(citizen.ended.wait(), 45)


def refused(exchange: Exchange) -> dict[str, set[str]]:
    settings = exchange.settings
    return {
        name: set(offered(sdp, settings.trunk_address, exchange.sip_address, settings.realm))
        for name, (sdp, _) in UNHEARD.items()
    }


async def test_whoever_could_not_be_heard_is_told_so_instead_of_waiting(exchange: Exchange) -> None:
    answers = await asyncio.to_thread(refused, exchange)
    assert answers == {name: {words} for name, (_, words) in UNHEARD.items()}


def call_and_give_up(exchange: Exchange, calls: int) -> dict[int, int]:
    """Give each call up at the first sign of it, often before its music is there."""
    settings = exchange.settings
    with UdpPeer(settings.trunk_address, exchange.sip_address, settings.realm) as peer:
        deadline_s = time.monotonic() + 60
        for _ in range(calls):
            peer.send(peer.message())
            peer.hear()
        while peer.statuses[487] < calls and time.monotonic() < deadline_s:
            peer.settle(1.0, 5.0)
        return dict(peer.statuses)


async def test_citizens_who_give_up_at_once_leave_nothing_behind(exchange: Exchange) -> None:
    settings = exchange.settings
    relays = [(settings.address, port) for port in settings.relay_ports]

    def left() -> list[object]:
        tables = [exchange.rpc("htable.dump", name) for name in ("call", "again", "media")]
        return [*tables, *(calls_at(relay) for relay in relays)]

    async with server(exchange):
        answers = await asyncio.to_thread(call_and_give_up, exchange, 60)
        assert answers[487] >= 60
        await until(lambda: not any(left()), what="nothing is left")


@pytest.mark.parametrize(
    ("header", "value", "reason"),
    [
        ("From", "<sip:+390612345678@carrier.test>", "400 No From Tag"),
        ("Call-ID", "\x00\x01", "400 Malformed Header"),
    ],
)
async def test_a_call_that_has_no_mark_of_its_caller_or_no_name_is_refused(
    exchange: Exchange, header: str, value: str, reason: str
) -> None:
    def ask() -> dict[str, int]:
        settings = exchange.settings
        with UdpPeer(settings.trunk_address, exchange.sip_address, settings.realm) as peer:
            peer.send(peer.message(change={header: value}))
            peer.settle_once_heard()
            return dict(peer.reasons)

    assert await asyncio.to_thread(ask) == {reason: 1}
