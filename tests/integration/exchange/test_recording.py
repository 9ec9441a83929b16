"""A real media relay writes what is said, and nothing while it is masked."""

import asyncio
import contextlib
import dataclasses
import subprocess
from pathlib import Path

import pytest

from tests.integration.exchange.conftest import server, settings, started
from tests.integration.exchange.test_control import relays_of, until_gone
from tests.integration.phone.seat import citizens, seat
from tests.support.servers.scripted_central import Message, ring
from tests.support.waiting import patience, until

pytestmark = pytest.mark.exchange


def written(folder: Path) -> int:
    size = 0
    for file in folder.rglob("*.pcap"):
        with contextlib.suppress(FileNotFoundError):  # it was put away meanwhile
            size += file.stat().st_size
    return size


async def grows(folder: Path) -> int:
    """Wait until two more blocks are written; return how much there is."""
    before = written(folder)
    await until(lambda: written(folder) >= before + 8192, what="voice in the recording")
    return written(folder)


async def stands_still(folder: Path) -> bool:
    """Return whether nothing is written any more; on a busy machine some was under way."""
    is_patient = patience()
    while is_patient():
        before = written(folder)
        await asyncio.sleep(0.8)  # several blocks of voice
        if written(folder) == before:
            return True
    return False


def keep(exchange_folder: Path) -> None:
    """Do what systemd does when a part is closed."""
    subprocess.run(["sh", str(exchange_folder / "keep-recordings.sh")], check=True, timeout=30)


async def test_voice_is_written_from_start_to_stop_and_none_while_masked(
    tmp_path: Path, server_port: int
) -> None:
    async def decide(question: Message) -> Message:
        return ring("1001", "o1")

    folder = tmp_path / "recordings"
    folder.mkdir()
    chosen = dataclasses.replace(settings(server_port), recording_dir=str(folder))
    exchange = await asyncio.to_thread(started, tmp_path / "exchange", chosen)
    try:
        async with (
            relays_of(exchange) as relays,
            server(exchange, decide) as central,
            citizens(exchange) as town,
            seat(exchange) as here,
        ):
            citizen = town.place_call()
            await here.answers()
            await asyncio.wait_for(citizen.answered.wait(), 45)
            place = citizen.call_id, central.questions[0]["relay"]
            assert await stands_still(folder), "nobody has asked for a recording"
            await relays.start_recording(*place, note="call-1")
            await relays.start_recording(*place, note="call-1")
            await grows(folder)
            await relays.mask(*place)
            await relays.mask(*place)
            assert await stands_still(folder)
            keep(exchange.folder)
            first = written(folder)
            await relays.start_recording(*place)
            assert await grows(folder) > first, "the first part is kept"
            await relays.stop_recording(*place)
            assert await stands_still(folder)
            keep(exchange.folder)
            assert len(list((folder / "parts").glob("*.pcap"))) == 2
            await relays.start_recording(*place)
            await grows(folder)
            citizen.hang_up()
            await asyncio.wait_for(citizen.ended.wait(), 45)
            await until(lambda: any((folder / "metadata").glob("*.txt")))
            await relays.ping(place[1])
            await until_gone(relays, *place)
    finally:
        await asyncio.to_thread(exchange.stop)
