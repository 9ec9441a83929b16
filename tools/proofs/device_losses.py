"""The headset is pulled out in a call and put back: the call goes on, and finds it again."""

import asyncio
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from console.runtime.task_scope import TaskScope
from console.telephony.local_phone import LocalPhone
from contract.wire.phone_socket import CallState
from tools.citizens.citizen_call import CitizenCall
from tools.citizens.town import Town
from tools.demo.citizens import MAIN_NUMBER, demo_number, voice_of
from tools.demo.stage import LEVEL_ONE_SEAT, own_addresses
from tools.proofs.judges.figures import highest
from tools.proofs.seats.killed_seat import end_phone
from tools.services.exchange import Exchange, ExchangeSettings, free_ports
from tools.services.sound_server import SoundServer
from tools.services.tone_pattern import samples, share_of_frames_matching

HEADSET, SPEAKER = "cuffia", "cassa"
LABEL = "Cuffia Alfa"
MOUTH = "seat:operatore"
SECRET = "secret"
LISTEN_S = 1.0
REACTION_S = 1.5  # the phone looks, moves the voice, and whoever listens here begins to

# The phone's own periods, from where it has them.
PAGE = Path(__file__).parents[2] / "phone" / "page" / "devices.js"
LINES = re.findall(r"^const (\w+)_MS = (\d+);", PAGE.read_text(), re.MULTILINE)
PERIODS_S = {name: int(ms) / 1000 for name, ms in LINES}
FALLBACK_LIMIT_S = PERIODS_S["POLL_IN_USE"] + REACTION_S  # told, and the call goes on elsewhere
# Until the headset is used again. It rests from its loss: a second of listening at the least lies
# between that and its return. After a blink that second is still to come.
RETURN_LIMIT_S = PERIODS_S["REST"] - LISTEN_S + REACTION_S
BLINK_LIMIT_S = PERIODS_S["POLL_IN_USE"] + PERIODS_S["REST"] + REACTION_S
LISTENS = 6  # at most, until it is heard clearly
HEARD_SHARE = 0.8  # of the frames listened to
HEARD_LEVEL = 1000


@dataclass(slots=True)
class Tally:
    losses: int = 0
    dropped: int = 0
    told_s: list[float] = field(default_factory=list)
    back_s: list[float] = field(default_factory=list)  # until voice is in the headset again
    blink_s: list[float] = field(default_factory=list)  # the same, where it was back at once
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Call:
    sound: SoundServer
    phone: LocalPhone
    citizen: CitizenCall


async def prove(*, losses: int = 20, blinks: int = 10, patience: float = 1.0) -> Any:
    """Pull the headset out so many times in one call; no other microphone is there meanwhile.

    blinks: how many times more it goes and comes before anybody looks.
    patience: how many times longer than it may take, on a machine that does other work too.
    """
    tally = Tally()
    with SoundServer() as sound:
        sound.plug_headset(HEADSET, LABEL)
        sound.plug_speaker(SPEAKER, "Cassa")
        async with a_call(sound) as call:
            await _is_loud_soon(call, HEADSET, tally)
            await _hears(call, HEADSET, tally)
            for lose in [_lose] * losses + [_blink] * blinks:
                await lose(call, tally)
                if call.citizen.ended.is_set() or not call.phone.snapshot.calls:
                    tally.dropped += 1
                    break
            await _ends(call, tally)
    late = [s for s in tally.told_s if s > FALLBACK_LIMIT_S * patience]
    late += [s for s in tally.back_s if s > RETURN_LIMIT_S * patience]
    late += [s for s in tally.blink_s if s > BLINK_LIMIT_S * patience]
    return {
        "losses": tally.losses,
        "dropped": tally.dropped,
        "told_s_max": highest(tally.told_s),
        "back_s_max": highest(tally.back_s),
        "blink_s_max": highest(tally.blink_s),
        "gap_s_max": round(call.citizen.media.longest_gap_s(), 2),
        "too_late": len(late),
        "faults": tally.faults,
    }


@asynccontextmanager
async def a_call(sound: SoundServer) -> AsyncIterator[Call]:
    """Yield a call that is spoken through the headset; exchange and phone are its own."""
    with tempfile.TemporaryDirectory(prefix="dl-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        exchange = Exchange(folder / "exchange", _settings())
        exchange.start()
        process = _start_phone(folder, sound)
        scope = TaskScope(lambda task, error: print(task, error, file=sys.stderr))
        town = Town(
            address=exchange.settings.trunk_address,
            port=exchange.settings.trunk_port,
            exchange=exchange.sip_address,
            realm=exchange.settings.realm,
            voice_of=voice_of,
        )
        try:
            await town.open()
            phone = await _seat(folder, exchange, scope)
            citizen = town.place_call(demo_number(1), MAIN_NUMBER)
            await _becomes(phone, CallState.INCOMING)
            await phone.answer(phone.snapshot.calls[0].call)
            await _becomes(phone, CallState.ACTIVE)
            yield Call(sound, phone, citizen)
        finally:
            await scope.close()
            await town.close()
            end_phone(process.pid)
            process.wait()
            exchange.stop()


def _settings() -> ExchangeSettings:
    address, trunk_address = own_addresses()
    ports = free_ports(address, 6)
    return ExchangeSettings(
        address=address,
        trunk_address=trunk_address,
        trunk_port=free_ports(trunk_address, 1)[0],
        sip_port=ports[0],
        wss_port=ports[1],
        relay_ports=(ports[2], ports[3]),
        cli_ports=(ports[4], ports[5]),
        rpc_port=free_ports("127.0.0.1", 1)[0],
        hunt=(LEVEL_ONE_SEAT,),
    )


def _start_phone(folder: Path, sound: SoundServer) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "phone", "--socket", str(folder / "s")]
    command += ["--data-dir", str(folder / "data"), "--test", "--test-no-device"]
    with (folder / "engine.log").open("wb") as log:
        return subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            env={**os.environ, **sound.variables, "QT_QPA_PLATFORM": "offscreen"},
            start_new_session=True,
        )


