"""A phone process under measurement: its start and end, its processor, its memory, its page."""

import asyncio
import contextlib
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.benches.measured import cpu_s_of

WINDOWS = 5  # of a processor figure: the median forgives a moment when others were busy
_SPIN = 500_000
_DRAWS = "Compositor"


@contextlib.contextmanager
def phone_process(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A phone process of its own session, ended with all of its engine."""
    command = [sys.executable, "-m", "phone", "--socket", str(folder / "phone.sock")]
    process = subprocess.Popen(
        [*command, "--data-dir", str(folder / "data"), "--test"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        for sent in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(process.pid, sent)
                process.wait(5)


async def load(pid: int, seconds: float) -> dict[str, Any]:
    """Processor in percent of one core, and proportional memory, of all processes of the phone.

    The processor in windows of so many seconds: the median, and all of them. The memory shrinks
    where other processes use the same libraries, another phone above all.
    """
    processes = _processes(pid)
    shares = [await _share(processes, seconds) for _ in range(WINDOWS)]
    return {
        "cpu_pct": round(statistics.median(shares), 1),
        "cpu_pct_windows": [round(share, 1) for share in shares],
        "pss_mib": round(sum(map(_pss_mib, processes)), 1),
    }


def reference_ms() -> float:
    """Return the processor time of a fixed piece of work, for comparing figures of two machines.

    The same machine is slower where another guest of its host keeps the core's other half busy.
    """
    began = time.process_time()
    total = 0
    for number in range(_SPIN):
        total += number * number
    return round((time.process_time() - began) * 1000, 1)


def page_pid(pid: int) -> int:
    """Return the process that runs the page of the phone process pid.

    Chromium forks it from a zygote and gives it no name. With the sandbox on another zygote is
    forked likewise: only the page has a thread that draws. Raise ValueError unless there is one.
    """
    (page,) = (one for one in _processes(pid) if _DRAWS in _threads(one))
    return page


def _threads(pid: int) -> set[str]:
    """Return the names of the threads of a process, none of one that has ended."""
    names = set[str]()
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        with contextlib.suppress(OSError):
            names.add((thread / "comm").read_text().strip())
    return names


async def _share(processes: list[int], seconds: float) -> float:
    before, began = sum(map(cpu_s_of, processes)), time.monotonic()
    await asyncio.sleep(seconds)
    used = sum(map(cpu_s_of, processes)) - before
    return used / (time.monotonic() - began) * 100


def _processes(pid: int) -> list[int]:
    found = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    return [one for one in found if _session(one) == pid]


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return 0


def _pss_mib(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
