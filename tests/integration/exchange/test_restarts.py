"""Exchange restarted, seats busy, calls that wait long: what is kept and what the server hears."""

import asyncio
import dataclasses
import time
from pathlib import Path

import pytest

from contract.wire.phone_socket import CallState
from tests.integration.exchange.conftest import server, settings, started
from tests.integration.phone.seat import citizens, seat
from tests.integration.phone.talk import assert_voice_went_on
from tests.support.servers.scripted_central import Message, never, ring
from tests.support.waiting import until
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

FALLBACK_S = 90.0  # a silent server is asked six times, which takes ten seconds


async def test_call_that_is_up_outlives_the_exchange_and_its_end_is_still_told(
    own_exchange: Exchange,
) -> None:
    async def decide(_: Message) -> Message:
        return ring("1001")

    async with (
        server(own_exchange, decide) as central,
        citizens(own_exchange) as town,
        seat(own_exchange) as here,
    ):
        citizen = town.place_call()
        await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        await until(lambda: len(citizen.media.arrivals) > 50)
        told, began_s = len(here.heard.lines), time.monotonic()
        await asyncio.to_thread(own_exchange.stop_kamailio, kill=True)
        await asyncio.to_thread(own_exchange.start_kamailio)
        own_exchange.set_secret("1001", "secret-of-1001")
        await here.registers_anew(told)
        assert_voice_went_on(citizen, since_s=began_s)
        await here.left_by(citizen)
        await until(lambda: central.heard("ended", citizen.call_id))


async def test_fallback_rings_several_free_seats_at_once_and_the_first_to_answer_wins(
    tmp_path: Path, server_port: int
) -> None:
    chosen = dataclasses.replace(
        settings(server_port), fallback_at_once=3, hunt=("1077", "1001", "1002"), ring_s=60
    )
    exchange = await asyncio.to_thread(started, tmp_path, chosen)
    try:
        async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
            citizen = town.place_call()
            await one.rings(FALLBACK_S)
            await two.rings()
            assert (await one.rings()).call == 1  # both at once, not one after the other
            await two.answers()
            await asyncio.wait_for(citizen.answered.wait(), 45)
            await one.becomes(CallState.ENDED)
            await until(lambda: len(citizen.media.arrivals) > 50)
            other = town.place_call("+390600000002")
            await one.rings(FALLBACK_S)
            assert two.call is not None
            assert two.call.state is CallState.ACTIVE
            assert len(two.phone.snapshot.calls) == 1  # who talks is not rung
            other.cancel()
            await two.left_by(citizen)
    finally:
        await asyncio.to_thread(exchange.stop)


async def test_call_that_rang_many_seats_in_vain_is_still_there(exchange: Exchange) -> None:
    async def decide(question: Message) -> Message:
        if question["try"] < 10:
            return ring("1001", f"o{question['try']}")
        return await never(question)

    async with (
        server(exchange, decide) as central,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        await here.phone.set_available(False)
        citizen = town.place_call()
        await until(lambda: central.questions and central.questions[-1]["try"] == 10, 60)
        heard = len(citizen.media.early)
        await until(lambda: len(citizen.media.early) > heard + 50, what="music goes on")
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_call_without_any_branch_left_is_given_to_the_carrier(exchange: Exchange) -> None:
    async def decide(question: Message) -> Message:
        return ring("1001", f"o{question['try']}")

    async with (
        server(exchange, decide) as central,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        await here.phone.set_available(False)
        citizen = town.place_call()
        await asyncio.wait_for(citizen.ended.wait(), 60)
        assert citizen.record.status == 480
        await until(lambda: len(central.heard("offered", citizen.call_id)) >= 13)
        await until(lambda: central.heard("abandoned", citizen.call_id))
        assert central.heard("abandoned", citizen.call_id)[0]["why"] == "exhausted"
