"""Every bench that needs no data of a customer, run once in a tree; its last line of JSON."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

LIMIT_S = 1200.0
BENCHES: dict[str, tuple[str, ...]] = {
    "startup": ("tools/benches/bench_startup.py",),
    "gui": ("tools/benches/bench_gui.py",),
    "card": ("tools/benches/bench_card.py",),
    "sync": ("tools/benches/bench_sync.py",),
    "durability": ("tools/benches/bench_durability.py",),
    "exchange": ("tools/benches/bench_exchange.py", "--calls", "200", "--seats", "30"),
    "phone": ("tools/benches/bench_phone.py", "--calls", "30"),
    "text": ("tools/benches/bench_text.py",),
    "day": ("tools/simulation/simulate_day.py", "--calls", "10000", "--seed", "1"),
}


def run(tree: Path, only: Sequence[str]) -> Iterator[str]:
    """Yield one JSON line a bench. One that fails has "failed": its last words.

    load_1: how many processes wanted the processors as it began. Times taken under load are no
    figures of the product.
    """
    for name, command in BENCHES.items():
        if not only or name in only:
            yield _line(tree, name, command)


def _line(tree: Path, name: str, command: tuple[str, ...]) -> str:
    told = {"bench": name, "command": " ".join(command), "load_1": round(os.getloadavg()[0], 1)}
    started = time.monotonic()
    try:
        done = subprocess.run(
            ("dbus-run-session", "--", sys.executable, *command),
            cwd=tree, capture_output=True, text=True, timeout=LIMIT_S, check=False,
            env={**os.environ, "PYTHONPATH": str(tree)},
        )  # fmt: skip
        last = [line for line in done.stdout.splitlines() if line.startswith("{")][-1:]
        told["failed" if done.returncode else "took_s"] = (
            done.stderr[-300:] if done.returncode else round(time.monotonic() - started, 1)
        )
        return json.dumps(told | {"result": json.loads(last[0]) if last else None})
    except subprocess.TimeoutExpired:
        return json.dumps(told | {"failed": f"longer than {LIMIT_S:.0f} s"})
