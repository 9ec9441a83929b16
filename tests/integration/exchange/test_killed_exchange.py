"""Kamailio killed with calls up and calls waiting: nothing of them is left behind."""

import asyncio

import pytest

from contract.wire.phone_socket import CallState
from server.exchange.media_relay import MediaRelays
from tests.integration.exchange.conftest import server
from tests.integration.exchange.test_control import until_gone
from tests.integration.phone.seat import citizens, seat
from tests.support.servers.scripted_central import Message, never, ring
from tests.support.waiting import until
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange


async def _killed(exchange: Exchange) -> None:
    await asyncio.to_thread(exchange.stop_kamailio, kill=True)
    await asyncio.to_thread(exchange.start_kamailio)
    exchange.set_secret("1001", "secret-of-1001")


async def test_a_call_on_the_second_relay_ends_there_after_the_exchange_died(
    own_exchange: Exchange,
) -> None:
    relay_of: dict[str, str] = {}

    async def decide(question: Message) -> Message:
        relay_of[question["sip"]] = question["relay"]
        return ring("1001") if question["relay"] == "2" else await never(question)

    settings = own_exchange.settings
    relays = MediaRelays({("a", "2"): (settings.address, settings.relay_ports[1])})
    async with (
        server(own_exchange, decide),
        citizens(own_exchange) as town,
        seat(own_exchange) as here,
    ):
        citizen = await _on_second_relay(town, relay_of)
        await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        assert await relays.calls("2") == (citizen.call_id,)
        told = len(here.heard.lines)
        await _killed(own_exchange)
        await here.registers_anew(told)
        assert here.call is not None
        await here.phone.hang_up(here.call.call)
        await asyncio.wait_for(citizen.ended.wait(), 45)
        await here.becomes(CallState.ENDED)
        await until_gone(relays, citizen.call_id, "2")
    relays.close()


async def _on_second_relay(town: Town, relay_of: dict[str, str]) -> CitizenCall:
    """The Call-ID decides which relay carries a call."""
    while True:
        citizen = town.place_call()
        await until(lambda: citizen.call_id in relay_of)  # noqa: B023 - awaited at once
        if relay_of[citizen.call_id] == "2":
            return citizen
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_who_gives_up_after_the_exchange_died_is_told_that_the_call_is_gone(
    own_exchange: Exchange,
) -> None:
    async with server(own_exchange), citizens(own_exchange) as town:
        citizen = town.place_call()
        await until(lambda: citizen.media.early)
        await _killed(own_exchange)
        citizen.cancel()
        await until(lambda: any(step.endswith("CANCEL 481") for step in citizen.record.steps))


async def test_a_relay_that_is_back_carries_calls_again_at_once(own_exchange: Exchange) -> None:
    async with server(own_exchange), citizens(own_exchange) as town:
        await asyncio.to_thread(own_exchange.kill_relay, 1)
        for _ in range(4):  # some of them would be carried by the dead relay
            citizen = town.place_call()
            await until(lambda: citizen.media.early)  # noqa: B023 - awaited at once
        await asyncio.to_thread(own_exchange.start_relay, 1)
        await asyncio.to_thread(own_exchange.kill_relay, 2)
        assert await _has_music_within(25.0, town)  # shunned, it would be left alone for a minute


async def _has_music_within(limit_s: float, town: Town) -> bool:
    """Try again and again, as citizens do."""
    calls: list[CitizenCall] = []
    for _ in range(round(limit_s)):
        calls.append(town.place_call())
        await asyncio.sleep(1.0)
        if any(call.media.early for call in calls):
            return True
    return False
