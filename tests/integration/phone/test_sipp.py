"""Calls with SIPp, which is not ours: its scenarios check the messages, its echo the voice."""

import asyncio
import contextlib
import secrets
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from contract.wire.exchange import Digit
from contract.wire.phone_socket import Call, CallState, EndCause
from server.exchange.digit_listener import DigitListener
from tests.integration.phone.conftest import exchange_settings
from tests.integration.phone.seat import Seat, phone_folder, seat
from tests.integration.phone.talk import (
    CLEAR,
    comes_through,
    comes_to,
    has_rung,
    seat_hears,
    seat_hears_all,
    seat_hears_nothing,
)
from tests.support.waiting import until
from tools.citizens.sip_message import compose
from tools.services.exchange import Exchange, free_ports
from tools.services.tone_pattern import share_of_frames_matching

pytestmark = pytest.mark.exchange

SCENARIOS = Path(__file__).parent / "sipp"
SIPP_NUMBER = "390655555555"
SIPP_TAG = "1"  # its first call's


@contextlib.asynccontextmanager
async def listening_exchange(folder: Path) -> AsyncIterator[tuple[Exchange, list[Digit]]]:
    """An exchange, and the keys that its relays heard."""
    pressed: list[Digit] = []
    listener = await DigitListener.open("127.0.0.1", 0, pressed.append)
    chosen = replace(exchange_settings(), digits_address=f"127.0.0.1:{listener.port}")
    running = Exchange(folder, chosen)
    running.start()
    try:
        running.set_secret("1001", "secret-of-1001")
        yield running, pressed
    finally:
        running.stop()
        listener.close()


