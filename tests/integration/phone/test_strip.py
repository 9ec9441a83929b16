"""The tiny strip of the phone: there when no window answers, gone when one does, never in the way.

On a screen of its own, with a console of its own process that is stopped or killed in a call.
"""

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from contract.wire.phone_socket import SILENT_S, CallState, EndCause
from tests.integration.phone.seat import Heard, Seat, attached, citizens, seat
from tests.integration.phone.talk import assert_voice_went_on
from tests.support.known import known
from tests.support.waiting import until
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.services.exchange import Exchange
from tools.services.virtual_screen import VirtualScreen

pytestmark = pytest.mark.exchange

LIMIT_MIB = 250
TAP_MIB = 15  # what the tests' own taps and tunes take
BUTTON = {"light": "#9f1c1c", "dark": "#ffb4ae", "contrast": "#ffff00"}

# The console's window is a plain one with the keyboard; the phone's link runs on its thread.
_CONSOLE = """
import asyncio, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLineEdit
from qasync import QEventLoop
from console.runtime.task_scope import TaskScope
from console.telephony.local_phone import LocalPhone

async def main():
    window.show()
    window.activateWindow()
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
    await asyncio.sleep(120)

app = QApplication(sys.argv)
window = QLineEdit()
window.setGeometry(100, 300, 400, 40)
asyncio.run(main(), loop_factory=lambda: QEventLoop(app))
"""


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualScreen]:
    with VirtualScreen() as one:
        for name, value in one.variables.items():
            monkeypatch.setenv(name, value)
        yield one


@asynccontextmanager
async def a_console_in_a_call(
    exchange: Exchange, theme: str = "light"
) -> AsyncIterator[tuple[Seat, asyncio.subprocess.Process, CitizenCall]]:
    """The test's own client has gone: only the console is attached."""
    flags = ("--test-tones", "--theme", theme)
    async with citizens(exchange) as town, seat(exchange, flags=flags) as here:
        socket = str(here.folder / "phone.sock")
        console = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _CONSOLE, socket, stdout=asyncio.subprocess.PIPE
        )
        try:
            assert console.stdout is not None
            assert await asyncio.wait_for(console.stdout.readline(), 60) == b"attached\n"
            async with a_call(town) as citizen:  # it rings for some seconds only
                assert await asyncio.wait_for(console.stdout.readline(), 45) == b"answered\n"
                here.phone._socket = here.folder / "away"
                known(here.phone._link).close()
                await until(lambda: len(citizen.media.arrivals) > 50)
                yield here, console, citizen
        finally:
            with contextlib.suppress(ProcessLookupError):
                console.kill()
            await console.wait()


@asynccontextmanager
async def a_call(town: Town) -> AsyncIterator[CitizenCall]:
    citizen = town.place_call()
    try:
        yield citizen
    finally:
        citizen.leave()  # the exchange must not believe that the seat still talks
        await asyncio.wait_for(citizen.ended.wait(), 45)


async def appears(screen: VirtualScreen, theme: str = "light") -> None:
    await until(lambda: screen.centre_of(BUTTON[theme]), what="strip")


async def vanishes(screen: VirtualScreen, theme: str = "light") -> None:
    """On a busy machine a window that works may be silent for so long that the strip shows."""
    await until(lambda: screen.centre_of(BUTTON[theme]) is None, what="no strip")


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_frozen_window_brings_the_strip_that_hangs_up_by_mouse(
    exchange: Exchange, screen: VirtualScreen, theme: str
) -> None:
    async with a_console_in_a_call(exchange, theme) as (here, console, citizen):
        await vanishes(screen, theme)
        before, heard = screen.focus(), len(citizen.media.arrivals)
        console.send_signal(signal.SIGSTOP)
        stopped_s = time.monotonic()
        await appears(screen, theme)
        assert time.monotonic() - stopped_s > SILENT_S / 6  # its last word may be some time ago
        await until(lambda: len(citizen.media.arrivals) > heard + 150)
        assert_voice_went_on(citizen, since_s=stopped_s)
        assert screen.focus() == before
        place = known(screen.centre_of(BUTTON[theme]))
        screen.click(*place)
        await asyncio.wait_for(citizen.ended.wait(), 45)
        assert screen.focus() == before
        await vanishes(screen, theme)
        async with attached(here.folder) as phone:
            assert phone.snapshot.calls == ()


async def test_window_that_works_again_takes_the_strip_away(
    exchange: Exchange, screen: VirtualScreen
) -> None:
    async with a_console_in_a_call(exchange) as (_, console, citizen):
        console.send_signal(signal.SIGSTOP)
        await appears(screen)
        console.send_signal(signal.SIGCONT)
        await vanishes(screen)
        assert not citizen.ended.is_set()


async def test_killed_window_brings_the_strip_until_another_one_is_there(
    exchange: Exchange, screen: VirtualScreen
) -> None:
    async with a_console_in_a_call(exchange) as (here, console, citizen):
        console.kill()
        await appears(screen)
        heard = Heard()
        async with attached(here.folder, heard) as phone:
            await vanishes(screen)
            (call,) = phone.snapshot.calls
            assert call.state is CallState.ACTIVE
            await phone.hang_up(call.call)
            await until(lambda: heard.calls and heard.calls[-1].state is CallState.ENDED)
            assert heard.calls[-1].cause is EndCause.HUNG_UP_HERE
        await asyncio.wait_for(citizen.ended.wait(), 45)
        assert screen.centre_of(BUTTON["light"]) is None


async def test_nothing_is_shown_while_no_call_is_up(
    exchange: Exchange, screen: VirtualScreen
) -> None:
    async with seat(exchange, is_own=True) as here:
        here.phone._socket = here.folder / "away"
        known(here.phone._link).close()
        log = here.folder / "data" / "phone.log"
        await until(lambda: "no client's window works" in log.read_text())
        await asyncio.sleep(0.5)
        assert "strip shown" not in log.read_text()
        assert screen.centre_of(BUTTON["light"]) is None


async def test_memory_of_the_phone_with_its_strip_is_within_its_limit(
    exchange: Exchange, screen: VirtualScreen
) -> None:
    async with a_console_in_a_call(exchange) as (here, console, _):
        console.kill()
        await appears(screen)
        log = here.folder / "data" / "phone.log"
        await until(lambda: "gave back" in log.read_text())  # a few seconds after the start
        assert memory_mib(here.process.pid) <= LIMIT_MIB + TAP_MIB


def memory_mib(session: int) -> float:
    """Return the memory of a session's processes, each shared page in its share."""
    total_kib = 0
    for status in Path("/proc").glob("[0-9]*/smaps_rollup"):
        try:
            if os.getsid(int(status.parent.name)) == session:
                total_kib += int(status.read_text().split("\nPss:")[1].split()[0])
        except OSError:
            continue
    return total_kib / 1024
