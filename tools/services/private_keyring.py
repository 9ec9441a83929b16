"""A session bus and an unlocked Secret Service of our own, whose secrets lie in a given folder."""

import os
import subprocess
import time
from pathlib import Path
from types import TracebackType

from tools.services.undisturbed import undisturbed

READY_LIMIT_S = 60.0
HOME = "keyring-home"
_OWNED = ("org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets")


class PrivateKeyring:
    """Use as a context manager, or start() and stop(); environment is what programs need."""

    def __init__(self, folder: Path, sockets: Path) -> None:
        """folder keeps the secrets for the next time; sockets is thrown away, its path is short."""
        self._home, self._runtime = folder / HOME, sockets
        self.environment: dict[str, str] = {}
        self._running: list[subprocess.Popen[str]] = []

    def __enter__(self) -> "PrivateKeyring":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> dict[str, str]:
        """Return environment. Raise OSError where there is no such program, TimeoutError."""
        for made in (self._home, self._runtime):
            made.mkdir(parents=True, exist_ok=True, mode=0o700)
        bus = (
            f"unix:path={self._runtime / 'bus'}"  # by itself it leaves one in the temporary folder
        )
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": bus}
        if "XDG_RUNTIME_DIR" not in os.environ:  # else the screen's sockets are there
            self.environment["XDG_RUNTIME_DIR"] = str(self._runtime)
        try:
            self._start("dbus-daemon", "--session", "--nofork", f"--address={bus}")
            self._wait_for("org.freedesktop.DBus.GetId")
            unlock = ("--unlock", "--components=secrets", "--foreground")
            daemon = self._start("gnome-keyring-daemon", *unlock)
            assert daemon.stdin is not None
            daemon.stdin.write("demo\n")
            daemon.stdin.close()
            self._wait_for(*_OWNED, said="boolean true")
        except BaseException:
            self.stop()
            raise
        return self.environment

    def stop(self) -> None:
        for process in reversed(self._running):
            process.kill()
            process.wait(READY_LIMIT_S)
            if process.stdin is not None:
                process.stdin.close()
        self._running.clear()

    def _start(self, *command: str) -> subprocess.Popen[str]:
        own = {"XDG_DATA_HOME": str(self._home), "XDG_RUNTIME_DIR": str(self._runtime)}
        with undisturbed():
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                text=True,
                env={**os.environ, **self.environment, **own},
                start_new_session=True,
            )
            self._running.append(process)
        return process

    def _wait_for(self, *asked: str, said: str = "") -> None:
        """Return once the bus gives this answer. Raise TimeoutError."""
        ask = ("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/")
        deadline = time.monotonic() + READY_LIMIT_S
        while time.monotonic() < deadline:
            reply = subprocess.run(
                [*ask, *asked],
                env={**os.environ, **self.environment},
                capture_output=True,
                text=True,
                timeout=READY_LIMIT_S,
                check=False,
            )
            if reply.returncode == 0 and said in reply.stdout:
                return
            time.sleep(0.05)
        raise TimeoutError("the keyring did not start")