async def _seat(folder: Path, exchange: Exchange, scope: TaskScope) -> LocalPhone:
    exchange.set_secret(LEVEL_ONE_SEAT, SECRET)
    phone = LocalPhone(folder / "s", scope)
    phone.start()
    await _until(lambda: phone.snapshot.line.reason != "phone_gone", 60, "a phone")
    await phone.set_line(exchange.line_of(LEVEL_ONE_SEAT, SECRET), "")
    await phone.set_available(True)
    await _until(lambda: phone.snapshot.line.registered, 60, "the registration")
    await _until(lambda: phone.snapshot.devices, 60, "the devices")
    known = {one.kind: one.id for one in phone.snapshot.devices if one.label == LABEL}
    await phone.audio.use_devices(
        headset_in=known["input"],
        headset_out=known["output"],
        ring="",
        headset_in_label=LABEL,
        headset_out_label=LABEL,
    )
    return phone


async def _lose(call: Call, tally: Tally) -> None:
    pulled_s = time.monotonic()
    call.sound.unplug(HEADSET)
    tally.losses += 1
    await _until(lambda: not call.phone.snapshot.has_microphone, 40, "told that it is gone")
    tally.told_s.append(time.monotonic() - pulled_s)
    before = len(call.citizen.media.arrivals)
    await _hears(call, SPEAKER, tally)
    for _ in range(LISTENS):
        if len(call.citizen.media.arrivals) >= before + 0.8 * LISTEN_S * 50:
            break
        await asyncio.sleep(LISTEN_S)
    else:
        tally.faults.append(f"loss {tally.losses}: nothing is sent without a microphone")
    put_back_s = time.monotonic()
    call.sound.plug_headset(HEADSET, LABEL)
    await _is_loud_soon(call, HEADSET, tally)
    tally.back_s.append(time.monotonic() - put_back_s)
    await _hears(call, HEADSET, tally)
    await _is_heard(call, tally)


async def _blink(call: Call, tally: Tally) -> None:
    """It is told to nobody that the headset went; the sound system moved the voice elsewhere."""
    call.sound.unplug(HEADSET)
    tally.losses += 1
    call.sound.plug_headset(HEADSET, LABEL)
    put_back_s = time.monotonic()
    await _is_loud_soon(call, HEADSET, tally)
    tally.blink_s.append(time.monotonic() - put_back_s)
    await _hears(call, HEADSET, tally)
    await _is_heard(call, tally)


async def _hears(call: Call, device: str, tally: Tally) -> None:
    """The citizen's tune must come out of device; a device just plugged in stutters at first."""
    share = 0.0
    for _ in range(LISTENS):
        heard = await asyncio.to_thread(call.sound.listen, f"{device}.monitor", LISTEN_S)
        share = share_of_frames_matching(heard, f"citizen:{call.citizen.number.lstrip('+')}")
        if share >= HEARD_SHARE:
            return
    tally.faults.append(f"loss {tally.losses}: {share:.2f} of the citizen at {device}")


async def _is_heard(call: Call, tally: Tally) -> None:
    """What is said into the headset must reach the citizen."""
    voice = call.sound.say(f"{HEADSET}_lips", samples(MOUTH, 1.6), seconds=60)
    share = 0.0
    try:
        for _ in range(LISTENS):
            await asyncio.sleep(0.5)
            start = len(call.citizen.media.heard())
            await asyncio.sleep(LISTEN_S)
            share = share_of_frames_matching(call.citizen.media.heard()[start:], MOUTH)
            if share >= HEARD_SHARE:
                break
    finally:
        voice.kill()
        voice.wait()
    if share < HEARD_SHARE:
        tally.faults.append(f"loss {tally.losses}: the citizen hears {share:.2f} of the operator")


async def _is_loud_soon(call: Call, device: str, tally: Tally) -> None:
    deadline_s = time.monotonic() + 4 * RETURN_LIMIT_S
    while time.monotonic() < deadline_s:
        heard = await asyncio.to_thread(call.sound.listen, f"{device}.monitor", 0.3)
        if len(heard) and int(np.abs(heard).max()) > HEARD_LEVEL:
            return
    tally.faults.append(f"loss {tally.losses}: {device} stays silent")


async def _ends(call: Call, tally: Tally) -> None:
    if tally.dropped:
        return
    await call.phone.hang_up(call.phone.snapshot.calls[0].call)
    try:
        await asyncio.wait_for(call.citizen.ended.wait(), 60)
    except TimeoutError:
        tally.faults.append("the call does not end")


async def _becomes(phone: LocalPhone, state: CallState) -> None:
    def is_so() -> bool:
        return any(call.state is state for call in phone.snapshot.calls)

    await _until(is_so, 40, state)


async def _until(is_so: Callable[[], Any], limit_s: float, what: str) -> None:
    try:
        async with asyncio.timeout(limit_s):
            while not is_so():
                await asyncio.sleep(0.02)
    except TimeoutError as error:
        raise RuntimeError(f"no {what}") from error
