"""Begins and ends a run: its folders and keyring, what ends it early, what is said then."""

import asyncio
import fcntl
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TextIO

from tools.demo import headless_run, windowed_run
from tools.demo.arguments import FAILED_LOGS, KEPT, Options
from tools.demo.keyring_session import any_keyring, own_keyring
from tools.demo.killed_run import cleared_when_killed
from tools.demo.processes import ProcessFailed
from tools.demo.progress import Progress
from tools.demo.run_folder import RunFolder
from tools.services.exchange import ExchangeFailed

EX_UNAVAILABLE, EX_INTERRUPTED = 69, 130
TO_END = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)  # Ctrl+C, kill, a terminal that is closed


def start(options: Options) -> int:
    """Return the exit code."""
    if not options.headless and not has_screen():
        print("No screen here. Try: ./run --headless --seconds 120 --report r.json")
        return EX_UNAVAILABLE
    say = Progress()
    for number in TO_END:
        signal.signal(number, _interrupt)
    with tempfile.TemporaryDirectory(prefix="cr-", ignore_cleanup_errors=True) as name:
        short = Path(name)
        try:
            with cleared_when_killed(short):
                if options.headless:
                    return _headless(options, short, say)
                return _by_hand(short, say)
        except KeyboardInterrupt:
            say("Ended.")
            return EX_INTERRUPTED


def has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _interrupt(*_: int | FrameType | None) -> None:
    """End once and in good order: who presses Ctrl+C again would leave half of it behind."""
    for number in TO_END:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _headless(options: Options, short: Path, say: Progress) -> int:
    folder = options.keep or short / "run"
    with _logs_of_failure(folder, FAILED_LOGS):
        folder.mkdir(parents=True, exist_ok=True)
        with own_keyring(folder, short, say) as keyring:
            own = _own(short, keyring)
            return asyncio.run(headless_run.play(options, RunFolder(folder), short, own, say))


def _by_hand(short: Path, say: Progress) -> int:
    with _logs_of_failure(KEPT, KEPT / "logs"):
        KEPT.mkdir(exist_ok=True)
        with (KEPT / "running").open("w") as lock:
            if not _is_only(lock):
                print("The demo of this checkout is running already: use its windows or close it.")
                return EX_UNAVAILABLE
            with any_keyring(KEPT, short, say) as keyring:
                own = _own(short, keyring)
                return asyncio.run(windowed_run.play(RunFolder(KEPT), short, own, say))


def _is_only(lock: TextIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _own(short: Path, keyring: Mapping[str, str]) -> dict[str, str]:
    """What the processes of a run get: what they leave in a temporary folder goes with the run."""
    temporary = short / "tmp"
    temporary.mkdir()
    return {**keyring, "TMPDIR": str(temporary)}


def _cause(failure: Exception) -> str:
    """Return it in words: what the system refuses comes with the number of an error."""
    if isinstance(failure, OSError):
        where = f" ({failure.filename})" if failure.filename else ""
        return f"The demo cannot go on: {failure.strerror or failure}{where}."
    return str(failure)


@contextmanager
def _logs_of_failure(folder: Path, where: Path) -> Iterator[None]:
    """Say what did not start; its logs outlive the folder of the run."""
    try:
        yield
    except (ProcessFailed, ExchangeFailed, OSError) as failure:
        if where != folder / "logs" and (folder / "logs").exists():
            shutil.rmtree(where, ignore_errors=True)
            shutil.copytree(folder / "logs", where, dirs_exist_ok=True)
        print(f"{_cause(failure)}\nLogs: {where}", file=sys.stderr)
        raise SystemExit(EX_UNAVAILABLE) from failure
