"""A session bus and an unlocked Secret Service of our own, in a folder that is thrown away."""

import os
import subprocess
import time
from pathlib import Path
from types import TracebackType

READY_LIMIT_S = 60.0
_OWNED = ("org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets")


class PrivateKeyring:
    """Use as a context manager; environment is what programs need to find it."""

    def __init__(self, folder: Path) -> None:
        self._home, self._runtime = folder / "keyring-home", folder / "keyring-run"
        for made in (self._home, self._runtime):
            made.mkdir(parents=True, mode=0o700)
        self.environment: dict[str, str] = {}
        self._running: list[subprocess.Popen[str]] = []

    def __enter__(self) -> "PrivateKeyring":
        self.environment = {
            "XDG_DATA_HOME": str(self._home),
            "XDG_RUNTIME_DIR": str(self._runtime),
        }
        try:
            bus = self._start("dbus-daemon", "--session", "--nofork", "--print-address=1")
            assert bus.stdout is not None
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
            unlock = ("--unlock", "--components=secrets", "--foreground")
            daemon = self._start("gnome-keyring-daemon", *unlock)
            assert daemon.stdin is not None
            daemon.stdin.write("demo\n")
            daemon.stdin.close()
            self._wait()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def _start(self, *command: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **self.environment},
            start_new_session=True,
        )
        self._running.append(process)
        return process

    def _wait(self) -> None:
        """Return once somebody answers for secrets. Raise TimeoutError."""
        ask = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"]
        deadline = time.monotonic() + READY_LIMIT_S
        while time.monotonic() < deadline:
            reply = subprocess.run(
                [*ask, *_OWNED],
                env={**os.environ, **self.environment},
                capture_output=True,
                text=True,
                timeout=READY_LIMIT_S,
                check=False,
            )
            if "boolean true" in reply.stdout:
                return
            time.sleep(0.05)
        raise TimeoutError("the keyring did not start")

    def _stop(self) -> None:
        for process in reversed(self._running):
            process.kill()
            process.wait(READY_LIMIT_S)
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
        self._running.clear()
