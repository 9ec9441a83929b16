"""A seat as the tests see it: a real phone process, attached, with everything it was told."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from console.runtime.task_scope import TaskScope
from console.telephony.local_phone import LocalPhone
from console.telephony.softphone import AudioDevice, Call, CallState, Line, Quality, Snapshot
from tests.support.waiting import PATIENCE_S, until
from tools.citizens.town import Town
from tools.exchange import Exchange
from tools.tone_pattern import Pcm, samples

TONES = ("--test-tones",)


@dataclass
class Heard:
    """A listener that keeps all it is told."""

    snapshots: list[Snapshot] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    digits: str = ""
    qualities: list[Quality] = field(default_factory=list)
    devices: tuple[AudioDevice, ...] = ()
    has_microphone: bool | None = None
    transfers: list[tuple[int, int, bool]] = field(default_factory=list)
    levels: list[tuple[float, float]] = field(default_factory=list)
    headset_keys: str = ""
    messages: list[bool] = field(default_factory=list)
    times_gone: int = 0

    def on_snapshot(self, snapshot: Snapshot) -> None:
        self.snapshots.append(snapshot)

    def on_line(self, line: Line) -> None:
        self.lines.append(line)

    def on_call(self, call: Call) -> None:
        self.calls.append(call)

    def on_dtmf(self, call: int, digit: str) -> None:
        self.digits += digit

    def on_quality(self, quality: Quality) -> None:
        self.qualities.append(quality)

    def on_devices(self, devices: tuple[AudioDevice, ...], has_microphone: bool) -> None:
        self.devices, self.has_microphone = devices, has_microphone

    def on_transfer(self, call: int, code: int, final: bool) -> None:
        self.transfers.append((call, code, final))

    def on_levels(self, microphone: float, heard: float) -> None:
        self.levels.append((microphone, heard))

    def on_headset(self, keys: str) -> None:
        self.headset_keys = keys

    def on_message(self, on: bool) -> None:
        self.messages.append(on)

    def on_gone(self) -> None:
        self.times_gone += 1


@dataclass
class Seat:
    number: str
    phone: LocalPhone
    heard: Heard
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def line(self) -> Line:
        return self.phone.snapshot.line

    @property
    def call(self) -> Call | None:
        """The call that is up."""
        return self.phone.snapshot.calls[0] if self.phone.snapshot.calls else None

    @property
    def last(self) -> Call:
        """The last thing told of any call."""
        return self.heard.calls[-1]

    async def rings(self, timeout_s: float = PATIENCE_S) -> Call:
        await until(lambda: self.call and self.call.state is CallState.INCOMING, timeout_s, "ring")
        assert self.call is not None
        return self.call

    async def becomes(self, state: CallState, timeout_s: float = PATIENCE_S) -> Call:
        await until(lambda: self.heard.calls and self.last.state is state, timeout_s, state)
        return self.last

    async def answers(self) -> Call:
        call = await self.rings()
        await self.phone.answer(call.call)
        return await self.becomes(CallState.ACTIVE)

    async def registers_anew(self, since: int, timeout_s: float = PATIENCE_S) -> None:
        """Since so many things were told of the line it was lost, however shortly, and is back."""
        lines = self.heard.lines
        await until(
            lambda: any(not line.registered for line in lines[since:]), timeout_s, "line is lost"
        )
        await until(lambda: self.line.registered, timeout_s, "line is back")

    def recording(self, call: Call) -> Pcm:
        """What this seat heard in call so far, 8 kHz."""
        for note in (self.folder / "tap").glob("*.json"):
            if json.loads(note.read_bytes())["sip_id"] == call.sip_id:
                return np.fromfile(note.with_suffix(".raw"), "<i2")
        return np.zeros(0, np.int16)


def start_process(folder: Path, *flags: str, network: str = "") -> subprocess.Popen[bytes]:
    """network: the name of the network namespace it lives in; "" for the test's own."""
    tied = ["setpriv", "--pdeathsig", "TERM"]  # a killed test run leaves no phone behind
    inside = ["nsenter", f"--net=/run/netns/{network}"] if network else []
    command = [
        *inside,
        *tied,
        sys.executable,
        "-m",
        "phone",
        "--socket",
        str(folder / "phone.sock"),
    ]
    options = ["--data-dir", str(folder / "data"), "--test", "--tap-dir", str(folder / "tap")]
    folder.mkdir(exist_ok=True)
    with (folder / "engine.log").open("ab") as log:
        return subprocess.Popen(
            [*command, *options, *flags], stdout=log, stderr=log, start_new_session=True
        )


@contextlib.contextmanager
def phone_folder() -> Iterator[Path]:
    """A folder with a short name: the path of a Unix socket holds 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="ph-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextlib.contextmanager
def phone_process(*flags: str, network: str = "") -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    with phone_folder() as folder:
        process = start_process(folder, *flags, network=network)
        try:
            yield folder, process
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a phone process and its engine: the group is its own."""
    for sent in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(process.pid, sent)
            process.wait(5)


@contextlib.asynccontextmanager
async def attached(folder: Path, heard: Heard | None = None) -> AsyncIterator[LocalPhone]:
    crashes: list[str] = []
    scope = TaskScope(lambda name, error: crashes.append(f"{name}: {error!r}"))
    phone = LocalPhone(folder / "phone.sock", scope)
    if heard is not None:
        phone.listen(heard)
    phone.start()
    try:
        await until(lambda: phone.snapshot.line.reason != "phone_gone", what="attached")
        yield phone
    finally:
        await scope.close()
    assert crashes == []


@contextlib.asynccontextmanager
async def seat(
    exchange: Exchange,
    number: str = "1001",
    *,
    flags: tuple[str, ...] = TONES,
    secret: str = "",
    ca_pem: str = "",
    wss_urls: tuple[str, ...] = (),
    is_ready: bool = True,
    network: str = "",
) -> AsyncIterator[Seat]:
    """A phone that is registered and available; with is_ready False, only told its line.

    wss_urls are tried before the exchange's own.
    """
    with phone_process(*flags, network=network) as (folder, process):
        heard = Heard()
        async with attached(folder, heard) as phone:
            await phone.set_line(
                seat=number,
                wss_urls=(*wss_urls, exchange.wss_url),
                realm=exchange.settings.realm,
                secret=secret or f"secret-of-{number}",
                ca_pem=ca_pem or exchange.ca_pem,
                display_name=f"Sportello {number}",
            )
            if is_ready:
                await phone.set_available(True)
                await registered(phone, folder)
            yield Seat(number, phone, heard, folder, process)


async def registered(phone: LocalPhone, folder: Path) -> None:
    try:
        await until(lambda: phone.snapshot.line.registered)
    except AssertionError as error:
        log = (folder / "data" / "phone.log").read_text()
        raise AssertionError(f"not registered: {phone.snapshot.line}\n{log}") from error


@contextlib.asynccontextmanager
async def citizens(exchange: Exchange) -> AsyncIterator[Town]:
    town = await Town(
        address=exchange.settings.trunk_address,
        port=exchange.settings.trunk_port,
        exchange=exchange.sip_address,
        realm=exchange.settings.realm,
        voice_of=lambda number: samples(f"citizen:{number.lstrip('+')}", 1.6),
    ).open()
    try:
        yield town
    finally:
        await town.close()
