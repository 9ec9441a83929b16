"""A seat's store under power cuts: drafts and closed contacts that were acknowledged are there."""

import asyncio
import random
import secrets
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tools.benches.bench_durability import Survival, judge_left
from tools.power_cut.lossy_disk import LossyDisk

ROOT = Path(__file__).resolve().parents[3]
ALIVE_S = (0.1, 0.8)  # from the first acknowledged line to the cut
WRITER = "tools.benches.durable_writer"
# How the store synchronises is nobody's option: a planted fault changes what it takes by itself.
PLANTED = (
    "import runpy, sys; from console.store.replica import cipher;"
    " cipher.connect.__kwdefaults__['synchronous'] = sys.argv.pop(1);"
    f" runpy.run_module('{WRITER}', run_name='__main__')"
)


async def cut_seat(cuts: int, seed: int, break_: str) -> dict[str, Any]:
    luck = random.Random(f"seat-{seed}")
    survival, faults = Survival(), list[str]()
    closed: list[str] = []
    key_hex = secrets.token_hex(32)
    with tempfile.TemporaryDirectory(prefix="cut-seat-") as name:
        folder = Path(name)
        (base := folder / "0").mkdir()
        (place := folder / "seat").mkdir()
        for number in range(1, cuts + 1):
            target = folder / str(number)
            words = (str(place / "seat.replica"), key_hex, str(number * 1_000_000))
            with LossyDisk(base, place) as disk:
                if break_ == "lie":
                    disk.lie()
                said = await asyncio.to_thread(_written, disk, words, luck, target, break_)
            survival.kills += 1
            survival.acknowledged += len(said)
            await judge_left(target / "seat.replica", key_hex, said, closed, survival)
            base = target
    found = asdict(survival)
    return {"cuts": found.pop("kills"), "operations": found.pop("acknowledged"), **found,
            "faults": faults}  # fmt: skip


def _written(
    disk: LossyDisk, words: tuple[str, ...], luck: random.Random, target: Path, break_: str
) -> list[list[str]]:
    """Return what a writer was told is safe, until the current was cut."""
    command = [sys.executable, "-m", WRITER, *words]
    if break_ in ("off", "normal"):
        command = [sys.executable, "-c", PLANTED, break_.upper(), *words]
    seed, alive_s = luck.randrange(2**32), luck.uniform(*ALIVE_S)
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline()]

        def cut() -> None:
            disk.cut(seed, target)
            writer.kill()

        current = threading.Timer(alive_s, cut)
        current.start()
        said += writer.stdout.readlines()
        current.join()
    return [line.decode().split() for line in said if line.endswith(b"\n")]
