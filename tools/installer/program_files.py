"""Our own part of the package: program, commands, desktop entry, icons, manuals and papers."""

import gzip
import shutil
from datetime import UTC, datetime
from pathlib import Path

from contract.version import VERSION
from tools.installer.build_steps import ROOT, SET_UP, BuildFailed

OURS = ("contract", "console", "phone", "widgets", "server", "resources", "i18n")
MADE_AT_SET_UP = ("phone/page/jssip.js", "build/i18n")
PROGRAM = Path("opt/chiamaroma")
COMMANDS = {"chiamaroma": "console", "chiamaroma-phone": "phone", "chiamaroma-server": "server"}
STARTS = '#!/bin/sh\nexec /usr/bin/python3 -I /opt/chiamaroma/contract/launcher.py {module} "$@"\n'
MAINTAINER = "ChiamaRoma contributors <maintainers@chiamaroma.example>"
OF_PACKAGE = ROOT / "resources" / "package"
PLACES = {  # each below the folder resources
    "package/chiamaroma.desktop": "usr/share/applications/chiamaroma.desktop",
    "package/defaults.toml": "etc/chiamaroma/defaults.toml",
    "package/copyright": "usr/share/doc/chiamaroma/copyright",
    "package/lintian-overrides": "usr/share/lintian/overrides/chiamaroma",
    "icon/chiamaroma.svg": "usr/share/icons/hicolor/scalable/apps/chiamaroma.svg",
    # Who sits at the seat may read the headset's keys; the phone is offered as a service, disabled.
    "seat/70-chiamaroma-headset.rules": "usr/lib/udev/rules.d/70-chiamaroma-headset.rules",
    "seat/chiamaroma-phone.service": "usr/lib/systemd/user/chiamaroma-phone.service",
}


def lay_program(tree: Path) -> None:
    """Copy our code. Raise BuildFailed when what the set-up makes is not there."""
    if missing := [name for name in MADE_AT_SET_UP if not (ROOT / name).exists()]:
        raise BuildFailed(f"{', '.join(missing)} is not made yet: run {SET_UP}")
    program = tree / PROGRAM
    for package in OURS:
        shutil.copytree(ROOT / package, program / package, ignore=_not_ours)
    shutil.rmtree(program / "resources" / "package")
    shutil.copytree(ROOT / "build" / "i18n", program / "i18n" / "compiled")
    for name in ("LICENSE", "requirements.lock"):
        shutil.copy(ROOT / name, program)


def lay_around(tree: Path, third_parties: str, made_at: int) -> None:
    """Lay what stands outside /opt; made_at: seconds since 1970, for the changelog."""
    for name, place in PLACES.items():
        (tree / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "resources" / name, tree / place)
    for picture in (ROOT / "resources" / "icon").glob("*.png"):
        sized = tree / f"usr/share/icons/hicolor/{picture.stem}x{picture.stem}/apps"
        sized.mkdir(parents=True)
        shutil.copy(picture, sized / "chiamaroma.png")
    _lay_commands(tree)
    _lay_papers(tree / "usr/share/doc/chiamaroma", third_parties, made_at)


def _not_ours(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name == "__pycache__" or name.endswith(".pyc")}


def _lay_commands(tree: Path) -> None:
    manuals = tree / "usr/share/man/man1"
    (tree / "usr/bin").mkdir(parents=True)
    manuals.mkdir(parents=True)
    for name, module in COMMANDS.items():
        (tree / "usr/bin" / name).write_text(STARTS.format(module=module))
        _squeeze((OF_PACKAGE / f"{name}.1").read_text(), manuals / f"{name}.1.gz")


def _lay_papers(folder: Path, third_parties: str, made_at: int) -> None:
    day = datetime.fromtimestamp(made_at, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    entry = f"chiamaroma ({VERSION}) trixie; urgency=medium\n\n  * Version {VERSION}.\n\n"
    _squeeze(f"{entry} -- {MAINTAINER}  {day}\n", folder / "changelog.gz")
    _squeeze(third_parties, folder / "THIRD-PARTY.gz")
    shutil.copy(ROOT / "NOTICE", folder)


def _squeeze(text: str, file: Path) -> None:
    file.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
