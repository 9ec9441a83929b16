"""A queue's offer at the phone: answered by itself after a tone, refused beside another call."""

import asyncio

import pytest

from console.errors import PhoneRefused
from contract.wire.phone_socket import CallState, EndCause
from tests.integration.exchange.conftest import server
from tests.integration.phone.seat import citizens, seat
from tests.integration.phone.talk import (
    both_hear,
    citizen_hears_seat,
    comes_to,
    has_rung,
    lacks_s,
    ringing,
    talking,
)
from tests.support.servers.scripted_central import Message, ring
from tests.support.waiting import until
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

TONE_MS = 1500
STUMBLE_S = 1.0  # of voice a busy machine may lose by itself


async def test_offer_is_answered_by_itself_after_the_tone(exchange: Exchange) -> None:
    async def decide(_: Message) -> Message:
        return ring("1001", auto_answer_ms=str(TONE_MS), language="ar", waited_s="61")

    async with (
        server(exchange, decide),
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        citizen = town.place_call()
        call = await has_rung(here)  # a busy test may see it when the tone is over
        assert (call.auto_answer_ms, call.language, call.waited_s) == (TONE_MS, "ar", 61)
        active = await comes_to(here, call.call, CallState.ACTIVE)
        await asyncio.wait_for(citizen.answered.wait(), 45)
        # From first to last: who hears late of a step between makes it no shorter.
        assert citizen.record.answered_s is not None
        assert citizen.record.answered_s - citizen.record.invited_s > 0.9 * TONE_MS / 1000
        await both_hear(here, active, citizen)
        citizen.hang_up()
        await comes_to(here, call.call, CallState.ENDED)


async def test_offer_rejected_during_its_tone_is_not_answered(exchange: Exchange) -> None:
    questions = 0

    async def decide(_: Message) -> Message:
        nonlocal questions
        questions += 1
        return ring("1001", auto_answer_ms="6000") if questions == 1 else {"do": "reject"}

    async with (
        server(exchange, decide),
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        citizen = town.place_call()
        call = await here.rings()
        await here.phone.reject(call.call)
        assert (await comes_to(here, call.call, CallState.ENDED)).cause is EndCause.REJECTED
        await asyncio.wait_for(citizen.ended.wait(), 45)
        await asyncio.sleep(6.5)
        assert [told.state for told in here.heard.calls if told.answered_mono_s] == []


async def test_offer_to_a_seat_that_speaks_is_refused_as_busy_and_a_colleague_is_not(
    exchange: Exchange,
) -> None:
    offers: list[Message] = []

    async def decide(question: Message) -> Message:
        offers.append(question)
        if question["last"] == "busy":
            return {"do": "reject", "code": "480"}
        return ring("1001", f"o{len(offers)}")

    async with (
        server(exchange, decide),
        citizens(exchange) as town,
        seat(exchange) as one,
        seat(exchange, "1002") as two,
    ):
        citizen, call = await talking(one, town)
        second = town.place_call("+390687654321")
        await asyncio.wait_for(second.ended.wait(), 45)
        assert [question["last"] for question in offers] == ["", "", "busy"]
        assert {told.call for told in one.heard.calls} == {call.call}
        await two.phone.dial("1001")
        beside = await ringing(one, beside=call.call)
        assert (beside.peer, beside.offer) == ("1002", "")
        await one.phone.reject(beside.call)
        await comes_to(one, beside.call, CallState.ENDED)
        citizen.hang_up()
        await comes_to(one, call.call, CallState.ENDED)


async def test_three_hundred_dials_a_minute_are_refused_in_clear_words_and_disturb_no_call(
    exchange: Exchange,
) -> None:
    async def decide(_: Message) -> Message:
        return ring("1002")

    async with (
        server(exchange, decide),
        citizens(exchange) as town,
        seat(exchange, is_own=True) as one,
        seat(exchange, "1002") as two,
    ):
        citizen, call = await talking(two, town)
        await citizen_hears_seat(citizen)
        reasons: dict[str, int] = {}
        for _ in range(300):
            try:
                number = await one.phone.dial("1077")  # nobody is signed in there
                await comes_to(one, number, CallState.ENDED)
            except PhoneRefused as refused:
                reasons[refused.code] = reasons.get(refused.code, 0) + 1
        assert reasons == {"too_many": 290}
        assert one.line.registered
        await both_hear(two, call, citizen)
        assert lacks_s(citizen) < STUMBLE_S
        citizen.hang_up()
        await comes_to(two, call.call, CallState.ENDED)
        await until(lambda: not two.phone.snapshot.calls)
