"""Lays an earlier version out from history, so that its server and its console run again."""

import io
import re
import subprocess
import tarfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERSION_FILE = "contract/version.py"
# What set-up makes and git does not carry.
MADE = (".venv", "node_modules", "phone/page/jssip.js")
# Those with a marker are of one system or interpreter, and write no file that lasts.
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+) \\$", re.MULTILINE)


class NotBuilt(Exception):
    """An earlier version cannot be had here; says why and what to do."""


def commit_of(wanted: str, root: Path = ROOT) -> str:
    """Return the commit that set this version, or the one of this name. Raise NotBuilt.

    Later commits say the same version until the next one is set: what they write was not released.
    """
    is_shallow = _git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
    for line in _git(root, "log", "--reverse", "--format=%H %P", "--", VERSION_FILE).splitlines():
        commit, *parents = line.split()
        # Where a clone is cut off the first commit seems to have set all that it holds.
        if is_shallow and not parents:
            continue
        if f'VERSION = "{wanted}"' in _git(root, "show", f"{commit}:{VERSION_FILE}"):
            return commit
    found = _git(root, "rev-list", "-1", f"{wanted}^{{commit}}", "--", may_fail=True).strip()
    if found:
        return found
    if is_shallow:
        raise NotBuilt(f"this clone is cut off before {wanted}: git fetch --unshallow")
    raise NotBuilt(f"no commit set version {wanted}, and none is called so")


def lay_out(commit: str, folder: Path, root: Path = ROOT) -> Path:
    """Write the commit's files into an empty folder; return it. Raise NotBuilt.

    It runs with the packages that are installed here: no network is asked.
    """
    pins = _git(root, "show", f"{commit}:requirements.lock")
    if unlike := unlike_packages(pins):
        raise NotBuilt(f"{commit[:10]} needs other packages than are here: {', '.join(unlike)}")
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise NotBuilt(f"{folder} is not empty")
    packed = subprocess.run(
        ("git", "archive", commit), cwd=root, check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(folder, filter="data")
    for name in MADE:
        if (root / name).exists():
            (folder / name).symlink_to(root / name)
    return folder


def unlike_packages(pins: str) -> list[str]:
    """Return what is pinned and missing here, or here in another major version.

    A minor one may differ: a file written by it is what an upgrade must read all the same.
    """
    return [
        f"{name} {pinned}"
        for name, pinned in _PIN.findall(pins)
        if _major(_installed(name)) != _major(pinned)
    ]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _major(number: str) -> list[str]:
    """Return what must be alike: of 0.x.y the x too."""
    parts = number.split(".")
    return parts[:2] if parts[0] == "0" else parts[:1]


def _git(root: Path, *words: str, may_fail: bool = False) -> str:
    try:
        done = subprocess.run(("git", *words), cwd=root, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise NotBuilt("git is not installed") from error
    if done.returncode and not may_fail:
        raise NotBuilt(done.stderr.strip() or "git failed")
    return done.stdout
