"""The benches of two commits in turn, pair by pair, and the ratio of what they cost."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

# Each commit has its own list of benches and its own paths to them.
ONE_BENCH = """
import sys
from pathlib import Path
from tools.figures import bench_lines
for line in bench_lines.run(Path("."), sys.argv[1:]):
    print(line)
"""


def run(old: Path, new: Path, *, only: Sequence[str], pairs: int) -> Iterator[dict[str, Any]]:
    """Yield a record for each bench of only: its figures of CPU, of memory and of time.

    A figure has the median of both commits and of the ratio new / old of each pair, and the least
    and the greatest ratio: with seven pairs these enclose the true median in 98 of 100 cases.
    """
    for name in only:
        taken: list[tuple[dict[str, float], dict[str, float]]] = []
        loads = [round(os.getloadavg()[0], 1)]
        for number in range(pairs):
            # In turns: whichever is second finds a warmer cache and a hotter processor.
            order = (old, new) if number % 2 == 0 else (new, old)
            figures = {tree: _figures(tree, name) for tree in order}
            taken.append((figures[old], figures[new]))
            loads.append(round(os.getloadavg()[0], 1))
        yield {"bench": name, "pairs": pairs, "loads_1": loads, "figures": _compared(taken)}


def _figures(tree: Path, name: str) -> dict[str, float]:
    done = subprocess.run(
        (sys.executable, "-c", ONE_BENCH, name),
        cwd=tree, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(tree)},
    )  # fmt: skip
    record = json.loads(done.stdout)
    if "failed" in record:
        raise SystemExit(f"{name} failed in {tree}: {record['failed']}")
    return dict(_numbers(record["result"]))


def _numbers(result: Any, path: str = "") -> Iterator[tuple[str, float]]:
    """Yield each number with the names that lead to it, joined by dots."""
    if isinstance(result, dict):
        for name, value in result.items():
            yield from _numbers(value, f"{path}.{name}" if path else name)
    elif isinstance(result, int | float) and not isinstance(result, bool):
        yield path, float(result)


def _compared(
    taken: Sequence[tuple[dict[str, float], dict[str, float]]],
) -> dict[str, dict[str, float]]:
    shared = [name for name in taken[0][0] if all(name in one for pair in taken for one in pair)]
    return {name: _compare([(old[name], new[name]) for old, new in taken]) for name in shared}


def _compare(values: Sequence[tuple[float, float]]) -> dict[str, float]:
    medians = {
        side: statistics.median(pair[place] for pair in values)
        for place, side in enumerate(("old", "new"))
    }
    ratios = [new / old for old, new in values if old]
    if not ratios:
        return medians
    return medians | {
        "ratio": round(statistics.median(ratios), 3),
        "least": round(min(ratios), 3),
        "greatest": round(max(ratios), 3),
    }
