"""Calls with programs that are not ours: SIPp for signalling, baresip for signalling and voice."""

import asyncio
import contextlib
import json
import wave
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from console.telephony.softphone import CallState, EndCause
from tests.integration.phone.seat import phone_folder, seat
from tests.support.waiting import until
from tools.exchange import Exchange, free_ports
from tools.tone_pattern import Pcm, samples, share_of_frames_matching

pytestmark = pytest.mark.exchange

SCENARIOS = Path(__file__).parent / "sipp"
BARESIP_NUMBER = "390677777777"


@contextlib.asynccontextmanager
async def sipp(exchange: Exchange, scenario: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """SIPp on the trunk's address; its exit status 0 says that all went as in the scenario."""
    trunk = exchange.settings.trunk_address
    with phone_folder() as folder:
        process = await asyncio.create_subprocess_exec(
            "sipp",
            *("-sf", str(SCENARIOS / f"{scenario}.xml"), "-s", "060606", "-m", "1", "-nostdin"),
            *("-i", trunk, "-mi", trunk, "-p", str(exchange.settings.trunk_port)),
            *("-timeout", "25s", "-timeout_error"),
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


class Baresip:
    """One baresip with an account behind the trunk; says its number's tune, records the other."""

    def __init__(self, exchange: Exchange, folder: Path) -> None:
        self._folder = folder
        self._control = free_ports("127.0.0.1", 1)[0]
        settings = exchange.settings
        _write_wav(folder / "say.wav", samples(f"citizen:{BARESIP_NUMBER}", 30))
        modules = ("g711", "aufile")
        applications = ("account", "menu", "ctrl_tcp")
        lines = [
            f"sip_listen {settings.trunk_address}:{settings.trunk_port}",
            "module_path /usr/lib/baresip/modules",
            *(f"module {name}.so" for name in modules),
            *(f"module_app {name}.so" for name in applications),
            f"ctrl_tcp_listen 127.0.0.1:{self._control}",
            f"audio_source aufile,{folder}/say.wav",
            f"audio_player aufile,{folder}/heard.wav",
            f"audio_alert aufile,{folder}/alert.wav",
        ]
        (folder / "config").write_text("\n".join(lines) + "\n")
        proxy = f"sip:{exchange.sip_address[0]}:{exchange.sip_address[1]};lr"
        # It takes calls only as one who registers; the exchange refuses that, which is no matter.
        (folder / "accounts").write_text(
            f"<sip:+{BARESIP_NUMBER}@{settings.trunk_address}>;regint=3600;"
            f'audio_codecs=PCMA/8000/1;answermode=auto;outbound="{proxy}"\n'
        )
        (folder / "contacts").write_text("")

    async def start(self) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            *("baresip", "-f", str(self._folder)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(10):
            while True:
                try:
                    _, self._writer = await asyncio.open_connection("127.0.0.1", self._control)
                    return process
                except OSError:
                    await asyncio.sleep(0.05)

    def command(self, name: str, argument: str = "") -> None:
        """Send a command as a netstring."""
        text = json.dumps({"command": name, "params": argument}).encode()
        self._writer.write(b"%d:%s," % (len(text), text))

    def heard(self) -> Pcm:
        with wave.open(str(self._folder / "heard.wav")) as file:
            assert file.getframerate() == 8000
            return np.frombuffer(file.readframes(file.getnframes()), "<i2")

    def close(self) -> None:
        self._writer.close()


@contextlib.asynccontextmanager
async def baresip(exchange: Exchange) -> AsyncIterator[Baresip]:
    with phone_folder() as folder:
        peer = Baresip(exchange, folder)
        process = await peer.start()
        try:
            yield peer
        finally:
            peer.close()
            process.terminate()
            await process.wait()


def _write_wav(path: Path, pcm: Pcm) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(pcm.tobytes())


async def test_sipp_gives_up_while_it_rings(exchange: Exchange) -> None:
    async with seat(exchange) as here, sipp(exchange, "gives_up") as caller:
        call = await here.rings()
        assert (call.peer, call.peer_name) == ("+390655555555", "Prova")
        ended = await here.becomes(CallState.ENDED)
        assert ended.cause is EndCause.HUNG_UP_THERE
        assert await asyncio.wait_for(caller.wait(), 20) == 0


async def test_sipp_is_answered_and_hangs_up(exchange: Exchange) -> None:
    async with seat(exchange) as here, sipp(exchange, "calls_and_hangs_up") as caller:
        await here.answers()
        ended = await here.becomes(CallState.ENDED)
        assert ended.cause is EndCause.HUNG_UP_THERE
        assert await asyncio.wait_for(caller.wait(), 20) == 0


async def test_sipp_is_called_and_the_seat_hangs_up(exchange: Exchange) -> None:
    async with seat(exchange) as here, sipp(exchange, "is_called") as called:
        await asyncio.sleep(0.5)  # nothing tells that SIPp listens
        call = await here.phone.dial("+390655555555")
        await here.becomes(CallState.ACTIVE)
        await here.phone.hang_up(call)
        await here.becomes(CallState.ENDED)
        assert await asyncio.wait_for(called.wait(), 20) == 0


async def test_baresip_calls_and_each_end_hears_the_other(exchange: Exchange) -> None:
    async with seat(exchange) as here, baresip(exchange) as peer:
        peer.command("dial", "sip:060606@sede.test")
        call = await here.answers()
        await until(lambda: len(here.recording(call)) > 4 * 8000, 15, "four seconds heard")
        peer.command("hangup")
        ended = await here.becomes(CallState.ENDED)
        assert ended.cause is EndCause.HUNG_UP_THERE
        assert ended.peer == f"+{BARESIP_NUMBER}"
        assert share_of_frames_matching(here.recording(call), f"citizen:{BARESIP_NUMBER}") >= 0.95
        assert share_of_frames_matching(peer.heard(), f"seat:{BARESIP_NUMBER}") >= 0.95


async def test_baresip_is_called_and_each_end_hears_the_other(exchange: Exchange) -> None:
    async with seat(exchange) as here, baresip(exchange) as peer:
        call = await here.phone.dial(f"+{BARESIP_NUMBER}")
        active = await here.becomes(CallState.ACTIVE)
        await until(lambda: len(here.recording(active)) > 4 * 8000, 15, "four seconds heard")
        await here.phone.hang_up(call)
        await here.becomes(CallState.ENDED)
        assert share_of_frames_matching(here.recording(active), f"citizen:{BARESIP_NUMBER}") >= 0.95
        assert share_of_frames_matching(peer.heard(), f"seat:{BARESIP_NUMBER}") >= 0.95
