"""Child processes of a run: each with a log file, ended by pid, the last started first."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tools.services.patience import PATIENCE
from tools.services.undisturbed import undisturbed

STOP_LIMIT_S = 30.0
BYTECODE = Path(__file__).resolve().parents[2] / "build" / "bytecode"


class ProcessFailed(Exception):
    """A part of the demo did not start or died; the text says which, and the end of its log."""


def as_installed(environment: Mapping[str, str]) -> dict[str, str]:
    """Return it so that modules are compiled once, as those of the installed product are.

    Where the environment forbids byte code, each start would take a second for that.
    """
    kept = dict(environment)
    if kept.pop("PYTHONDONTWRITEBYTECODE", ""):
        kept.setdefault("PYTHONPYCACHEPREFIX", str(BYTECODE))
    return kept


class Processes:
    def __init__(self, logs: Path, environment: Mapping[str, str] | None = None) -> None:
        """environment: what all of them get beside this process's own."""
        self._logs = logs
        self._environment = dict(environment or {})
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        logs.mkdir(parents=True, exist_ok=True)

    def start(
        self, name: str, command: Sequence[str], environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        with (self._logs / f"{name}.log").open("ab") as log, undisturbed():
            self._running[name] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=as_installed({**os.environ, **self._environment, **(environment or {})}),
                start_new_session=True,
            )
        return self._running[name]

    def run(self, name: str, command: Sequence[str], given: str, limit_s: float) -> str:
        """Return what a command prints that ends by itself. Raise ProcessFailed."""
        pipe = subprocess.PIPE
        environment = as_installed(os.environ)
        with undisturbed():
            process = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment
            )
            self._running[name] = process
        try:
            said, wrong = process.communicate(given.encode(), limit_s)
        finally:
            self.stop(name)
        if process.returncode != 0:
            raise ProcessFailed(f"{name}: {(wrong.strip() or said).decode(errors='replace')}")
        return said.decode()

    def pid(self, name: str) -> int:
        return self._running[name].pid

    def died(self) -> list[str]:
        """Return the names of the processes that ended by themselves with a fault."""
        return [name for name, process in self._running.items() if process.poll() not in (None, 0)]

    def is_running(self, name: str) -> bool:
        return name in self._running and self._running[name].poll() is None

    def wait(self, name: str, limit_s: float) -> None:
        """Wait until it ends by itself. Raise ProcessFailed when it does not, or ends badly."""
        try:
            code = self._running[name].wait(limit_s * PATIENCE)
        except subprocess.TimeoutExpired as error:
            raise ProcessFailed(f"{name} did not end: {self.tail(name)}") from error
        if code != 0:
            raise ProcessFailed(f"{name} ended with {code}: {self.tail(name)}")

    def tail(self, name: str, lines: int = 15) -> str:
        text = (self._logs / f"{name}.log").read_text(errors="replace")
        return "\n".join(text.splitlines()[-lines:])

    def wait_for_file(self, name: str, path: Path, limit_s: float, what: str) -> str:
        """Return the text a process writes. Raise ProcessFailed, at once when it has ended."""

        def ended() -> str:
            process = self._running.get(name)
            code = process.poll() if process is not None else "a stop"
            return "" if code is None else f"{name} ended with {code}: {self.tail(name)}"

        return wait_for_file(path, limit_s, what, ended)

    def stop(self, name: str) -> None:
        process = self._running.pop(name, None)
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(STOP_LIMIT_S)

    def kill(self, name: str) -> None:
        """End it as a crash would."""
        process = self._running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait(STOP_LIMIT_S)

    def stop_all(self) -> None:
        for name in reversed(list(self._running)):
            self.stop(name)


def wait_for_file(
    path: Path, limit_s: float, what: str, given_up: Callable[[], str] = lambda: ""
) -> str:
    """Return the text of path once it is there and not empty. Raise ProcessFailed.

    given_up: why it will never be there; "" as long as it may.
    """
    limit_s *= PATIENCE
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        if path.exists() and (text := path.read_text().strip()):
            return text
        if why := given_up():
            raise ProcessFailed(why)
        time.sleep(0.02)
    raise ProcessFailed(f"{what} did not appear within {limit_s:.0f} s")
