"""What the benches share: percentiles, processor time of this process and of others."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


def percentiles(values: Iterable[float], digits: int = 2) -> dict[str, float | None]:
    """Return p50, p95, p99 and max; None for each when nothing was measured."""
    ordered = sorted(values)
    if not ordered:
        return dict.fromkeys(("p50", "p95", "p99", "max"))
    last = len(ordered) - 1
    found = {f"p{p}": ordered[min(last, len(ordered) * p // 100)] for p in (50, 95, 99)}
    return {name: round(value, digits) for name, value in (found | {"max": ordered[-1]}).items()}


def judged(found: float, bar: float) -> dict[str, Any]:
    """Return a figure beside the most it may be."""
    return {"found": round(found, 2), "bar": bar, "is_met": found <= bar}


def cpu_s_of(pid: int) -> float:
    """Return the processor seconds a process has used, its ended children not counted."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / _TICKS_PER_S


def waited_for_processor_s() -> float:
    """How long this thread has been ready to run while others ran; 0 where no system tells it."""
    try:
        told = Path("/proc/thread-self/schedstat").read_text().split()
    except OSError:
        return 0.0
    return int(told[1]) / 1e9


@contextmanager
def busy_processes(count: int) -> Iterator[None]:
    """Keep so many processes beside this one that take all the processor time they get."""
    command = (sys.executable, "-c", "while True: pass")
    busy = [subprocess.Popen(command) for _ in range(count)]
    try:
        yield
    finally:
        for process in busy:
            process.terminate()
            process.wait()


class Stopwatch:
    """Wall and processor seconds since it was made; all threads of this process count."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    @property
    def wall_s(self) -> float:
        return time.perf_counter() - self._wall

    @property
    def cpu_s(self) -> float:
        return time.process_time() - self._cpu
