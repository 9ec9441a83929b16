"""Measures the start of the real console until the search answers. One JSON line.

  .venv/bin/python tools/benches/bench_startup.py --cards 20000 --runs 5

Two ways in, both with a full replica on disk and a real server: signing in (the person's typing is
not counted), and going on after a crash. The phone process is left out. Beside it: what an empty
Qt window with one field takes. Modules are compiled before, as the installation compiles them.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tools.benches.file_keyring import file_keyring
from tools.demo.processes import as_installed
from tools.generators.many_cards import many_cards
from tools.proofs.judges.server_under_proof import PASSWORD, server_under_proof
from tools.services.filled_server import copied_seat, fill_knowledge

ROOT = Path(__file__).resolve().parents[2]
LOGIN = "bench1"
RUN_LIMIT_S = 180.0
TYPING_WITHIN_S = 2.5  # from the start of the process to a letter in the search field

type Milestones = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cards", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    line = {"bench": "startup", "cards": options.cards, "runs": options.runs, "seed": options.seed}
    print(json.dumps(line | _measure(options.cards, options.runs, options.seed)))


def _measure(cards: int, runs: int, seed: int) -> dict[str, Any]:
    with server_under_proof("sqlite") as proof, tempfile.TemporaryDirectory() as folder:
        data_dir, keyring = Path(folder) / "seat", Path(folder) / "keyring.json"
        proof.add_account(LOGIN, "operator")
        fill_knowledge(proof, many_cards(cards, seed))
        proof.start()
        with file_keyring(keyring):
            asyncio.run(copied_seat(proof, data_dir, LOGIN))
            server = (str(data_dir), proof.server.url, str(proof.server.certificate))
            _run("tools.benches.startup_probe", *server)  # compiles, and is not counted
            resumed, empty = [], []
            for _ in range(runs):  # in turns: what disturbs one disturbs the other
                empty.append(_run("tools.benches.empty_window"))
                resumed.append(_run("tools.benches.startup_probe", *server))
            keyring.write_text(_without_tickets(keyring))
            signed_in = []
            for _ in range(runs):
                signed_in.append(_run("tools.benches.startup_probe", *server, LOGIN, PASSWORD))
                keyring.write_text(_without_tickets(keyring))
    signed_in = [_without_the_person(run) for run in signed_in]
    return {
        "resume": _medians(resumed),
        "sign_in": _medians(signed_in),
        "compared": {"empty_window": _medians(empty)},
        "typing_within_s": TYPING_WITHIN_S,
    }


def _run(module: str, *words: str) -> Milestones:
    """Return what a started process reached, in seconds from here on."""
    started = time.monotonic()
    done = subprocess.run(
        (sys.executable, "-m", module, str(started), *words),
        cwd=ROOT,
        env=as_installed({**os.environ, "QT_QPA_PLATFORM": "offscreen"}),
        capture_output=True,
        text=True,
        timeout=RUN_LIMIT_S,
        check=False,
    )
    if not done.stdout.strip():
        raise RuntimeError(f"{module} ended with {done.returncode}: {done.stderr[-2000:]}")
    reached: Milestones = json.loads(done.stdout.splitlines()[-1])
    return reached


def _without_tickets(keyring: Path) -> str:
    """Return the keyring as a sign-out leaves it: the seat's secret alone."""
    entries = json.loads(keyring.read_text())
    return json.dumps({name: text for name, text in entries.items() if "resume" not in name})


def _without_the_person(run: Milestones) -> Milestones:
    """Count from Enter what comes after Enter."""
    after = ("search_typing", "results")
    return run | {
        f"{name}_after_enter{unit}": run[name + unit] - run["entered" + unit]
        for name in after
        for unit in ("_s", "_cpu_s")
    }


def _medians(runs: Iterable[Milestones]) -> dict[str, float]:
    runs = list(runs)
    return {name: round(statistics.median(run[name] for run in runs), 3) for name in runs[0]}


if __name__ == "__main__":
    main()