@contextlib.asynccontextmanager
async def sipp(exchange: Exchange, scenario: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """SIPp on the trunk's address; its exit status 0 says that all went as in the scenario."""
    trunk = exchange.settings.trunk_address
    with phone_folder() as folder:
        process = await asyncio.create_subprocess_exec(
            "sipp",
            *("-sf", str(SCENARIOS / f"{scenario}.xml"), "-s", "060606", "-m", "1", "-nostdin"),
            *("-i", trunk, "-mi", trunk, "-p", str(exchange.settings.trunk_port)),
            *("-mp", str(free_ports(trunk, 1)[0]), "-rtp_echo"),  # says what it hears
            *("-timeout", "150s", "-timeout_error"),
            f"{exchange.sip_address[0]}:{exchange.sip_address[1]}",
            cwd=folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def sipp_listens(exchange: Exchange) -> bool:
    """Whether somebody has the trunk's port: SIPp itself says nothing."""
    address = socket.inet_aton(exchange.settings.trunk_address)[::-1].hex().upper()
    name = f" {address}:{exchange.settings.trunk_port:04X} "
    return name in Path("/proc/net/udp").read_text()


async def test_sipp_gives_up_while_it_rings(exchange: Exchange) -> None:
    async with seat(exchange) as here, sipp(exchange, "gives_up") as caller:
        call = await has_rung(here)
        assert (call.peer, call.peer_name) == ("+390655555555", "Prova")
        ended = await here.becomes(CallState.ENDED)
        assert ended.cause is EndCause.HUNG_UP_THERE
        assert await asyncio.wait_for(caller.wait(), 45) == 0


async def test_sipp_is_answered_and_hangs_up(exchange: Exchange) -> None:
    async with seat(exchange) as here, sipp(exchange, "calls_and_hangs_up") as caller:
        await here.answers()
        ended = await here.becomes(CallState.ENDED)
        assert ended.cause is EndCause.HUNG_UP_THERE
        assert await asyncio.wait_for(caller.wait(), 45) == 0


async def test_sipp_is_called_hears_and_is_heard_and_the_seat_hangs_up(exchange: Exchange) -> None:
    async with seat(exchange) as here, sipp(exchange, "is_called") as called:
        await until(lambda: sipp_listens(exchange), 45, "SIPp listens")
        number = await here.phone.dial("+390655555555")
        await echoes(here, await here.becomes(CallState.ACTIVE))
        await here.phone.hang_up(number)
        await here.becomes(CallState.ENDED)
        assert await asyncio.wait_for(called.wait(), 45) == 0


async def test_seat_gives_up_while_sipp_rings(exchange: Exchange) -> None:
    async with seat(exchange) as here, sipp(exchange, "rings_in_vain") as called:
        await until(lambda: sipp_listens(exchange), 45, "SIPp listens")
        number = await here.phone.dial("+390655555555")
        await comes_to(here, number, CallState.RINGING)
        await here.phone.hang_up(number)
        assert (await comes_to(here, number, CallState.ENDED)).cause is EndCause.HUNG_UP_HERE
        assert await asyncio.wait_for(called.wait(), 45) == 0


async def test_sipp_hears_the_seats_keys(tmp_path: Path) -> None:
    """Its echo carries them back, and the relay tells what it hears from each side."""
    async with (
        listening_exchange(tmp_path / "exchange") as (exchange, pressed),
        seat(exchange) as here,
        sipp(exchange, "is_called") as called,
    ):
        await until(lambda: sipp_listens(exchange), 45, "SIPp listens")
        number = await here.phone.dial("+390655555555")
        await here.becomes(CallState.ACTIVE)
        await here.phone.dtmf(number, "12#0*9")

        def echoed() -> str:
            return "".join(key.digit for key in pressed if key.from_tag == SIPP_TAG)

        await until(lambda: echoed() == "12#0*9", what=str(pressed))
        await here.phone.hang_up(number)
        assert await asyncio.wait_for(called.wait(), 45) == 0


async def test_sipp_holds_is_held_and_hears_and_is_heard_only_in_between(
    exchange: Exchange,
) -> None:
    async with seat(exchange) as here, sipp(exchange, "holds_and_is_held") as caller:
        call = await here.answers()
        await echoes(here, call)
        tell_sipp_to_go_on(exchange, call)
        await until(lambda: here.call and here.call.is_peer_held)
        await seat_hears_nothing(here, call)
        tell_sipp_to_go_on(exchange, call)
        await until(lambda: here.call and not here.call.is_peer_held)
        await echoes(here, call)
        await here.phone.hold(call.call)
        await seat_hears_nothing(here, call)
        await here.phone.resume(call.call)
        await echoes(here, call)
        await here.phone.mute(call.call, True)
        await seat_hears_nothing(here, call)
        await here.phone.mute(call.call, False)
        await echoes(here, call)
        await here.phone.hang_up(call.call)
        assert await asyncio.wait_for(caller.wait(), 45) == 0


def tell_sipp_to_go_on(exchange: Exchange, call: Call) -> None:
    """Say it beside the exchange: SIPp knows its call by the Call-ID alone."""
    place = exchange.settings.trunk_address, exchange.settings.trunk_port
    headers = [
        f"Via: SIP/2.0/UDP {place[0]}:9;branch=z9hG4bK{secrets.token_hex(6)}",
        f"From: <sip:test@{place[0]}>;tag=test",
        f"To: <sip:test@{place[0]}>",
        f"Call-ID: {call.sip_id}",
        "CSeq: 1 INFO",
        "Max-Forwards: 70",
    ]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.sendto(compose(f"INFO sip:test@{place[0]} SIP/2.0", headers), place)


async def echoes(here: Seat, call: Call) -> None:
    """What the seat says comes back: both directions carry its tune."""

    async def listen() -> float:
        heard = await seat_hears(here, call, 2)
        return share_of_frames_matching(heard, f"seat:{SIPP_NUMBER}")

    await comes_through(listen, CLEAR)


async def test_sipp_follows_a_blind_transfer(exchange: Exchange) -> None:
    async with (
        seat(exchange) as one,
        seat(exchange, "1002") as two,
        sipp(exchange, "is_transferred") as caller,
    ):
        call = await one.answers()
        await one.phone.transfer(call.call, "1002")
        # SIPp's script has one order: its report of the ringing, then the answer.
        await until(lambda: (call.call, 180, False) in one.heard.transfers)
        there = await two.answers()
        await comes_to(one, call.call, CallState.ENDED)
        assert one.heard.transfers[-1] == (call.call, 200, True)
        await echoes(two, there)
        await two.phone.hang_up(there.call)
        assert await asyncio.wait_for(caller.wait(), 45) == 0


async def test_sipp_takes_the_first_seats_place_in_a_consultation(exchange: Exchange) -> None:
    async with (
        seat(exchange) as one,
        seat(exchange, "1002") as two,
        sipp(exchange, "is_brought_together") as caller,
    ):
        call = await one.answers()
        consultation = await one.phone.dial("1002")
        there = await two.answers()
        await comes_to(one, consultation, CallState.ACTIVE)
        await one.phone.transfer_to(call.call, consultation)
        await until(lambda: two.call and two.call.replaces == there.call)
        assert two.call is not None
        taken = await comes_to(two, two.call.call, CallState.ACTIVE)
        await comes_to(one, call.call, CallState.ENDED)
        await echoes(two, taken)
        await two.phone.hang_up(taken.call)
        assert await asyncio.wait_for(caller.wait(), 45) == 0


async def test_sipp_is_one_of_three_who_hear_each_other(exchange: Exchange) -> None:
    async with (
        seat(exchange) as one,
        seat(exchange, "1002") as two,
        sipp(exchange, "is_held") as caller,
    ):
        call = await one.answers()
        consultation = await one.phone.dial("1002")
        there = await two.answers()
        await comes_to(one, consultation, CallState.ACTIVE)
        await one.phone.join(call.call, consultation)
        # What SIPp heard comes back to all: the first seat's tune for it, and the second seat.
        echo = (f"seat:{SIPP_NUMBER}", "seat:1001")
        await seat_hears_all(one, call, *echo)
        await seat_hears_all(two, there, "seat:1002", *echo)
        for told in (consultation, call.call):
            await one.phone.hang_up(told)
        assert await asyncio.wait_for(caller.wait(), 45) == 0
