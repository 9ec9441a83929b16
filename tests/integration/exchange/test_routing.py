"""The server decides, the exchange carries out: offers, refusals, waiting, giving up."""

import asyncio

import numpy as np
import pytest

from contract.wire.phone_socket import CallState, EndCause
from tests.integration.exchange.conftest import server
from tests.integration.phone.seat import citizens, seat
from tests.integration.phone.talk import has_rung, nothing_comes
from tests.support.servers.scripted_central import Message, never, ring
from tests.support.waiting import until
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

CITIZEN = "+390612345678"
CITY = "060606"
NOBODY = "1077"  # a seat number that nobody uses


async def test_waiting_citizen_hears_music_and_is_asked_for_once(exchange: Exchange) -> None:
    async with server(exchange) as central, citizens(exchange) as town:
        citizen = town.place_call()
        await until(lambda: len(citizen.media.early) > 100, what="two seconds of music")
        assert np.abs(citizen.media.heard_early()).max() > 1000
        assert len(central.questions) == 1
        question = central.questions[0]
        assert (question["from"], question["to"]) == (CITIZEN, CITY)
        assert (question["sip"], question["try"], question["last"]) == (citizen.call_id, 0, "")
        assert question["boot"]
        assert question["relay"] in ("1", "2")
        assert question["exchange"] == "a"
        assert central.keys == {"Bearer key-of-the-tests-0123456789"}
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_offered_seat_rings_with_what_the_server_says_and_both_are_connected(
    exchange: Exchange,
) -> None:
    async def decide(_: Message) -> Message:
        await asyncio.sleep(0.3)
        return ring("1001", "o7", language="ar", waited_s="42", auto_answer_ms="0")

    async with (
        server(exchange, decide) as central,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        citizen = town.place_call()
        call = await here.rings()
        assert call.call_key == central.questions[0]["call"]
        assert (call.offer, call.queue, call.language) == ("o7", "tributi", "ar")
        assert call.waited_s == 42
        early = len(citizen.media.early)
        await until(lambda: len(citizen.media.early) > early + 25, what="music goes on")
        await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        await until(lambda: len(citizen.media.arrivals) > 50)
        await nothing_comes(lambda: len(citizen.media.early))
        await until(lambda: {"ringing", "answered"} <= {*central.names(citizen.call_id)})
        await here.left_by(citizen)
        await until(lambda: central.heard("ended", citizen.call_id))
    names = list(dict.fromkeys(central.names(citizen.call_id)))  # a late ACK has it answered twice
    assert [name for name in names if name != "ringing"] == ["offered", "answered", "ended"]
    assert "ringing" in names
    answered = central.heard("answered", citizen.call_id)[0]
    assert (answered["seat"], answered["offer"]) == ("1001", "o7")
    ended = central.heard("ended", citizen.call_id)[0]
    assert (ended["seat"], ended["offer"], ended["why"]) == ("1001", "o7", "bye")


async def test_call_nobody_answers_is_asked_for_again_and_rings_elsewhere(
    exchange: Exchange,
) -> None:
    async def decide(question: Message) -> Message:
        if question["try"] == 0:
            return {**ring("1001"), "ring_s": "3"}
        return ring("1002", "o2")

    async with (
        server(exchange, decide) as central,
        citizens(exchange) as town,
        seat(exchange) as one,
        seat(exchange, "1002") as two,
    ):
        citizen = town.place_call()
        first = await has_rung(one)
        second = await two.rings()
        assert (await one.becomes(CallState.ENDED)).cause is EndCause.NO_ANSWER
        assert second.call_key == first.call_key
        assert [question["last"] for question in central.questions] == ["", "rona"]
        assert central.questions[1]["waited_ms"] >= 2000
        await two.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        await until(lambda: len(citizen.media.arrivals) > 50)
        await until(lambda: central.heard("not_answered", citizen.call_id))
        await two.phone.hang_up(second.call)
        await asyncio.wait_for(citizen.ended.wait(), 45)
    not_answered = central.heard("not_answered", citizen.call_id)
    assert [(event["seat"], event["why"]) for event in not_answered] == [("1001", "rona")]


async def test_seat_may_ring_for_as_long_as_the_server_says(exchange: Exchange) -> None:
    async def decide(_: Message) -> Message:
        return {**ring("1001"), "ring_s": "15"}

    async with (
        server(exchange, decide) as central,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        citizen = town.place_call()
        await here.rings()
        rang_at = asyncio.get_running_loop().time()
        await until(lambda: asyncio.get_running_loop().time() > rang_at + 6.5, what="a long ring")
        await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        assert not central.heard("not_answered", citizen.call_id)
        await here.left_by(citizen)


async def test_refused_offer_is_told_as_declined(exchange: Exchange) -> None:
    async def decide(question: Message) -> Message:
        return ring("1001") if question["try"] == 0 else await never(question)

    async with (
        server(exchange, decide) as central,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        citizen = town.place_call()
        call = await here.rings()
        await here.phone.reject(call.call)
        await until(lambda: len(central.questions) >= 2)
        assert central.questions[1]["last"] == "declined"
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_seat_that_is_paused_or_away_is_told_and_costs_no_time(exchange: Exchange) -> None:
    async def decide(question: Message) -> Message:
        match len(central.questions):
            case 1:
                return ring(NOBODY)
            case 2:
                return ring("1001")
        return await never(question)

    async with (
        server(exchange, decide) as central,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        await here.phone.set_available(False)
        citizen = town.place_call()
        await until(lambda: len(central.questions) >= 3)
        assert [question["last"] for question in central.questions] == [
            "",
            "not_registered",
            "unavailable",
        ]
        assert central.questions[2]["waited_ms"] < 10_000  # as long as one of them would have rung
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_citizen_who_gives_up_is_told_while_waiting_and_while_a_seat_rings(
    exchange: Exchange,
) -> None:
    async with server(exchange) as central, citizens(exchange) as town, seat(exchange) as here:
        waiting = town.place_call()
        await until(lambda: len(central.questions) == 1)
        waiting.cancel()
        await asyncio.wait_for(waiting.ended.wait(), 45)
        assert waiting.record.status == 487
        await until(lambda: "abandoned" in central.names(waiting.call_id))

        async def decide(_: Message) -> Message:
            return ring("1001")

        central.decide = decide
        ringing = town.place_call()
        await here.rings()
        ringing.cancel()
        await asyncio.wait_for(ringing.ended.wait(), 45)
        assert (await here.becomes(CallState.ENDED)).cause is EndCause.HUNG_UP_THERE
        await until(lambda: "abandoned" in central.names(ringing.call_id))
        assert "answered" not in central.names(ringing.call_id)


async def test_answer_that_comes_after_the_citizen_has_gone_rings_nobody(
    exchange: Exchange,
) -> None:
    gone = asyncio.Event()

    async def decide(_: Message) -> Message:
        await gone.wait()
        return ring("1001")

    async with (
        server(exchange, decide) as central,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        citizen = town.place_call()
        await until(lambda: len(central.questions) == 1)
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)
        gone.set()
        await asyncio.sleep(1)
        assert here.heard.calls == []


async def test_server_may_refuse_a_citizen_with_a_code(exchange: Exchange) -> None:
    async def decide(_: Message) -> Message:
        return {"do": "reject", "code": "603"}

    async with server(exchange, decide), citizens(exchange) as town:
        citizen = town.place_call()
        await asyncio.wait_for(citizen.ended.wait(), 45)
        assert citizen.record.status == 603


async def test_seat_dials_a_queue_and_the_server_decides_as_for_a_citizen(
    exchange: Exchange,
) -> None:
    async def decide(_: Message) -> Message:
        return ring("1002")

    async with (
        server(exchange, decide) as central,
        seat(exchange) as one,
        seat(exchange, "1002") as two,
    ):
        await one.phone.dial("q-tributi")
        ringing = await two.rings()
        question = central.questions[0]
        assert (question["from"], question["to"]) == ("1001", "q-tributi")
        assert question["from_seat"] is True
        assert ringing.queue == "tributi"
        await two.answers()
        await one.becomes(CallState.ACTIVE)
        await two.phone.hang_up(ringing.call)
        await one.becomes(CallState.ENDED)
