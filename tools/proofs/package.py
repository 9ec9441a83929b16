"""The package on a bare Debian 13 without a network: installed, served, signed in, rung, searched.

The first run fetches a Debian and some 450 archives into .cache/bare-machine, later ones nothing.
A plain user may run it where user namespaces may be made (package uidmap, a line in /etc/subuid).
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.bare_machine.base_system import BASE, NoBareMachine, fetch, wanted_by
from tools.bare_machine.broken_package import FAULTS, broken
from tools.bare_machine.own_world import run_inside
from tools.bare_machine.ready_system import made_ready

ROOT = Path(__file__).resolve().parents[2]
STORY = "tools.bare_machine.package_story"
HAS_GRAVE = 2  # as lintian ends with grave tags, but also where it cannot read the package


class NoVerdict(Exception):
    """Lintian did not look at the package; the text says why."""


async def prove(
    *, package: str = "", break_: str = "", pictures: str = "build/package", sample: bool = False
) -> Any:
    """Prove a package; without one it is built.

    break_: plant a known fault first, and see it found: version, phone, children or settings.
    pictures: where the photograph of the Arabic window goes.
    sample: in a system that has all the package depends on, and to the sign-in and a call only.
    """
    if break_ and break_ not in FAULTS:
        return {"faults": [f"--break {break_}: {', '.join(FAULTS)}"]}
    with tempfile.TemporaryDirectory(prefix="package-") as name:
        built = the_package(package, Path(name))
        tried = broken(built, break_, Path(name) / "broken") if break_ else built
        options = ["--pictures", str(Path(pictures).absolute()), *(["--sample"] if sample else [])]
        line = played(STORY, tried, *options, is_ready=sample)
        return line if sample or break_ else with_figures(built, line)


def the_package(named: str, folder: Path) -> Path:
    """Return the package that was named; else build it, into folder."""
    if named:
        return Path(named).absolute()
    command = [sys.executable, "build_installer.py", "--target", "linux-deb"]
    subprocess.run([*command, "--output", str(folder)], cwd=ROOT, check=True, stdout=sys.stderr)
    [package] = folder.glob("*.deb")
    return package


def played(story: str, package: Path, *options: str, is_ready: bool = False) -> dict[str, Any]:
    """Return what a story of a bare machine tells at its end; is_ready: all is there but it."""
    try:
        wanted = wanted_by(package)
        fetch(wanted)
        system = made_ready(wanted) if is_ready else BASE
        done = run_inside(story, ["--package", str(package), "--system", str(system), *options])
    except NoBareMachine as missing:
        return {"faults": [str(missing)]}
    if not done.stdout.strip():
        return {"faults": [f"{story} ended with {done.returncode}, without a word"]}
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def with_figures(package: Path, line: dict[str, Any]) -> dict[str, Any]:
    """Return the line with the size of the package and what Debian's own critic says of it."""
    contents = subprocess.run(
        ["dpkg-deb", "--contents", str(package)], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    files = [row for row in contents if not row.startswith("d")]
    figures = {
        "deb_mb": round(package.stat().st_size / 1e6, 1),
        "files": len(files),
        "unpacked_mb": round(sum(int(row.split()[2]) for row in files) / 1e6, 1),
    }
    try:
        return {**figures, "lintian": tags_of(package), **line}
    except NoVerdict as error:
        return {**figures, **line, "faults": [*line.get("faults", ()), str(error)]}


def tags_of(package: Path) -> int:
    """Return how many faults lintian finds. Raise NoVerdict where it does not look at all."""
    command = ["lintian", "--allow-root", "--no-tag-display-limit", str(package)]
    try:
        critic = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise NoVerdict("lintian is not installed") from error
    tags = len(re.findall(r"^[EWI]: ", critic.stdout, re.MULTILINE))
    if critic.returncode != 0 and not (critic.returncode == HAS_GRAVE and tags):
        told = (critic.stderr.strip() or critic.stdout.strip()).splitlines()[-1:]
        raise NoVerdict(f"lintian failed with {critic.returncode}: {' '.join(told)}")
    return tags
