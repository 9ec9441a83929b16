"""Each program started in a wrong way: it ends at once, with its status and one sentence.

The programs are real, and so is what is wrong: an account without rights, a full disk, a held lock.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.proofs.judges.wrong_start_list import WRONG_STARTS
from tools.proofs.judges.wrong_start_makers import ROOT, Setting, WrongStart

LIMIT_S = 300.0  # of one start on a busy machine
# Root may do what others may not: without these it meets the same refusals.
RIGHTS = "-dac_override,-dac_read_search,-fowner"
FULL_DISK = (
    'mount -t tmpfs -o size=64k none "$0" && { cat /dev/zero >"$0/filler" 2>/dev/null; exec "$@"; }'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    status: int
    said: tuple[str, ...]  # lines on stderr


def can_fill_a_disk() -> bool:
    """Return whether this account may make a small disk that only its own processes see."""
    probe = ["unshare", "--user", "--map-root-user", "--mount", "true"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def play(start: WrongStart, folder: Path) -> Played:
    """Make in folder what is wrong, start the program and wait for its end."""
    for name in ("home", "tmp", "data"):
        (folder / name).mkdir()
    setting = Setting(folder=folder)
    command = start.make(setting)
    try:
        done = subprocess.run(
            _as_it_should(command, start, folder),
            cwd=start.cwd or ROOT,
            env=_environment(folder, setting.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
    finally:
        setting.undo.close()
    return Played(status=done.returncode, said=tuple(done.stderr.splitlines()))


def faults_of(start: WrongStart, played: Played) -> list[str]:
    """Return what is wrong with how the program ended."""
    faults = []
    if played.status != start.status:
        faults.append(f"status {played.status} instead of {start.status}")
    if len(played.said) != 1:
        faults.append(f"{len(played.said)} lines instead of one")
    if not any(start.says in line for line in played.said):
        faults.append(f"does not say: {start.says}")
    return faults


def _as_it_should(command: Sequence[str], start: WrongStart, folder: Path) -> list[str]:
    drop = [_found("setpriv"), f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}"]
    begun = [*drop, *command] if os.geteuid() == 0 else list(command)
    if not start.on_full_disk:
        return begun
    apart = [_found("unshare"), "--user", "--map-root-user", "--mount", "sh", "-c", FULL_DISK]
    return [*apart, str(folder / "data"), *command]


def _found(program: str) -> str:
    """Return its path: that of a start may lead elsewhere."""
    return shutil.which(program) or program


def _environment(folder: Path, more: Mapping[str, str]) -> dict[str, str]:
    """Return that of an account of its own, without a screen."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "LANG": "C.UTF-8",
        **more,
    }


async def prove(*, only: str = "") -> dict[str, Any]:
    """Play all, or the one whose name is given, and print a table of what was said."""
    faults: list[str] = []
    left_out: list[str] = []
    chosen = [start for start in WRONG_STARTS if only in ("", start.name)]
    for start in chosen:
        if start.on_full_disk and not can_fill_a_disk():
            left_out.append(start.name)
            continue
        folder = Path(tempfile.mkdtemp(prefix="chiamaroma-wrong-"))
        try:
            played = await asyncio.to_thread(play, start, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        found = faults_of(start, played)
        faults += [f"{start.name}: {fault}" for fault in found]
        told = " / ".join(played.said).replace(str(folder), "…")
        print(f"{'FAULT' if found else 'ok':6}{played.status:4}  {start.name}", file=sys.stderr)
        print(f"            {told}", file=sys.stderr)
    return {"starts": len(chosen) - len(left_out), "left_out": left_out, "faults": faults}
