"""An operator's desk at a bare machine: her session, the installed console, keys and ears."""

import json
import subprocess
import time
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from tools.bare_machine.machine import OPERATOR, OPERATOR_ID, Machine, MachineFailed
from tools.services.patience import PATIENCE
from tools.services.sound_server import SoundServer
from tools.services.virtual_screen import VirtualScreen

READER = Path(__file__).with_name("screen_reader.py")
RUNTIME = f"/run/user/{OPERATOR_ID}"
SOUND = "/run/sound"  # where the sound server is seen inside
LOOK_EVERY_S = 0.3
CLOSES_S = 30.0
KEYS_LIMIT_S = 60.0
Node = dict[str, Any]  # of screen_reader
_DATA = f"/home/{OPERATOR}/.local/share/chiamaroma"


class NotSeen(Exception):
    """The window did not show in time what it should; the text says what it showed."""


class Desk:
    """A context manager: the session of a plain user. logs: where its programs' words go."""

    def __init__(
        self, machine: Machine, screen: VirtualScreen, sound: SoundServer, logs: Path, *,
        has_keyring: bool,
    ) -> None:  # fmt: skip
        self._machine, self._screen, self.sound, self._logs = machine, screen, sound, logs
        self._has_keyring = has_keyring
        self._running: list[subprocess.Popen[bytes]] = []
        self._console: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Desk":
        self._machine.run("rm", "-rf", RUNTIME)
        self._machine.run("install", "-d", "-m", "700", "-o", OPERATOR, "-g", OPERATOR, RUNTIME)
        bus = self.environment["DBUS_SESSION_BUS_ADDRESS"]
        self._start("bus", "dbus-daemon", "--session", "--nofork", f"--address={bus}")
        self._await_file("bus")
        self._start("openbox", "openbox")
        self._start("at-spi", "/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
        self._await_file("at-spi/bus*")
        if self._has_keyring:
            unlock = ("--unlock", "--components=secrets", "--foreground")
            self._start("keyring", "gnome-keyring-daemon", *unlock, given=b"portachiavi\n")
            self._await_file("keyring/control")
        return self

    def __exit__(self, *_: object) -> None:
        """End the session with all it started: its phone outlives the console."""
        self._machine.end_all_of(OPERATOR)
        for process in self._running:
            process.wait(CLOSES_S)
        self._running.clear()

    @property
    def environment(self) -> dict[str, str]:
        return {
            "DISPLAY": self._screen.name,
            "XDG_RUNTIME_DIR": RUNTIME,
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={RUNTIME}/bus",
            "PULSE_SERVER": f"unix:{SOUND}/native",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_XCB_GL_INTEGRATION": "none",
        }

    def open_console(self, *options: str) -> None:
        self._console = self._start("console", "chiamaroma", *options)

    def close_console(self) -> int:
        """Close its window as an operator does and return the exit status."""
        assert self._console is not None
        self.press("ctrl+q")
        return self._console.wait(CLOSES_S * PATIENCE)

    def type(self, text: str) -> None:
        self._as_operator("xdotool", "type", "--delay", "30", text)

    def press(self, *keys: str) -> None:
        """Press keys by their X names: "F4", "ctrl+1", "Return"."""
        self._as_operator("xdotool", "key", "--delay", "60", *keys)

    def sees(self) -> list[Node]:
        """Return what assistive technology is shown of the console now, parents first."""
        told = self._as_operator("/usr/bin/python3", "-c", READER.read_text())
        found: list[Node] = json.loads(told)
        return found

    def until(self, pattern: str, limit_s: float) -> None:
        """Look until something is called so. pattern: a name, with * for anything."""
        self._until(lambda node: fnmatchcase(node["name"], pattern), pattern, limit_s)

    def until_enabled(self, button: str, limit_s: float) -> None:
        """Look until a button with this name can be pressed."""
        self._until(lambda node: node["name"] == button and node["enabled"], button, limit_s)

    def _until(self, is_it: Callable[[Node], bool], text: str, limit_s: float) -> None:
        """Look until a node is it. Raise NotSeen, also when the console has ended."""
        deadline = time.monotonic() + limit_s * PATIENCE
        while not any(map(is_it, seen := self.sees())):
            self._console_must_run()
            if time.monotonic() > deadline:
                names = dict.fromkeys(node["name"] for node in seen if node["role"] != "list item")
                shown = " | ".join(filter(None, names))
                raise NotSeen(f"«{text}» after {limit_s:.0f} s; shown: {shown[:1500]}")
            time.sleep(LOOK_EVERY_S)

    def photograph(self, file: Path) -> None:
        """Write what the screen shows as PNG."""
        pixels = self._screen.picture().copy()
        height, width, _ = pixels.shape
        image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        file.parent.mkdir(parents=True, exist_ok=True)
        if not image.save(str(file)):
            raise OSError(f"{file} cannot be written")

    def log_of_console(self) -> str:
        """Return what the console and its phone wrote of themselves."""
        folder = self._machine.path(_DATA)
        files = sorted(folder.rglob("*.log")) if folder.exists() else []
        own = self._logs / "console.log"
        return "\n".join(one.read_text(errors="replace") for one in (own, *files) if one.exists())

    def _console_must_run(self) -> None:
        if self._console is not None and (code := self._console.poll()) is not None:
            tail = "\n".join(self.log_of_console().splitlines()[-8:])
            raise NotSeen(f"the console ended by itself with {code}: {tail}")

    def _as_operator(self, *command: str) -> str:
        return self._machine.run(
            *command, user=OPERATOR, environment=self.environment, limit_s=KEYS_LIMIT_S * PATIENCE
        )

    def _start(
        self, name: str, *command: str, given: bytes | None = None
    ) -> "subprocess.Popen[bytes]":
        process = self._machine.start(
            *command, log=self._logs / f"{name}.log", user=OPERATOR, given=given,
            environment=self.environment,
        )  # fmt: skip
        self._running.append(process)
        return process

    def _await_file(self, pattern: str) -> None:
        """Wait for a file of the session. Raise MachineFailed."""
        deadline = time.monotonic() + CLOSES_S * PATIENCE
        while not any(self._machine.path(RUNTIME).glob(pattern)):
            if time.monotonic() > deadline:
                raise MachineFailed(f"{RUNTIME}/{pattern} does not appear")
            time.sleep(0.05)
