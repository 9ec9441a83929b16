"""Citizens who call through SIPp, with voice; their own log tells what became of each."""

import asyncio
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.call_centre.house import House
from tools.citizens.a_law import encode
from tools.services.exchange import free_ports

SCENARIO = Path(__file__).with_name("sipp") / "citizen.xml"
CLOSE_S = 20.0
MEDIA_FIRST, MEDIA_STEP = 2_000, 2_000  # below the ports that are handed out as free


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """calls citizens at a rate per second, each waiting patience_s and talking talk_s."""

    calls: int
    rate: float
    patience_s: float = 3600.0
    talk_s: float = 5.0
    number: str = "060606"


@dataclass(slots=True)
class Caller:
    """Times are seconds since 1970; None: it did not happen."""

    call_id: str
    offered_s: float | None = None
    answered_s: float | None = None
    abandoned_s: float | None = None
    refused_s: float | None = None
    dropped_s: float | None = None
    ended_s: float | None = None

    @property
    def is_lost(self) -> bool:
        """Return whether nobody can say what became of the citizen."""
        return self.answered_s is self.abandoned_s is self.refused_s is None


class Crowd:
    """start() the groups at once; finish() waits until all have gone; callers() tells of each."""

    def __init__(self, house: House, folder: Path, groups: Sequence[Group]) -> None:
        self._house = house
        self._folder = folder
        self._groups = groups
        self._running: list[asyncio.subprocess.Process] = []

    async def start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        voice = self._folder / "voice.alaw"
        times = np.arange(8000) / 8000
        voice.write_bytes(encode((np.sin(times * 2 * np.pi * 500) * 8000).astype("<i2")))
        for number, group in enumerate(self._groups):
            self._running.append(await self._launch(number, group, voice))

    async def finish(self, timeout_s: float) -> None:
        """Wait for the last citizen; after timeout_s whoever is left is ended."""
        try:
            async with asyncio.timeout(timeout_s):
                await asyncio.gather(*(process.wait() for process in self._running))
        except TimeoutError:
            await self.stop()

    async def stop(self) -> None:
        for process in self._running:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self._running:
            try:
                async with asyncio.timeout(CLOSE_S):
                    await process.wait()
            except TimeoutError:
                os.killpg(process.pid, signal.SIGKILL)
                await process.wait()

    @property
    def is_over(self) -> bool:
        return all(process.returncode is not None for process in self._running)

    def callers(self) -> dict[str, Caller]:
        """Return what is known now of everybody who has called, by Call-ID."""
        found: dict[str, Caller] = {}
        for path in sorted(self._folder.glob("*/citizens.log")):
            for what, call_id, at_s in _lines(path):
                caller = found.setdefault(call_id, Caller(call_id))
                setattr(caller, f"{what}_s", at_s)
        return found

    async def _launch(self, number: int, group: Group, voice: Path) -> asyncio.subprocess.Process:
        folder = self._folder / str(number)
        folder.mkdir(exist_ok=True)
        scenario = SCENARIO.read_text()
        for word, value in (
            ("PATIENCE", f"{group.patience_s * 1000:.0f}"),
            ("TALK", f"{group.talk_s * 1000:.0f}"),
            ("VOICE", str(voice)),
        ):
            scenario = scenario.replace(word, value)
        (folder / "citizen.xml").write_text(scenario)
        return await asyncio.create_subprocess_exec(
            *self._command(number, group),
            cwd=folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )

    def _command(self, number: int, group: Group) -> list[str]:
        address, port = self._house.exchange.sip_address
        trunk = self._house.trunk
        media = MEDIA_FIRST + number * MEDIA_STEP
        every = max(1, round(1 / group.rate * 1000)) if group.rate < 1 else 1000
        rate = 1 if group.rate < 1 else round(group.rate)
        return [
            *("sipp", f"{address}:{port}", "-sf", "citizen.xml", "-s", group.number),
            *("-i", trunk, "-p", str(free_ports(trunk, 1)[0]), "-mi", trunk),
            *("-min_rtp_port", str(media), "-max_rtp_port", str(media + MEDIA_STEP - 2)),
            *("-m", str(group.calls), "-l", str(group.calls), "-r", str(rate), "-rp", str(every)),
            *("-trace_logs", "-log_file", "citizens.log", "-nostdin", "-trace_err"),
        ]


def _lines(path: Path) -> Iterator[tuple[str, str, float]]:
    """Yield what, Call-ID and time of each whole line."""
    for line in path.read_text(errors="replace").splitlines():
        words = line.split()
        if len(words) == 4:
            yield words[0], words[1], float(words[2]) + float(words[3]) / 1e6
