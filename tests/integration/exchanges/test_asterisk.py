"""Calls through Asterisk's REST interface, against a peer that replays its documented messages."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from contract.wire.exchange import Fallback, Reject, Ring, SendTo
from server.gateways.asterisk import Asterisk, AsteriskSettings
from tests.integration.exchanges.replayed_asterisk import ReplayedAsterisk
from tests.integration.exchanges.replayed_routing import ReplayedRouting
from tests.support.waiting import until

LEG = "1795604117.81"
RING = Ring(seat="1001", ring_s="15", offer="o-1", queue="informazioni", language="ar")


@asynccontextmanager
async def connected(peer: ReplayedAsterisk, routing: ReplayedRouting) -> AsyncIterator[Asterisk]:
    async with peer.served() as url, httpx.AsyncClient(base_url=url, auth=("u", "p")) as client:
        adapter = Asterisk(
            AsteriskSettings(url=url, user="u", password="p", fallback_seats=("1003", "1004")),
            routing=routing,
            client=client,
        )
        running = asyncio.create_task(adapter.run())
        await until(lambda: peer.is_connected)
        try:
            yield adapter
        finally:
            await adapter.close()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


async def test_a_citizen_hears_music_and_is_joined_with_the_seat_the_server_names() -> None:
    peer, routing = ReplayedAsterisk("up"), ReplayedRouting(RING)
    async with connected(peer, routing):
        peer.citizen(LEG)
        await until(lambda: "answered" in routing.told)
        asked = peer.asked
        for step in (f"POST /channels/{LEG}/answer", f"POST /channels/{LEG}/moh?mohClass=default"):
            await until(lambda step=step: step in asked)
        await until(lambda: any("addChannel" in x and peer.seat_legs[0] in x for x in asked))
        assert routing.asked[0].caller == "+39065551234"
        variables = peer.bodies[0]["variables"]
        assert variables["PJSIP_HEADER(add,X-Offer)"] == "o-1"
        assert variables["PJSIP_HEADER(add,X-Language)"] == "ar"
        assert peer.authorization.startswith("Basic ")


async def test_busy_and_unanswered_seats_give_the_citizen_back_with_the_reason() -> None:
    peer = ReplayedAsterisk("17", "19", "20", "up")
    routing = ReplayedRouting(RING, RING, RING, RING)
    async with connected(peer, routing):
        peer.citizen(LEG)
        await until(lambda: "answered" in routing.told)
        assert [r.last for r in routing.asked] == ["", "busy", "rona", "not_registered"]


async def test_a_citizen_who_gives_up_stops_the_ringing_seat() -> None:
    peer, routing = ReplayedAsterisk(), ReplayedRouting(RING)
    async with connected(peer, routing) as adapter:
        peer.citizen(LEG)
        await until(lambda: bool(peer.seat_legs))
        peer.tell("StasisEnd", LEG)
        await until(lambda: "abandoned" in routing.told)
        await until(lambda: f"DELETE /channels/{peer.seat_legs[0]}" in peer.asked)
        await until(lambda: adapter.calls.count == 0)


async def test_when_one_hangs_up_the_other_leg_and_the_bridge_end() -> None:
    peer, routing = ReplayedAsterisk("up"), ReplayedRouting(RING)
    async with connected(peer, routing):
        peer.citizen(LEG)
        await until(lambda: "answered" in routing.told)
        peer.tell("ChannelDestroyed", LEG, cause=16)
        await until(lambda: "ended" in routing.told)
        await until(lambda: f"DELETE /bridges/bridge-{LEG}" in peer.asked)
        gone = f"DELETE /channels/{peer.seat_legs[0]}?reason=normal"
        await until(lambda: gone in peer.asked)


async def test_a_citizen_who_leaves_while_she_is_joined_leaves_neither_seat_nor_bridge() -> None:
    peer, routing = ReplayedAsterisk("up"), ReplayedRouting(RING)
    async with connected(peer, routing) as adapter:
        peer.joins.clear()
        peer.citizen(LEG)
        await until(lambda: any("addChannel" in x for x in peer.asked))
        peer.tell("ChannelDestroyed", LEG, cause=16)
        gone = f"DELETE /channels/{peer.seat_legs[0]}?reason=normal"
        await until(lambda: gone in peer.asked)
        await until(lambda: f"DELETE /bridges/bridge-{LEG}" in peer.asked)
        await until(lambda: adapter.calls.count == 0)
        assert routing.told == ["offered", "ended"]


async def test_without_a_decision_the_fallback_seats_ring_in_turn() -> None:
    peer, routing = ReplayedAsterisk("17", "up"), ReplayedRouting(Fallback())
    async with connected(peer, routing):
        peer.citizen(LEG)
        await until(lambda: "answered" in routing.told)
        assert routing.heard[-1].seat == "1004"


async def test_a_refused_call_ends_and_a_sent_one_is_redirected() -> None:
    peer, routing = ReplayedAsterisk(), ReplayedRouting(Reject(code="486"))
    async with connected(peer, routing):
        peer.citizen(LEG)
        await until(lambda: f"DELETE /channels/{LEG}?reason=busy" in peer.asked)
    peer, routing = ReplayedAsterisk(), ReplayedRouting(SendTo(to="+39065550000"))
    async with connected(peer, routing):
        peer.citizen(LEG)
        await until(lambda: any("redirect" in line for line in peer.asked))


async def test_a_citizen_who_waited_while_the_server_was_away_is_routed_again() -> None:
    peer, routing = ReplayedAsterisk("up"), ReplayedRouting(RING)
    peer.knows_waiting(LEG)
    async with connected(peer, routing):
        await until(lambda: "answered" in routing.told)
        assert [request.call for request in routing.asked] == [LEG]


async def test_frames_that_are_no_events_change_nothing() -> None:
    peer, routing = ReplayedAsterisk(), ReplayedRouting()
    async with connected(peer, routing):
        for text in ("{", "[]", '{"type": 7}', '{"type":"StasisStart","channel":{}}', "x" * 1000):
            peer.garbage(text)
        peer.tell("ChannelDtmfReceived", LEG, digit="5")
        await until(lambda: len(routing.digits) == 1)
        assert routing.asked == []
