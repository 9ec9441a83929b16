"""A screen with a window manager, Orca and a keyboard; what it says and what it was told."""

import asyncio
import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tools.demo.processes import Processes
from tools.screen_reader.speaking_server import LOOK_EVERY_S, Fate, SpeakingServer, Utterance
from tools.services.patience import PATIENCE
from tools.services.virtual_screen import VirtualScreen

# Each is a Debian package, but for Xvfb's, which is xvfb, and the last two's, x11-utils.
NEEDED = ("orca", "openbox", "xdotool", "Xvfb", "xprop", "xev")
SYSTEM_PYTHON = "/usr/bin/python3"  # the distribution's pyatspi is not in our environment
LISTENER = Path(__file__).with_name("announcement_log.py")
START_LIMIT_S = 30.0
DROPPED, UNSENT = "dropped", "unsent"
LETTER_MS = 60


@dataclass(frozen=True, slots=True)
class Announcement:
    """Seen on the accessibility bus. at_s: CLOCK_MONOTONIC."""

    at_s: float
    text: str


def missing_programs() -> list[str]:
    return [name for name in NEEDED if shutil.which(name) is None]


def letters(text: str) -> str:
    """Return what is left of a text when a reader has spelt its signs in its own way."""
    return "".join(filter(str.isalnum, text.casefold()))


class ReaderSession:
    """Use as an asynchronous context manager, inside a session bus."""

    def __init__(self, folder: Path, processes: Processes, environment: dict[str, str]) -> None:
        self._folder = folder
        self._log = folder / "logs" / "announcements.log"  # of the process of this name
        self._processes = processes
        self._screen = VirtualScreen()
        self._speaking = SpeakingServer(folder / "ssip")
        self._environment = environment

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to be seen here and to be read."""
        seen = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        return self._environment | self._screen.variables | seen

    @property
    def screen(self) -> dict[str, str]:
        """What a program needs to find this screen, and no more."""
        return self._screen.variables

    @property
    def utterances(self) -> list[Utterance]:
        return self._speaking.utterances

    def announcements(self) -> list[Announcement]:
        lines = self._log.read_text().splitlines() if self._log.exists() else []
        found = [json.loads(line) for line in lines if line.startswith("{")]
        return [Announcement(at_s=one["at_s"], text=one["text"]) for one in found]

    async def __aenter__(self) -> "ReaderSession":
        self._screen.__enter__()
        await self._speaking.__aenter__()
        try:
            await self._start()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        for name in ("orca", "announcements", "openbox"):
            await asyncio.to_thread(self._processes.stop, name)
        await self._speaking.__aexit__()
        self._screen.__exit__(None, None, None)

    async def _start(self) -> None:
        home = self._folder / "reader-home"
        home.mkdir()
        own = {"HOME": str(home), "XDG_DATA_HOME": str(home), "GSETTINGS_BACKEND": "memory"}
        environment = self.environment | own | {"SPEECHD_ADDRESS": self._speaking.address}
        self._processes.start("openbox", ["openbox"], environment)
        self._processes.start("announcements", [SYSTEM_PYTHON, str(LISTENER)], environment)
        self._processes.start("orca", ["orca", "--disable", "braille"], environment)
        try:
            async with asyncio.timeout(START_LIMIT_S * PATIENCE):
                while not self.utterances:
                    await asyncio.sleep(LOOK_EVERY_S)
        except TimeoutError as error:
            raise TimeoutError(f"Orca says nothing: {self._processes.tail('orca')}") from error

    async def press(self, *keys: str) -> None:
        """Press keys as xdotool names them, once nothing is being said: a key cuts a sentence."""
        for key in keys:
            await self.silence()
            await self._xdotool("key", "--clearmodifiers", key)

    async def write(self, text: str) -> None:
        await self.silence()
        await self._xdotool("type", "--delay", str(LETTER_MS), text)

    async def silence(self) -> None:
        """Wait until nothing has been said for a moment. Raise TimeoutError."""
        await self._speaking.silence()

    def fate(self, words: str, since_s: float) -> str:
        """Return what became of a sentence with these words: a Fate, DROPPED or UNSENT.

        DROPPED: it was on the bus, and Orca did not take it up.
        """
        wanted = letters(words)
        fates = [
            one.fate
            for one in self.utterances
            if one.at_s >= since_s and wanted in letters(one.text)
        ]
        for fate in (Fate.SAID, Fate.WAITING, Fate.CUT, Fate.NEVER):
            if fate in fates:
                return fate
        sent = any(
            wanted in letters(one.text) for one in self.announcements() if one.at_s >= since_s
        )
        return DROPPED if sent else UNSENT

    async def _xdotool(self, *order: str) -> None:
        def run() -> None:
            subprocess.run(["xdotool", *order], env=self._screen.variables, check=True, timeout=60)

        await asyncio.to_thread(run)
