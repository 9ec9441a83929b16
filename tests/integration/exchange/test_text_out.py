"""A seat calls a citizen whose device speaks real-time text, or does not, through the exchange."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from contract.wire.phone_socket import CallState
from contract.wire.text import TextAnswer, TextCallOut, TextEnded, TextOffer
from server.gateways.text.text_gateway import TextGateway, TextPortRange
from tests.integration.exchange.conftest import server, settings, started
from tests.integration.exchange.test_text import both_write, media_of
from tests.integration.phone.seat import Seat, citizens, seat
from tests.support.known import known
from tests.support.phones.wss_seat import WssSeat, wss_seat
from tests.support.servers.scripted_central import Message, ScriptedCentral
from tests.support.waiting import until
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.sip_message import SipMessage
from tools.citizens.text_peer import TextPeer
from tools.citizens.town import Town
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory, server_port: int) -> Iterator[Exchange]:
    """One that lets seats call 112."""
    chosen = dataclasses.replace(settings(server_port), emergency_numbers=("112",))
    running = started(tmp_path_factory.mktemp("text_out"), chosen)
    yield running
    running.stop()


OFFERS = 5  # of the same
CITIZEN, PLAIN = "+390612345678", "+390612345679"
STRICT, STUBBORN = "+390612345680", "+390612345681"  # they refuse text, or any call


@asynccontextmanager
async def gateway_for(exchange: Exchange, central: ScriptedCentral) -> AsyncIterator[TextGateway]:
    """The product's gateway behind the script's /text and what is below it."""
    places = TextPortRange(address=exchange.settings.address)
    gateway = TextGateway(places=places, clock=lambda: datetime.now(UTC), tell=lambda _: None)

    async def answer(path: str, message: Message) -> Message:
        if path == "ended":
            ended = msgspec.convert(message, TextEnded)
            gateway.end(call_key=ended.call, sip_id=ended.sip)
            return {}
        if path == "out":
            place = gateway.offer(msgspec.convert(message, TextCallOut))
        else:
            place = await gateway.hear_answer(msgspec.convert(message, TextAnswer))
        reply: Message = msgspec.to_builtins(place)
        return reply

    async def place(message: Message) -> Message:
        offer = msgspec.convert(message, TextOffer)
        placed: Message = msgspec.to_builtins(await gateway.place(offer))
        return placed

    central.text_out, central.place_text = answer, place
    ends = asyncio.create_task(_pass_ends_on(central, gateway))
    try:
        yield gateway
    finally:
        ends.cancel()
        gateway.close()


async def _pass_ends_on(central: ScriptedCentral, gateway: TextGateway) -> None:
    """As the server does with what the exchange tells."""
    while True:
        for event in central.heard("ended"):
            gateway.end(sip_id=event["sip"])
        await asyncio.sleep(0.02)


@asynccontextmanager
async def a_caller(exchange: Exchange) -> AsyncIterator[tuple[TextGateway, Town, Seat]]:
    async with (
        server(exchange) as central,
        gateway_for(exchange, central) as gateway,
        citizens(exchange) as town,
        seat(exchange) as here,
    ):
        town.answer_after_s = 0.1
        yield gateway, town, here


@asynccontextmanager
async def a_line(
    exchange: Exchange, number: str
) -> AsyncIterator[tuple[TextGateway, Town, WssSeat]]:
    """A seat that speaks SIP by hand, of a number no other test has; nobody answers by himself."""
    exchange.set_secret(number, f"secret-of-{number}")
    async with (
        server(exchange) as central,
        gateway_for(exchange, central) as gateway,
        citizens(exchange) as town,
        wss_seat(exchange, number) as here,
    ):
        town.answer_after_s = None
        yield gateway, town, here


async def answer_after(here: WssSeat, answer: SipMessage) -> SipMessage:
    """Return what the seat hears next of the same call."""
    number = int(answer.get("cseq").split()[0])
    return await here._answer(answer.get("call-id"), number)


async def talks(town: Town, here: Seat, number: str) -> CitizenCall:
    await here.phone.dial(number)
    citizen = await asyncio.wait_for(town.taken.get(), 45)
    await here.becomes(CallState.ACTIVE)
    await until(lambda: len(citizen.media.arrivals) > 25, what="voice")
    return citizen


async def holds(citizen: CitizenCall, here: Seat, *, goes_on: bool = False) -> str:
    """Return what her device was offered when the seat put her on hold, or resumed."""
    before = len(citizen.heard_sdp)
    change = here.phone.resume if goes_on else here.phone.hold
    await change(here.last.call)
    await here.becomes(CallState.ACTIVE if goes_on else CallState.HELD)
    await until(lambda: len(citizen.heard_sdp) > before)
    return citizen.heard_sdp[-1]


async def agreed(citizen: CitizenCall, offer: Callable[[], None]) -> None:
    """The seat takes what the citizen offers anew; a busy one is asked again, as telephones do.

    An acknowledgement that was overtaken at the exchange leaves the seat waiting for it.
    """
    for _ in range(OFFERS):
        offer()
        await until(lambda: citizen.reinvite_status, what="an answer to what she offers")
        if citizen.reinvite_status not in (491, 500):
            break
    assert citizen.reinvite_status == 200, citizen.record.steps


async def hangs_up(citizen: CitizenCall, here: Seat, gateway: TextGateway) -> None:
    citizen.hang_up()
    await until(lambda: here.call is None)
    await until(lambda: len(gateway) == 0, what="the place is free again")


async def test_a_citizen_who_is_called_and_the_operator_write_to_each_other(
    exchange: Exchange,
) -> None:
    async with a_caller(exchange) as (gateway, town, here):
        text = TextPeer(exchange.settings.trunk_address)
        town.text_of = lambda _: text
        citizen = await talks(town, here, CITIZEN)
        key = here.last.call_key
        await until(lambda: gateway.conversation(key), what="the device took the text")
        await both_write(gateway, citizen, key)
        assert media_of(citizen.heard_sdp[-1]) == ["m=audio", "m=text"]
        assert media_of(await holds(citizen, here)) == ["m=audio", "m=text"]
        await both_write(gateway, citizen, key)
        assert media_of(await holds(citizen, here, goes_on=True)) == ["m=audio", "m=text"]
        await both_write(gateway, citizen, key)
        for again in (citizen.hold, citizen.resume):
            await agreed(citizen, again)
            assert media_of(citizen.heard_sdp[-1]) == ["m=audio", "m=text"]
            await both_write(gateway, citizen, key)
        citizen.text = None  # her device has put the text away, the talk goes on
        await agreed(citizen, citizen.hold)
        assert media_of(citizen.heard_sdp[-1]) == ["m=audio"]
        await until(lambda: len(gateway) == 0)
        conversation = known(gateway.conversation(key))
        assert not conversation.is_open
        assert here.last.state is CallState.ACTIVE
        await text.stop()
        await hangs_up(citizen, here, gateway)
        log = exchange.log_of("kamailio")
        assert "Buongiorno" not in log
        assert "sorda" not in log


async def test_a_device_without_text_gets_a_voice_call(exchange: Exchange) -> None:
    async with a_caller(exchange) as (gateway, town, here):
        for ignores_text in (False, True):  # it refuses with port 0, or knows no such section
            town.ignores_text = ignores_text
            citizen = await talks(town, here, CITIZEN)
            assert media_of(citizen.heard_sdp[0]) == ["m=audio", "m=text"]
            await until(lambda: len(gateway) == 0)
            assert gateway.conversation(here.last.call_key) is None
            again = await holds(citizen, here)
            assert ("m=text 0 " in again) is not ignores_text
            assert ("m=text" in again) is not ignores_text
            await hangs_up(citizen, here, gateway)


async def test_a_transfer_ends_the_text_and_brings_it_along(exchange: Exchange) -> None:
    async with (
        a_caller(exchange) as (gateway, town, here),
        seat(exchange, "1002") as there,
    ):
        town.text_of = lambda _: TextPeer(exchange.settings.trunk_address)
        first = await talks(town, here, CITIZEN)
        first_key = here.last.call_key
        await until(lambda: gateway.conversation(first_key))
        await here.phone.transfer(here.last.call, "1002")
        call = await there.answers()
        await until(lambda: here.call is None)
        second = known(first.transferred_to)
        await both_write(gateway, second, call.call_key)
        conversation = known(gateway.conversation(first_key))
        await until(lambda: not conversation.is_open)
        await hangs_up(second, there, gateway)


async def test_a_peer_that_refuses_the_call_because_of_text_is_called_once_more_without(
    exchange: Exchange,
) -> None:
    async with a_line(exchange, "1003") as (gateway, town, here):
        town.refuses_text = "488 Not Acceptable Here"
        ringing = await here.invite(STRICT)
        assert ringing.status == 180
        citizen = await asyncio.wait_for(town.taken.get(), 45)
        assert len(town.refused_text) == 1
        assert media_of(citizen.asked_sdp) == ["m=audio"]
        for heard_from in (citizen.asked_header("from"), town.refused_text[0].get("from")):
            assert heard_from.startswith("<sip:060606@")
        await until(lambda: len(gateway) == 0)
        citizen.refuse()
        assert (await answer_after(here, ringing)).status == 486
        ringing = await here.invite(STRICT)  # remembered: not asked again
        assert ringing.status == 180
        assert len(town.refused_text) == 1


async def test_a_peer_that_takes_no_call_at_all_is_called_no_third_time(exchange: Exchange) -> None:
    async with a_line(exchange, "1004") as (gateway, town, here):
        town.refuses_text = "488 Not Acceptable Here"
        ringing = await here.invite(STUBBORN)
        (await asyncio.wait_for(town.taken.get(), 45)).refuse("488 Not Acceptable Here")
        assert (await answer_after(here, ringing)).status == 488
        assert (len(town.refused_text), town.taken.qsize(), len(gateway)) == (1, 0, 0)


async def test_a_call_that_is_not_answered_leaves_no_place_behind(exchange: Exchange) -> None:
    async with a_line(exchange, "1005") as (gateway, town, here):
        ringing = await here.invite(CITIZEN)
        assert len(gateway) == 1
        (await asyncio.wait_for(town.taken.get(), 45)).refuse()
        assert (await answer_after(here, ringing)).status == 486
        await until(lambda: len(gateway) == 0)


async def test_the_seats_own_session_never_speaks_of_text(exchange: Exchange) -> None:
    async with a_line(exchange, "1006") as (_, town, here):
        town.text_of = lambda _: TextPeer(exchange.settings.trunk_address)
        ringing = await here.invite(PLAIN)
        citizen = await asyncio.wait_for(town.taken.get(), 45)
        assert media_of(citizen.asked_sdp) == ["m=audio", "m=text"]
        citizen.accept()
        answer = await answer_after(here, ringing)
        assert answer.status == 200
        assert media_of(answer.body) == ["m=audio"]


async def test_a_call_given_up_before_the_server_has_a_place_reaches_nobody(
    exchange: Exchange,
) -> None:
    exchange.set_secret("1008", "secret-of-1008")
    async with (
        server(exchange) as central,
        citizens(exchange) as town,
        wss_seat(exchange, "1008") as here,
    ):
        asked, go_on = asyncio.Event(), asyncio.Event()

        async def hesitate(_: str, message: Message) -> Message:
            asked.set()
            await go_on.wait()
            return {"media": "m=text 9 RTP/AVP 98\r\n", "address": exchange.settings.address}

        central.text_out = hesitate
        calling = asyncio.create_task(here.invite(CITIZEN))
        await asyncio.wait_for(asked.wait(), 45)
        await here.cancel()
        assert (await calling).status == 487
        go_on.set()
        await until(lambda: central.heard("ended"))
        assert (await here.invite("4242")).status == 403  # the exchange has gone on
        assert town.calls == {}


async def test_an_emergency_call_waits_for_no_text(exchange: Exchange) -> None:
    async with a_line(exchange, "1007") as (gateway, _, here):
        assert (await here.invite("112")).status == 180
        assert len(gateway) == 0


@pytest.fixture
def impatient(tmp_path: Path, server_port: int) -> Iterator[Exchange]:
    """An exchange of its own: after a silent server it asks nobody for half a minute."""
    chosen = dataclasses.replace(settings(server_port), text_ms=(2000, 1000))
    running = started(tmp_path / "impatient", chosen)
    yield running
    running.stop()


async def test_a_silent_server_is_waited_for_once(impatient: Exchange) -> None:
    async with (
        server(impatient) as central,
        citizens(impatient) as town,
        wss_seat(impatient) as here,
    ):
        town.answer_after_s = None

        async def say_nothing(path: str, _: Message) -> Message:
            asked.append(path)
            await asyncio.sleep(60)
            return {}

        asked: list[str] = []
        central.text_out = say_nothing
        for _ in range(2):
            assert (await here.invite(PLAIN)).status == 180
        assert asked == ["out"]  # for half a minute nobody waits for it again
        assert all("m=text" not in call.asked_sdp for call in town.calls.values())
