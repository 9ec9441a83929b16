"""Calls to the city's number ring one free seat after the other."""

import asyncio

import pytest

from contract.wire.phone_socket import CallState, EndCause
from tests.integration.phone.raw_sip import RawSip
from tests.integration.phone.seat import citizens, seat
from tests.support.waiting import until
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange


async def refused(exchange: Exchange) -> str:
    """Call the city and return the whole refusal."""

    def call() -> str:
        address = exchange.settings.trunk_address
        with RawSip(address, exchange.sip_address, exchange.settings.realm) as peer:
            peer.send(peer.request())
            return peer.final()

    return await asyncio.to_thread(call)


async def test_without_any_registered_seat_the_caller_is_told_to_try_again(
    exchange: Exchange,
) -> None:
    answer = await refused(exchange)
    assert answer.startswith("SIP/2.0 480")
    assert "Retry-After: 2" in answer


async def test_unavailable_seat_is_passed_over_and_the_next_one_rings(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        await one.phone.set_available(False)
        citizen = town.place_call()
        await two.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        assert one.heard.calls == []
        await two.phone.set_available(False)
        assert (await refused(exchange)).startswith("SIP/2.0 480")
        await two.left_by(citizen)


async def test_rejected_call_goes_to_the_next_seat(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen = town.place_call()
        call = await one.rings()
        await one.phone.reject(call.call)
        assert (await one.becomes(CallState.ENDED)).cause is EndCause.REJECTED
        other = await two.rings()
        assert other.call_key == call.call_key
        await two.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        await until(lambda: len(citizen.media.arrivals) > 50)
        await two.left_by(citizen)


async def test_seat_that_does_not_answer_in_time_loses_the_call_to_the_next(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as one, seat(exchange, "1002") as two:
        citizen = town.place_call()
        await one.rings()
        await two.rings()
        ended = await one.becomes(CallState.ENDED)
        assert ended.cause is EndCause.NO_ANSWER
        citizen.cancel()
        assert (await two.becomes(CallState.ENDED)).cause is EndCause.HUNG_UP_THERE


async def test_seat_in_a_call_does_not_ring_a_second_time(exchange: Exchange) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        first = town.place_call()
        await here.answers()
        assert (await refused(exchange)).startswith("SIP/2.0 480")
        assert len({call.call for call in here.heard.calls}) == 1
        await here.left_by(first)


async def test_seat_calls_a_seat_and_both_know_who_it_is(exchange: Exchange) -> None:
    async with seat(exchange) as one, seat(exchange, "1002") as two:
        await one.phone.dial("1002")
        ringing = await two.answers()
        assert (ringing.peer, ringing.queue) == ("1001", "")
        assert ringing.peer_name == "Sportello 1001"
        await one.becomes(CallState.ACTIVE)
        await two.phone.hang_up(ringing.call)
        await one.becomes(CallState.ENDED)


async def test_seat_whose_console_went_away_rings_no_more_and_again_when_it_is_back(
    exchange: Exchange,
) -> None:
    async with seat(exchange) as here:
        assert here.phone._link is not None
        here.phone._socket = here.folder / "away"
        here.phone._link.close()
        async with asyncio.timeout(45):
            while not (await refused(exchange)).startswith("SIP/2.0 480"):
                await asyncio.sleep(0.2)
        here.phone._socket = here.folder / "phone.sock"
        await until(lambda: here.line.registered)
        async with citizens(exchange) as town:
            citizen = town.place_call()
            await here.rings()
            citizen.cancel()
            await here.becomes(CallState.ENDED)
