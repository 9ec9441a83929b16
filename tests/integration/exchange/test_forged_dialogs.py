"""What a seat that has registered writes as if in a call leads nowhere it may not call."""

import asyncio
import dataclasses
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from server.exchange.media_relay import MediaRelays
from tests.integration.exchange.conftest import server, settings, started
from tests.integration.phone.seat import citizens
from tests.support.phones.wss_seat import SDP, Dialog, WssSeat, wss_seat
from tests.support.waiting import until
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.hostile.sip_peer import UdpPeer
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange

CITIZEN = "+390612345678"
DEAR = {
    "+39899123456": "Premium Number",
    "+88216123456": "Satellite Number",
    "+442071234567": "Foreign Number",
    "00442071234567": "Foreign Number",
}
METHODS = ("INVITE", "UPDATE", "BYE", "INFO", "NOTIFY", "PRACK", "REFER", "OPTIONS")
REFUSED = (GONE := "SIP/2.0 481 No Such Call", "SIP/2.0 403 Number Not Allowed")


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory, server_port: int) -> Iterator[Exchange]:
    """One that lets a seat dial often."""
    chosen = dataclasses.replace(settings(server_port), dials_a_minute=1000)
    running = started(tmp_path_factory.mktemp("forged"), chosen)
    yield running
    running.stop()


@asynccontextmanager
async def registered(exchange: Exchange, number: str = "1001") -> AsyncIterator[WssSeat]:
    async with wss_seat(exchange, number) as here:
        assert await here.register() == 200
        yield here


async def in_a_call(here: WssSeat, town: Town) -> tuple[Dialog, CitizenCall]:
    dialog = await here.talk(CITIZEN)
    return dialog, town.calls[dialog.call_id]


async def hang_up(here: WssSeat, dialog: Dialog, citizen: CitizenCall) -> None:
    assert (await here.within(dialog, "BYE")).status == 200
    await asyncio.wait_for(citizen.ended.wait(), 45)


def trunk_of(exchange: Exchange) -> str:
    return f"{exchange.settings.trunk_address}:{exchange.settings.trunk_port}"


async def test_seat_cannot_ask_within_a_call_that_was_never_placed(exchange: Exchange) -> None:
    async with citizens(exchange) as town, registered(exchange) as here:
        for method in METHODS:
            for number in (CITIZEN, *DEAR, "112"):
                body = SDP if method == "INVITE" else ""
                answer = await here.within(here.forged(number), method, body=body)
                assert answer.start == GONE, (method, number)
        assert town.calls == {}


async def test_seat_in_a_call_is_led_to_no_other_host(exchange: Exchange) -> None:
    elsewhere = exchange.settings.address.rpartition(".")[0] + ".77"
    host = exchange.settings.realm
    with UdpPeer(elsewhere, exchange.sip_address, host) as bystander:
        async with citizens(exchange) as town, registered(exchange) as here:
            dialog, citizen = await in_a_call(here, town)
            there, trunk = bystander.here, trunk_of(exchange)
            alias = f"alias={elsewhere}~{bystander.port}~1"
            by_way = dataclasses.replace(dialog, routes=(*dialog.routes, f"<sip:{there};lr>"))
            wrong = [(dialog, f"sip:anyone@{there}"), (by_way, "")]
            wrong += [(dialog, f"sip:x@{trunk};{y}") for y in (f"maddr={elsewhere}", alias)]
            for method in sorted(METHODS, key="BYE".__eq__):  # a call is over whose end is asked
                for asked, uri in wrong:
                    body = SDP if method == "INVITE" else ""
                    answer = await here.within(asked, method, uri, body=body)
                    assert answer.start in REFUSED, (method, uri)
            assert not bystander.hear()
            citizen.hang_up()


async def test_seat_in_a_call_reaches_no_number_it_may_not_dial(exchange: Exchange) -> None:
    async with citizens(exchange) as town, registered(exchange) as here:
        dialog, citizen = await in_a_call(here, town)
        for number, reason in DEAR.items():
            uri = f"sip:{number}@{trunk_of(exchange)}"
            answer = await here.within(dialog, "INVITE", uri, body=SDP)
            assert answer.start == f"SIP/2.0 403 {reason}"
        assert (await here.within(dialog, "INVITE", body=SDP)).status == 200
        assert len(town.calls) == 1
        await hang_up(here, dialog, citizen)


async def test_foreign_citizen_is_held_although_nobody_may_call_abroad(exchange: Exchange) -> None:
    """Whoever called calls itself by its own number: that is no call to it."""
    async with citizens(exchange) as town, registered(exchange) as here:
        town.answer_after_s = None
        calling = asyncio.create_task(here.talk(CITIZEN))
        citizen = await asyncio.wait_for(town.taken.get(), 45)
        citizen._contact = f"sip:+442071234567@{trunk_of(exchange)}"
        citizen.accept()
        dialog = await asyncio.wait_for(calling, 45)
        assert dialog.target == citizen._contact
        assert (await here.within(dialog, "INVITE", body=SDP)).status == 200
        await hang_up(here, dialog, citizen)


async def test_seat_that_knows_the_name_of_a_call_cannot_end_it_or_move_its_voice(
    exchange: Exchange,
) -> None:
    chosen = exchange.settings
    relays = MediaRelays({("a", "1"): (chosen.address, chosen.relay_ports[0])})
    async with (
        server(exchange) as central,
        citizens(exchange) as town,
        registered(exchange) as here,
        registered(exchange, "1002") as other,
    ):
        dialog, citizen = await in_a_call(here, town)
        for marks in (("a", "b"), (other._tag, "b")):
            forged = dialog.with_marks(*marks)
            assert (await other.within(forged, "BYE")).start == GONE
            moved = await other.within(forged, "INVITE", headers=("X-Media: anew",), body=SDP)
            assert moved.start == GONE
        assert citizen.call_id in await relays.calls("1")
        assert central.heard("ended", citizen.call_id) == []
        await hang_up(here, dialog, citizen)
        await until(lambda: central.heard("ended", citizen.call_id))
    relays.close()


async def test_call_that_rings_is_given_up_only_over_the_line_it_was_placed_from(
    exchange: Exchange,
) -> None:
    async with (
        citizens(exchange) as town,
        registered(exchange) as here,
        registered(exchange, "1002") as other,
    ):
        town.answer_after_s = None
        assert (await here.invite(CITIZEN)).status == 180
        (citizen,) = town.calls.values()
        assert (await other.cancel_call_of(here)).start == GONE
        assert not citizen.ended.is_set()
        await here.cancel()
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_call_is_spoken_in_only_by_its_own_seats_each_by_its_own_name(
    exchange: Exchange,
) -> None:
    """Whoever was consulted in a call may know all its marks."""
    async with (
        citizens(exchange) as town,
        registered(exchange) as here,
        registered(exchange, "1002") as other,
    ):
        dialog, citizen = await in_a_call(here, town)
        named = re.sub("sip:[^@]*@", "sip:1002@", dialog.local)
        renamed = dataclasses.replace(dialog, local=named)
        for method in sorted(METHODS, key="BYE".__eq__):
            body = SDP if method == "INVITE" else ""
            for sender, asked in ((other, dialog), (other, renamed), (here, renamed)):
                answer = await sender.within(asked, method, body=body)
                assert answer.start == GONE, (method, sender.number)
        assert not citizen.ended.is_set()
        await hang_up(here, dialog, citizen)
