"""Measures the same work on an empty and on a full history. One JSON line.

  .venv/bin/python -m tools.benches.years --engine sqlite --scale 0.05
  .venv/bin/python -m tools.benches.years --full sqlite:////tmp/years.db --scale 1

Both take turns, so that whoever else uses the computer costs both the same.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from typing import Any

from server.store.migrations import migrate
from tools.benches.measured import judged, percentiles
from tools.benches.years.day_work import DayWork
from tools.generators.five_years.filled import calls_of, fill_city
from tools.services.private_postgresql import PrivatePostgresql

BAR = 1.3
WARMING = 10


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--full", default="", help="URL of five years on this engine; else made")
    parser.add_argument("--scale", type=float, default=0.05, help="of what is made")
    parser.add_argument("--times", type=int, default=200, help="how often each is done")
    options = parser.parse_args()
    with _cities(options.engine, options.full, options.scale) as (empty, full):
        found = _measured(empty, full, options.times)
    line = {"bench": "years", "engine": options.engine, "scale": options.scale}
    print(json.dumps(line | {"times": options.times} | found))
    return 0


@contextmanager
def _cities(engine: str, full: str, scale: float) -> Iterator[tuple[DayWork, DayWork]]:
    """Yield the work on a young and on an old city."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chiamaroma-years-")))
        if engine == "sqlite":
            young, old = (f"sqlite:///{folder / name}.db" for name in ("young", "old"))
        else:
            server = PrivatePostgresql().start()
            stack.callback(server.stop)
            young, old = (server.create(name) for name in ("young", "old"))
        _make(young, scale, is_young=True)
        if full:
            migrate(full)
        else:
            _make(old, scale, is_young=False)
        urls = (young, full or old)
        empty_city, full_city = (stack.enter_context(closing(DayWork(url))) for url in urls)
        yield empty_city, full_city


def _make(url: str, scale: float, *, is_young: bool) -> None:
    migrate(url)
    now, calls = datetime.now(UTC), calls_of(url)
    fill_city(url, calls=calls, scale=scale, seed=1, now=now, is_young=is_young)


def _measured(empty: DayWork, full: DayWork, times: int) -> dict[str, Any]:
    cities = {"empty": empty, "full": full}
    found = {name: {city: Cost() for city in cities} for name in empty.actions}
    for number in range(-WARMING, times):
        for city, work in cities.items():
            work.note_processes()
            for name, action in work.actions.items():
                cost = found[name][city] if number >= 0 else Cost()
                cost.measure(work, action)
    return {name: _compared(costs["empty"], costs["full"]) for name, costs in found.items()}


class Cost:
    """Of one action, each time it was done."""

    def __init__(self) -> None:
        self.wall_ms: list[float] = []
        self.cpu_ms: list[float] = []

    def measure(self, work: DayWork, action: Callable[[], None]) -> None:
        began_s, used_s = time.perf_counter(), time.process_time() + work.server_cpu_s()
        action()
        self.wall_ms.append((time.perf_counter() - began_s) * 1000)
        self.cpu_ms.append((time.process_time() + work.server_cpu_s() - used_s) * 1000)

    @property
    def figures(self) -> dict[str, float | None]:
        return percentiles(self.wall_ms) | {"cpu_ms_each": round(fmean(self.cpu_ms), 3)}


def _compared(empty: Cost, full: Cost) -> dict[str, Any]:
    ratio = fmean(full.cpu_ms) / max(fmean(empty.cpu_ms), 1e-9)
    p99 = (full.figures["p99"] or 0) / max(empty.figures["p99"] or 0, 1e-9)
    told = {"p99_full_to_empty": round(p99, 2), "cpu_full_to_empty": judged(ratio, BAR)}
    return {"empty": empty.figures, "full": full.figures} | told


if __name__ == "__main__":
    raise SystemExit(main())
