"""Transfers: what a seat may ask of the trunk, and what the trunk may bring to a seat."""

import asyncio
import dataclasses
from pathlib import Path

import pytest

from contract.wire.phone_socket import CallState
from tests.integration.exchange.conftest import server, settings, started
from tests.integration.phone.raw_sip import RawSip
from tests.integration.phone.seat import citizens, seat
from tests.integration.phone.talk import comes_to
from tests.support.servers.scripted_central import Message, never, ring
from tests.support.waiting import until
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

CITIZEN = "+390612345678"
CITY = "060606"


async def test_citizen_sent_to_a_seat_by_the_trunk_rings_there_and_the_server_is_told(
    exchange: Exchange,
) -> None:
    async with server(exchange) as central, citizens(exchange) as town, seat(exchange) as here:
        headers = ("Referred-By: <sip:1002@sede.test>",)
        citizen = town.place_call(CITIZEN, "1001", headers=headers)
        call = await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        assert call.peer == CITIZEN
        await until(lambda: {"transferred", "answered"} <= {*central.names(citizen.call_id)})
        transferred = central.heard("transferred", citizen.call_id)[0]
        assert (transferred["seat"], transferred["why"]) == ("1001", "1002")
        assert transferred["call"] == call.call_key
        assert central.questions == []
        await here.left_by(citizen)
        await until(lambda: "ended" in central.names(citizen.call_id))


async def test_call_that_replaces_another_names_it_to_the_server(exchange: Exchange) -> None:
    async def decide(_: Message) -> Message:
        return ring("1001")

    async with (
        server(exchange, decide) as central,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        first = town.place_call()
        await here.answers()
        await asyncio.wait_for(first.answered.wait(), 45)
        tags = f"to-tag={first._remote_tag};from-tag={first._tag}"
        second = town.place_call(
            "+390600000002", "1001", headers=(f"Replaces: {first.call_id};{tags}",)
        )
        await until(lambda: central.heard("transferred", second.call_id))
        assert central.heard("transferred", second.call_id)[0]["replaces"] == first.call_id
        await asyncio.wait_for(second.answered.wait(), 45)  # the seat's phone takes it over
        await asyncio.wait_for(first.ended.wait(), 45)
        second.hang_up()
        await until(lambda: here.call is None)


async def test_citizen_sent_to_a_queue_is_distributed_and_the_server_knows_by_whom(
    exchange: Exchange,
) -> None:
    async with server(exchange) as central, citizens(exchange) as town:
        headers = ("Referred-By: <sip:1002@sede.test>",)
        citizen = town.place_call(CITIZEN, "q-tributi", headers=headers)
        await until(lambda: central.questions)
        question = central.questions[0]
        assert (question["to"], question["referred_by"]) == ("q-tributi", "1002")
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_seats_and_queues_are_out_of_reach_without_a_transfer_and_from_elsewhere(
    exchange: Exchange,
) -> None:
    def ask(address: str, to: str, *headers: str) -> str:
        with RawSip(address, exchange.sip_address, "sede.test") as peer:
            peer.send(peer.request("INVITE", to, headers=headers))
            return peer.final()[:11]

    trunk, by = exchange.settings.trunk_address, "Referred-By: <sip:1002@sede.test>"
    for to in ("1001", "q-tributi"):
        assert await asyncio.to_thread(ask, trunk, to) == "SIP/2.0 404"
        assert await asyncio.to_thread(ask, "127.0.0.1", to, by) == "SIP/2.0 403"
    assert await asyncio.to_thread(ask, trunk, "2001", by) == "SIP/2.0 404"


async def transfer_answer(exchange: Exchange, to: str) -> int:
    """Let a seat in a call ask the trunk for a transfer; return the code it is told."""
    async with citizens(exchange) as town, seat(exchange) as here:
        citizen = town.place_call()
        call = await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        await here.phone.transfer(call.call, to)
        await until(lambda: here.heard.transfers)
        citizen.hang_up()
        await until(lambda: here.call is None)
        return here.heard.transfers[0][1]


async def test_trunk_that_carries_transfers_out_is_asked_and_told_allowed_targets_only(
    exchange: Exchange,
) -> None:
    async def decide(question: Message) -> Message:
        return ring("1001") if question["from"] == CITIZEN else await never(question)

    async with server(exchange, decide):
        assert await transfer_answer(exchange, "1002") < 300


async def test_trunk_that_does_not_is_never_asked(tmp_path: Path, server_port: int) -> None:
    async def decide(_: Message) -> Message:
        return ring("1001")

    chosen = dataclasses.replace(settings(server_port), trunk_refers=False)
    exchange = await asyncio.to_thread(started, tmp_path, chosen)
    try:
        async with server(exchange, decide):
            assert await transfer_answer(exchange, "1002") == 403
    finally:
        await asyncio.to_thread(exchange.stop)


async def test_citizen_follows_to_who_answered_for_the_consulted_queue(exchange: Exchange) -> None:
    async def decide(question: Message) -> Message:
        return ring("1001" if question["to"] == CITY else "1002")

    async with (
        server(exchange, decide) as central,
        citizens(exchange) as town,
        seat(exchange) as one,
        seat(exchange, "1002") as two,
    ):
        citizen = town.place_call()
        call = await one.answers()
        number = await one.phone.dial("q-tributi")
        asked = await two.answers()
        here = await comes_to(one, number, CallState.ACTIVE)
        await one.phone.transfer_to(call.call, here.call)
        await until(lambda: citizen.transferred_to)
        new = citizen.transferred_to
        assert new is not None
        await asyncio.wait_for(new.answered.wait(), 45)
        await until(lambda: two.call and two.call.replaces == asked.call)
        assert [question["to"] for question in central.questions] == [CITY, "q-tributi"]
        await until(lambda: central.heard("transferred", new.call_id))
        transferred = central.heard("transferred", new.call_id)[0]
        assert (transferred["seat"], transferred["replaces"]) == ("1002", here.sip_id)
        new.hang_up()
        await until(lambda: two.call is None)


async def test_citizen_is_not_queued_again_for_a_consultation_nobody_knows(
    exchange: Exchange,
) -> None:
    async with server(exchange) as central, citizens(exchange) as town:
        tags = "to-tag=a;from-tag=b"
        citizen = town.place_call(CITIZEN, "q-tributi", headers=(f"Replaces: none;{tags}",))
        await asyncio.wait_for(citizen.ended.wait(), 45)
        assert citizen.record.status == 480
        assert central.questions == []
