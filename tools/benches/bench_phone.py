"""Measures a phone process against a real exchange on loopback. One JSON line.

  .venv/bin/python tools/benches/bench_phone.py --calls 30

From its start until it is registered, memory and processor idle and in a call, a command to answer
until the first sound at the citizen, a citizen's call until the event at the socket, a killed page
until the loss is told and the line is back. No console and no central server take part.
"""

import argparse
import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from console.runtime.task_scope import TaskScope
from console.telephony.local_phone import LocalPhone
from contract.wire.phone_socket import CallState
from tools.benches.measured import percentiles
from tools.benches.phone_process import WINDOWS, load, page_pid, phone_process, reference_ms
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.services.exchange import Exchange, ExchangeSettings, free_ports
from tools.services.tone_pattern import samples

SEAT = "1001"
SECRET = "secret-of-the-bench"  # of an exchange on loopback
CITIZEN = "+390612345678"
LIMIT_S = 20.0
SETTLED_S = 5.0  # what the start alone used was given back by then


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=30)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument(
        "--watch", type=float, default=4.0, help=f"seconds of each of {WINDOWS} CPU windows"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bp-") as folder:
        exchange = Exchange(Path(folder) / "exchange", _settings())
        exchange.start()
        try:
            exchange.set_secret(SEAT, SECRET)
            print(json.dumps(asyncio.run(_measure(exchange, Path(folder), options))))
        finally:
            exchange.stop()


async def _measure(exchange: Exchange, folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    registered_ms = [await _registered_ms(exchange, folder) for _ in range(options.starts)]
    with phone_process(folder) as process:
        async with _attached(exchange, folder) as phone, _town(exchange) as town:
            await asyncio.sleep(SETTLED_S)
            idle = await load(process.pid, options.watch)
            calls = [await _one_call(phone, town) for _ in range(options.calls)]
            citizen = await _talking(phone, town)
            in_call = await load(process.pid, options.watch)
            await _end(phone, citizen)
            crash = await _crash(phone, town, process.pid)
    return {
        "bench": "phone",
        "calls": options.calls,
        "registered_ms": percentiles(registered_ms, 0),
        "ring_event_ms": percentiles((call["ring_ms"] for call in calls), 1),
        "answer_ok_ms": percentiles((call["ok_ms"] for call in calls), 1),
        "answer_audio_ms": percentiles((call["audio_ms"] for call in calls), 1),
        "idle": idle,
        "in_call": in_call,
        "page_killed": crash,
        "reference_ms": reference_ms(),
        "load_average": round(os.getloadavg()[0], 1),
    }


async def _registered_ms(exchange: Exchange, folder: Path) -> float:
    began = time.monotonic()
    with phone_process(folder):
        async with _attached(exchange, folder):
            return (time.monotonic() - began) * 1000


async def _one_call(phone: LocalPhone, town: Town) -> dict[str, float]:
    """Straight to the seat, as a transferred citizen: no music precedes the first sound."""
    citizen = _calls(town)
    await _until(lambda: phone.snapshot.calls, "ring")
    call = phone.snapshot.calls[0]
    asked = time.monotonic()
    await phone.answer(call.call)
    await _until(lambda: citizen.media.arrivals, "first sound")
    assert citizen.record.answered_s is not None
    figures = {
        "ring_ms": (call.started_mono_s - citizen.record.invited_s) * 1000,
        "ok_ms": (citizen.record.answered_s - asked) * 1000,
        "audio_ms": (citizen.media.arrivals[0][0] - asked) * 1000,
    }
    await _until(lambda: phone.snapshot.calls[0].state is CallState.ACTIVE, "active")
    await _end(phone, citizen)
    return figures


def _calls(town: Town) -> CitizenCall:
    return town.place_call(CITIZEN, SEAT, headers=("Referred-By: <sip:1002@sede.test>",))


async def _talking(phone: LocalPhone, town: Town) -> CitizenCall:
    citizen = _calls(town)
    await _until(lambda: phone.snapshot.calls, "ring")
    await phone.answer(phone.snapshot.calls[0].call)
    await _until(lambda: len(citizen.media.arrivals) > 50, "voice")
    return citizen


async def _end(phone: LocalPhone, citizen: CitizenCall) -> None:
    citizen.hang_up()
    await citizen.stop_media()
    await _until(lambda: not phone.snapshot.calls, "end")


async def _crash(phone: LocalPhone, town: Town, pid: int) -> dict[str, float]:
    """Kill the page in a call: how soon it is told, and how soon the line is back."""
    citizen = await _talking(phone, town)
    killed = time.monotonic()
    os.kill(page_pid(pid), signal.SIGKILL)
    await _until(lambda: not phone.snapshot.calls, "loss told")
    told = time.monotonic()
    await _until(lambda: phone.snapshot.line.registered, "registered again")
    back = time.monotonic()
    citizen.hang_up()
    return {"told_ms": round((told - killed) * 1000), "back_ms": round((back - killed) * 1000)}


@contextlib.asynccontextmanager
async def _attached(exchange: Exchange, folder: Path) -> AsyncIterator[LocalPhone]:
    """A phone that is registered."""
    scope = TaskScope(lambda name, error: print(name, repr(error), file=sys.stderr))
    phone = LocalPhone(folder / "phone.sock", scope)
    phone.start()
    try:
        await _until(lambda: phone.snapshot.line.reason == "not_set", "attached")
        await phone.set_line(exchange.line_of(SEAT, SECRET), "")
        await phone.set_available(True)
        await _until(lambda: phone.snapshot.line.registered, "registered")
        yield phone
    finally:
        await scope.close()


@contextlib.asynccontextmanager
async def _town(exchange: Exchange) -> AsyncIterator[Town]:
    settings = exchange.settings
    town = await Town(
        address=settings.trunk_address,
        port=settings.trunk_port,
        exchange=exchange.sip_address,
        realm=settings.realm,
        voice_of=lambda number: samples(f"citizen:{number.lstrip('+')}", 1.6),
    ).open()
    try:
        yield town
    finally:
        await town.close()


async def _until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + LIMIT_S
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(f"did not happen within {LIMIT_S} s: {what}")
        await asyncio.sleep(0.001)


def _settings() -> ExchangeSettings:
    """An address of its own for each run, so that two runs do not meet."""
    net = f"127.{50 + os.getpid() % 200}.{os.getpid() // 200 % 250}"
    ports = free_ports(f"{net}.70", 6)
    return ExchangeSettings(
        address=f"{net}.70",
        trunk_address=f"{net}.71",
        trunk_port=free_ports(f"{net}.71", 1)[0],
        sip_port=ports[0],
        wss_port=ports[1],
        relay_ports=(ports[2], ports[3]),
        cli_ports=(ports[4], ports[5]),
        rpc_port=free_ports("127.0.0.1", 1)[0],
        hunt=(SEAT,),
    )


if __name__ == "__main__":
    main()
