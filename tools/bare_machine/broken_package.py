"""Packages with a fault the product once had: a proof that stays green with one proves nothing."""

import subprocess
from pathlib import Path

_OWN_VERSION = "__import__('importlib.metadata').metadata.version('chiamaroma')"
# name: (file of the program, what stands there, what stood there in place of it)
FAULTS = {
    "version": (
        "console/start/window_run.py",
        "show_version(VERSION)",
        f"show_version({_OWN_VERSION})",
    ),
    "phone": (
        "console/telephony/phone_process.py",
        'command_for("phone")',
        '("/usr/bin/python3", "-m", "phone")',
    ),
    "children": (
        "server/gateways/sentences.py",
        '*command_for("server.gateways.sentences")',
        '*("/usr/bin/python3", "-m", "server.gateways.sentences")',
    ),
    "settings": (
        "console/__main__.py",
        "machine_settings(machine_folder)",
        "machine_settings(None)",
    ),
}


class NothingToBreak(Exception):
    """The program no longer has the line a fault is planted in; the text says which."""


def broken(package: Path, fault: str, folder: Path) -> Path:
    """Return the package with this fault, made in folder. Raise NothingToBreak."""
    tree = folder / "tree"
    folder.mkdir()
    _dpkg_deb("--raw-extract", package, tree)
    name, right, wrong = FAULTS[fault]
    file = tree / "opt/chiamaroma" / name
    source = file.read_text(encoding="utf-8")
    if source.count(right) != 1:
        raise NothingToBreak(f"{name} has no single {right!r}")
    file.write_text(source.replace(right, wrong), encoding="utf-8")
    for compiled in file.parent.glob(f"__pycache__/{file.stem}.*"):
        compiled.unlink()  # what is compiled is not compared with its source
    made = folder / package.name
    _dpkg_deb("--root-owner-group", "-Zzstd", "-z1", "--build", tree, made)
    return made


def _dpkg_deb(*arguments: str | Path) -> None:
    subprocess.run(["dpkg-deb", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)
