"""Phone processes of the tests, and what their clients are told."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from console.runtime.task_scope import TaskScope
from console.telephony.local_phone import LocalPhone
from contract.wire.phone_socket import AudioDevice, Call, Line, Quality, Snapshot
from contract.wire.session import LineSettings
from tests.support.waiting import until

TONES = ("--test-tones",)
# An exchange that does not answer.
NOWHERE = LineSettings(
    seat="1001", wss_urls=("wss://127.0.0.1:9/sip",), realm="sede.test", secret="s"
)


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


@contextlib.asynccontextmanager
async def own_phone(
    *flags: str, network: str = ""
) -> AsyncIterator[tuple[Path, subprocess.Popen[bytes]]]:
    with phone_process(*flags, network=network) as own:
        yield own


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
