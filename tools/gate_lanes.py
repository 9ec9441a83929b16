"""Gates side by side: as many as the computer has processors, each one's words printed whole."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

TIDY_UP_S = 30.0
LOOK_S = 0.2
MOST_LANES = 4


@dataclass(frozen=True, slots=True)
class Gate:
    """One command that must end well within limit_s."""

    name: str
    command: tuple[str, ...]
    limit_s: float = 300.0


@dataclass(frozen=True, slots=True)
class _Begun:
    gate: Gate
    process: subprocess.Popen[bytes]
    words: Path
    at: float

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.at


def lanes() -> int:
    """Return how many gates run at once: the slowest mostly wait for clocks and peers."""
    return max(1, min(MOST_LANES, os.process_cpu_count() or 1))


def run_gates(
    gates: Sequence[Gate],
    number: int,
    *,
    cwd: Path,
    folder: Path,
    environment: dict[str, str],
    say: Callable[[str], None],
) -> list[str]:
    """Run gates, number at once and in their order; return the names of those that failed.

    folder: where what they print is kept until they end, so that it is not mixed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    waiting, running, failed = list(gates), list[_Begun](), list[str]()
    try:
        while waiting or running:
            while waiting and len(running) < number:
                running.append(_begin(waiting.pop(0), cwd, folder, environment))
                say(f"== {running[-1].gate.name} begins")
            time.sleep(LOOK_S)
            for begun in [begun for begun in running if _is_over(begun)]:
                running.remove(begun)
                if not _told(begun, say):
                    failed.append(begun.gate.name)
    finally:
        for begun in running:
            _end(begun.process)
    return failed


def _begin(gate: Gate, cwd: Path, folder: Path, environment: dict[str, str]) -> _Begun:
    words = folder / f"{gate.name}.txt"
    with words.open("wb") as printed:
        process = subprocess.Popen(
            _in_keyring_session(gate.command),
            cwd=cwd,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            process_group=0,
        )
    return _Begun(gate, process, words, time.monotonic())


def _in_keyring_session(command: tuple[str, ...]) -> tuple[str, ...]:
    """Give test runs a session bus of their own, so that no test meets a person's keyring."""
    if "pytest" not in command or shutil.which("dbus-run-session") is None:
        return command
    return ("dbus-run-session", "--", *command)


def _is_over(begun: _Begun) -> bool:
    return begun.process.poll() is not None or begun.seconds > begun.gate.limit_s


def _told(begun: _Begun, say: Callable[[str], None]) -> bool:
    """Say what the gate printed and how it ended; True when well."""
    code = begun.process.poll()
    if code is None:
        _end(begun.process)
    say(f"== {begun.gate.name}")
    say(begun.words.read_text("utf-8", errors="replace").rstrip())
    word = {None: "longer than its limit", 0: "ok"}.get(code, f"FAILED ({code})")
    say(f"== {begun.gate.name}: {word}, {begun.seconds:.0f} s")
    return code == 0


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the tests, not only the session around them; let them tidy up and tell first."""
    _signal(process.pid, signal.SIGINT)
    until = time.monotonic() + TIDY_UP_S
    while time.monotonic() < until and _signal(process.pid, 0):
        process.poll()  # one that has ended counts as long as nobody asked
        time.sleep(LOOK_S)
    _signal(process.pid, signal.SIGKILL)
    process.wait()


def _signal(group: int, number: int) -> bool:
    """Send it to all of the group; return whether there is anybody left in it."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True
