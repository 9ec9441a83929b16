"""What the server asks of a real exchange and its relays: calls, registrations, announcements."""

import asyncio
import dataclasses
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import numpy as np
import pytest

from contract.wire.exchange import Digit, ExchangeCall
from contract.wire.phone_socket import CallState
from server.exchange.digit_listener import DigitListener
from server.exchange.exchange_rpc import ExchangeRefused, ExchangeRpc
from server.exchange.media_relay import MediaRelays, RelayRefused, RelaySilent
from tests.integration.exchange.conftest import server, settings, started
from tests.integration.phone.seat import citizens, seat
from tests.integration.phone.talk import nothing_comes
from tests.support.phones.wss_seat import SDP, wss_seat
from tests.support.servers.scripted_central import Message, never, ring
from tests.support.waiting import until
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

CITIZEN = "+390612345678"


def rpc_of(exchange: Exchange) -> ExchangeRpc:
    return ExchangeRpc(exchange.rpc_url, key_file=exchange.key_file)


@asynccontextmanager
async def relays_of(exchange: Exchange) -> AsyncIterator[MediaRelays]:
    address = exchange.settings.address
    relays = MediaRelays(
        {("a", str(n)): (address, port) for n, port in enumerate(exchange.settings.relay_ports, 1)}
    )
    try:
        yield relays
    finally:
        relays.close()


async def until_gone(relays: MediaRelays, sip: str, relay: str) -> None:
    """The caller may hear of the end before the relay does: the exchange tells both."""
    async with asyncio.timeout(45):
        while sip in await relays.calls(relay):
            await asyncio.sleep(0.02)


