"""Faults in the middle of a call: what lives on, and what is told."""

import asyncio
import os
import signal
import sys
import time

import pytest

from console.telephony.phone_process import PhoneProcess
from contract.wire.phone_socket import CallState, EndCause
from tests.integration.phone.seat import Heard, Seat, attached, citizens, seat
from tests.integration.phone.talk import assert_voice_went_on, comes_through
from tests.support.waiting import PATIENCE_S, until
from tools.benches.phone_process import page_pid
from tools.citizens.citizen_call import CitizenCall
from tools.services.exchange import Exchange
from tools.services.tone_pattern import share_of_frames_matching

pytestmark = pytest.mark.exchange

CITIZEN = "+390612345678"

# A console of its own process: attaches, answers the first call, says so, and stays.
_CONSOLE = """
import asyncio, sys
from pathlib import Path
from console.runtime.task_scope import TaskScope
from console.telephony.local_phone import LocalPhone

async def main():
    scope = TaskScope(lambda name, error: print(name, error))
    phone = LocalPhone(Path(sys.argv[1]), scope)
    phone.start()
    while not phone.snapshot.line.registered:
        await asyncio.sleep(0.01)
    print("attached", flush=True)
    while not phone.snapshot.calls:
        await asyncio.sleep(0.01)
    await phone.answer(phone.snapshot.calls[0].call)
    print("answered", flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


async def heard_seconds(call: CitizenCall, seconds: float) -> float:
    """Return how much of the seat's tune the citizen hears during the next seconds."""
    start = call.media.arrived
    await until(lambda: call.media.arrived >= start + seconds * 8000, seconds + PATIENCE_S)
    return share_of_frames_matching(call.media.heard()[start:], f"seat:{CITIZEN[1:]}")


async def hears_seat(call: CitizenCall, seconds: float) -> None:
    async def listen() -> float:
        return await heard_seconds(call, seconds)

    await comes_through(listen, 0.95)


async def test_killed_console_leaves_no_gap_in_the_voice_and_finds_its_call_again(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange) as here:
        socket = here.folder / "phone.sock"
        console = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _CONSOLE, str(socket), stdout=asyncio.subprocess.PIPE
        )
        assert console.stdout is not None
        assert await console.stdout.readline() == b"attached\n"
        citizen = town.place_call()  # it rings for some seconds only
        assert await console.stdout.readline() == b"answered\n"
        here.phone._socket = here.folder / "away"  # only the other console stays attached
        assert here.phone._link is not None
        here.phone._link.close()
        await until(lambda: len(citizen.media.arrivals) > 50)
        killed_s = time.monotonic()
        console.send_signal(signal.SIGKILL)
        await console.wait()
        await hears_seat(citizen, 6.5)  # longer than a phone may be alone
        heard = Heard()
        async with attached(here.folder, heard) as phone:
            (call,) = phone.snapshot.calls
            assert (call.state, call.sip_id) == (CallState.ACTIVE, citizen.call_id)
            await hears_seat(citizen, 1)
            assert_voice_went_on(citizen, since_s=killed_s)
            await phone.hang_up(call.call)
            await asyncio.wait_for(citizen.ended.wait(), 45)


async def test_crashed_engine_ends_the_call_as_lost_and_takes_the_next_one(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange, is_own=True) as here:
        citizen = town.place_call()
        await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        told = len(here.heard.lines)
        os.kill(page_pid(here.process.pid), signal.SIGKILL)
        ended = await here.becomes(CallState.ENDED)
        assert ended.cause is EndCause.PHONE_LOST
        assert here.heard.times_gone == 0
        await here.registers_anew(told)
        citizen.hang_up()
        another = town.place_call("+390611111111")
        call = await here.answers()
        assert call.call > ended.call
        await until(lambda: len(another.media.arrivals) > 50)
        await here.left_by(another)


async def test_phone_that_dies_is_told_gone_and_its_successor_registers_by_itself(
    exchange: Exchange,
) -> None:
    async with citizens(exchange) as town, seat(exchange, is_own=True) as here:
        os.killpg(here.process.pid, signal.SIGKILL)
        await until(lambda: here.heard.times_gone == 1)
        assert here.line.reason == "phone_gone"
        socket, data_dir = here.folder / "phone.sock", here.folder / "data"
        successor = PhoneProcess(socket=socket, data_dir=data_dir, extra=("--test",))
        here.phone._start_phone = successor.start
        try:
            await until(lambda: here.line.registered)
            citizen = town.place_call()
            await here.rings()  # available again, too
            citizen.cancel()
            await here.becomes(CallState.ENDED)
        finally:
            await here.phone.quit()
            assert successor._process is not None
            await asyncio.to_thread(successor._process.wait, 60)


async def test_restarted_exchange_leaves_the_voice_alone_and_the_call_can_be_ended(
    own_exchange: Exchange,
) -> None:
    async with citizens(own_exchange) as town, seat(own_exchange) as here:
        citizen = town.place_call()
        await here.answers()
        await asyncio.wait_for(citizen.answered.wait(), 45)
        began_s = time.monotonic()
        await restart(own_exchange, here, kill=True)
        await hears_seat(citizen, 2)
        assert_voice_went_on(citizen, since_s=began_s)
        citizen.hang_up()
        assert (await here.becomes(CallState.ENDED)).cause is EndCause.HUNG_UP_THERE


async def restart(exchange: Exchange, here: Seat, *, kill: bool = False) -> None:
    """Restart Kamailio as for an update, or after its death; wait until the seat is back."""
    told = len(here.heard.lines)
    exchange.stop_kamailio(kill=kill)
    exchange.start_kamailio()
    exchange.set_secret("1001", "secret-of-1001")
    await here.registers_anew(told)


async def test_dead_media_relay_is_left_for_the_other_one(own_exchange: Exchange) -> None:
    async with citizens(own_exchange) as town, seat(own_exchange) as here:
        citizen = town.place_call()
        call = await here.answers()
        await until(lambda: len(citizen.media.arrivals) > 50)
        own_exchange.kill_relay(1)
        heard = len(citizen.media.arrivals)
        await until(lambda: len(citizen.media.arrivals) > heard + 100, what="voice is back")
        await hears_seat(citizen, 2)
        await restart(own_exchange, here)
        await here.phone.hold(call.call)  # the exchange remembers which relay the call is on now
        await here.becomes(CallState.HELD)
        await here.phone.resume(call.call)
        await here.becomes(CallState.ACTIVE)
        await heard_seconds(citizen, 0.5)
        await hears_seat(citizen, 1.5)
        await here.phone.hang_up(call.call)
        await asyncio.wait_for(citizen.ended.wait(), 45)
        await here.becomes(CallState.ENDED)


async def test_exchange_without_any_media_relay_refuses_the_caller(own_exchange: Exchange) -> None:
    async with citizens(own_exchange) as town, seat(own_exchange) as here:
        own_exchange.kill_relay(1)
        own_exchange.kill_relay(2)
        citizen = town.place_call()
        await asyncio.wait_for(citizen.ended.wait(), 45)
        assert citizen.record.status >= 480
        assert here.heard.calls == []
