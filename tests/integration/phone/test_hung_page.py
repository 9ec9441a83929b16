"""A page that hangs, a computer that slept: what the phone repairs by itself."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from console.errors import PhoneRefused
from contract.wire.phone_socket import CallState, EndCause
from tests.integration.phone.seat import TONES, citizens, seat
from tests.integration.phone.test_survival import hears_seat
from tests.support.waiting import until
from tools.benches.phone_process import page_pid
from tools.services.exchange import Exchange

pytestmark = pytest.mark.exchange


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def has_slept(file: Path, seconds: int) -> None:
    """In one step: who looks between two would read nothing."""
    new = file.with_suffix(".new")
    new.write_text(str(seconds))
    new.replace(file)


async def test_page_that_hangs_between_calls_is_replaced(exchange: Exchange) -> None:
    async with (
        citizens(exchange) as town,
        seat(exchange, flags=(*TONES, "--test-self-test", "1")) as here,
    ):
        hung, told = page_pid(here.process.pid), len(here.heard.lines)
        os.kill(hung, signal.SIGSTOP)
        await here.registers_anew(told)
        await until(lambda: not is_running(hung))
        citizen = town.place_call()
        await here.answers()
        await until(lambda: len(citizen.media.arrivals) > 50)
        await here.left_by(citizen)


async def test_page_that_hangs_in_a_call_is_kept_until_the_call_is_to_end(
    exchange: Exchange,
) -> None:
    async with (
        citizens(exchange) as town,
        seat(exchange, flags=(*TONES, "--test-self-test", "1")) as here,
    ):
        citizen = town.place_call()
        call = await here.answers()
        hung = page_pid(here.process.pid)
        os.kill(hung, signal.SIGSTOP)
        log = here.folder / "data" / "phone.log"
        await until(lambda: "the page hangs" in log.read_text())
        assert here.call is not None
        with pytest.raises(PhoneRefused, match="engine"):
            await here.phone.hang_up(call.call)
        ended = await here.becomes(CallState.ENDED)
        assert ended.cause is EndCause.PHONE_LOST
        await until(lambda: here.line.registered)
        citizen.hang_up()


async def test_computer_that_slept_registers_anew_before_it_is_ready(
    exchange: Exchange, tmp_path: Path
) -> None:
    slept = tmp_path / "slept"
    has_slept(slept, 100)
    flags = (*TONES, "--test-sleep-file", str(slept))
    async with citizens(exchange) as town, seat(exchange, flags=flags) as here:
        has_slept(slept, 102)
        citizen = town.place_call()
        await here.answers()
        assert here.line.registered  # two seconds are a stumble
        told = len(here.heard.lines)
        has_slept(slept, 3700)
        await here.registers_anew(told)
        await hears_seat(citizen, 1.5)
        await here.left_by(citizen)
        assert here.phone.snapshot.has_microphone
        another = town.place_call("+390611111111")
        await here.answers()
        await until(lambda: len(another.media.arrivals) > 50)
        another.hang_up()
        await asyncio.wait_for(another.ended.wait(), 45)
        await here.becomes(CallState.ENDED)