async def test_calls_of_all_stages_are_listed_and_an_answered_one_can_be_ended(
    exchange: Exchange,
) -> None:
    async def decide(question: Message) -> Message:
        return ring("1001", "o5") if question["from"] == CITIZEN else await never(question)

    rpc = rpc_of(exchange)
    async with (
        server(exchange, decide) as central,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        citizen = town.place_call()
        await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        waiting = town.place_call("+390600000002")
        await until(lambda: any(q["sip"] == waiting.call_id for q in central.questions))
        calls = {call.sip: call for call in await rpc.dlg_list()}
        up, held = calls[citizen.call_id], calls[waiting.call_id]
        assert (up.seat, up.offer, up.is_answered) == ("1001", "o5", True)
        assert up.started_at is not None
        assert (held.seat, held.offer, held.is_answered) == ("", "", False)
        assert not await rpc.terminate(waiting.call_id)
        assert not await rpc.terminate("no-such-call")
        assert await rpc.terminate(citizen.call_id)
        await asyncio.wait_for(citizen.ended.wait(), 45)
        assert (await here.becomes(CallState.ENDED)).code in (0, 200)
        await until(lambda: "ended" in central.names(citizen.call_id))
        waiting.cancel()
        await asyncio.wait_for(waiting.ended.wait(), 45)
        await until(lambda: "ended" in central.names(waiting.call_id))
        # A seat whose media ended first says its own end, of a call the exchange forgot already.
        told = [event for event in central.heard("ended", citizen.call_id) if event["call"]]
        assert len(told) == 1


async def test_a_call_of_a_seat_is_listed_with_the_number_it_was_put_through_to(
    exchange: Exchange,
) -> None:
    rpc, other = rpc_of(exchange), "+390600000002"
    async with citizens(exchange) as town, wss_seat(exchange) as here:
        town.answer_after_s = None
        uri = f"sip:{CITIZEN}@{exchange.settings.realm}"
        assert (await here.ask("INVITE", uri, to=other, body=SDP)).status == 180
        (rings,) = await placed(rpc)
        assert (rings.placed_by, rings.dialled, rings.is_answered) == ("1001", CITIZEN, False)
        await here.cancel()
        town.answer_after_s = 0.0
        talk = await here.talk(CITIZEN)
        (up,) = [call for call in await placed(rpc) if call.sip == talk.call_id]
        assert (up.placed_by, up.dialled, up.is_answered) == ("1001", CITIZEN, True)
        assert (await here.within(talk, "BYE")).status == 200


async def placed(rpc: ExchangeRpc) -> list[ExchangeCall]:
    return [call for call in await rpc.dlg_list() if call.placed_by]


async def test_registered_seats_are_known(exchange: Exchange) -> None:
    rpc = rpc_of(exchange)
    async with seat(exchange), seat(exchange, "1002"):
        assert await rpc.registered_seats() == ("1001", "1002")


async def test_who_has_not_the_key_is_told_nothing_and_changes_nothing(
    exchange: Exchange, tmp_path: Path
) -> None:
    other = tmp_path / "key"
    other.write_text("another key, of the same length")
    for key_file in (None, other):
        rpc = ExchangeRpc(exchange.rpc_url, key_file=key_file)
        for command in (("htable.dump", "ha1"), ("ul.rm", "location", "1001@x"), ("core.psx",)):
            with pytest.raises(ExchangeRefused, match="another key"):
                await rpc.call(*command)
    assert (await rpc_of(exchange).known_secrets()).keys() == {"1001", "1002"}


async def test_unknown_command_is_refused_in_a_typed_way(exchange: Exchange) -> None:
    with pytest.raises(ExchangeRefused):
        await rpc_of(exchange).call("no.such.command")


async def test_announcement_takes_the_place_of_the_music_and_can_be_stopped(
    exchange: Exchange, tmp_path: Path
) -> None:
    announcement = tmp_path / "posizione.wav"
    seconds = 30  # it is stopped: a busy machine must hear it before it ends
    tone = (np.sin(np.arange(seconds * 8000) * 2 * np.pi / 8) * 12000).astype("<i2")
    with wave.open(str(announcement), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(tone.tobytes())
    async with (
        relays_of(exchange) as relays,
        server(exchange) as central,
        citizens(exchange) as town,
    ):
        citizen = town.place_call()
        await until(lambda: len(citizen.media.early) > 25)
        question = central.questions[0]
        place = question["sip"], question["from_tag"]
        length_s = await relays.play(*place, str(announcement), question["relay"])
        assert length_s == pytest.approx(seconds, abs=0.05)
        await until(lambda: np.abs(citizen.media.heard_early()[-800:]).max() > 10000)
        await relays.stop(*place, question["relay"])
        await nothing_comes(lambda: len(citizen.media.early))
        with pytest.raises(RelayRefused):
            await relays.play("no-such-call", "tag", str(announcement), question["relay"])
        with pytest.raises(RelayRefused):
            await relays.play(*place, "/no/such/file.wav", question["relay"])
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)
        await until_gone(relays, citizen.call_id, question["relay"])


async def test_music_comes_back_when_the_server_dies_during_an_announcement(
    exchange: Exchange, tmp_path: Path
) -> None:
    announcement = tmp_path / "posizione.wav"
    with wave.open(str(announcement), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(16000))
    async with (
        relays_of(exchange) as relays,
        server(exchange) as central,
        citizens(exchange) as town,
    ):
        citizen = town.place_call()
        await until(lambda: len(citizen.media.early) > 25)
        question = central.questions[0]
        place = question["sip"], question["from_tag"]
        await relays.play(*place, str(announcement), question["relay"])
        await until(lambda: np.abs(citizen.media.heard_early()[-800:]).max() < 100)
        await central.stop()
        # At once as a rule; when the exchange's HTTP client misses the cut, after its time limit.
        await until(lambda: np.abs(citizen.media.heard_early()[-800:]).max() > 200, 45)
        citizen.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_dead_relay_is_told_as_silent(own_exchange: Exchange) -> None:
    async with relays_of(own_exchange) as relays:
        await relays.ping("1")
        own_exchange.kill_relay(1)
        with pytest.raises(RelaySilent):
            await relays.ping("1")
        await relays.ping("2")
        with pytest.raises(RelaySilent):
            await relays.ping("3")


async def test_keys_a_waiting_citizen_presses_are_reported_once_each(
    tmp_path: Path, server_port: int
) -> None:
    heard: list[Digit] = []
    listener = await DigitListener.open("127.0.0.1", 0, heard.append)
    chosen = dataclasses.replace(settings(server_port), digits_address=f"127.0.0.1:{listener.port}")
    exchange = await asyncio.to_thread(started, tmp_path, chosen)
    try:
        async with server(exchange), citizens(exchange) as town:
            citizen = town.place_call()
            await until(lambda: len(citizen.media.early) > 25)
            citizen.media.press("11*0#9")
            await until(lambda: len(heard) >= 6)
            await asyncio.sleep(0.3)
            assert "".join(digit.digit for digit in heard) == "11*0#9"
            assert {digit.sip for digit in heard} == {citizen.call_id}
            assert {digit.from_tag for digit in heard} == {citizen._tag}
            citizen.cancel()
            await asyncio.wait_for(citizen.ended.wait(), 45)
    finally:
        listener.close()
        await asyncio.to_thread(exchange.stop)
