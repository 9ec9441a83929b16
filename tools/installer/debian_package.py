"""Makes the package for Debian 13 out of its parts, and tries the made one."""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from contract.version import VERSION
from tools.installer.build_steps import ROOT, BuildFailed, run
from tools.installer.debian_depends import DEPENDS, RECOMMENDS, refuse_others
from tools.installer.elf_needs import is_elf
from tools.installer.program_files import MAINTAINER, OF_PACKAGE, PROGRAM, lay_around, lay_program
from tools.installer.qt_parts import imported, needed
from tools.installer.third_parties import notices
from tools.installer.wheels import SITE, Wheel, lay, product_wheels

COMPRESSIONS = {"xz": ("-Zxz", "-z6"), "zstd": ("-Zzstd", "-z3")}
LANGUAGES = ("it", "en", "ar")
WITH_QT = ("console", "phone", "widgets")
RUN_BY_NAME = {"QtWebEngineProcess", "postinst", "prerm"}
CONTROL = """Package: chiamaroma
Version: {version}
Architecture: amd64
Maintainer: {maintainer}
Depends: {depends}
Recommends: {recommends}
Installed-Size: {kib}
Section: comm
Priority: optional
Description: operator console of a city's contact centre
 ChiamaRoma is the window in which an operator answers calls, finds what
 citizens ask for and writes down what they need, also while the server is away.
 .
 The package holds the console and the phone process of a seat, and the
 central server.
"""


def build(output: Path, compression: str) -> Path:
    """Return the package. Raise BuildFailed when a part of it is not to be had."""
    output.mkdir(parents=True, exist_ok=True)
    package = output / f"chiamaroma_{VERSION}_amd64.deb"
    made_at = _made_at()
    with tempfile.TemporaryDirectory(prefix="chiamaroma-deb-") as folder:
        tree = Path(folder) / "tree"
        wheels = product_wheels()
        _lay_wheels(wheels, tree / PROGRAM / "site")
        lay_program(tree)
        lay_around(tree, notices(wheels), made_at)
        _write_control(tree)
        pack(tree, package, compression, made_at)
    return package


def pack(tree: Path, package: Path, compression: str, made_at: int) -> None:
    """Make the package of the tree: the same bytes wherever and whenever that was laid.

    made_at: seconds since 1970, for each file. What git or the set-up laid before the last commit
    would keep a date of its own.
    """
    for place in (tree, *tree.rglob("*")):
        place.chmod(_mode(place))
        os.utime(place, (made_at, made_at))
    how = COMPRESSIONS[compression]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(made_at)}
    command = ("dpkg-deb", "--root-owner-group", *how, "--build", tree, package)
    run(*command, environment=environment)


def smoke(package: Path) -> None:
    """Unpack the package and let its own files photograph a window. Raise BuildFailed."""
    with tempfile.TemporaryDirectory(prefix="chiamaroma-smoke-") as folder:
        run("dpkg-deb", "-x", package, folder)
        launcher, picture = Path(folder) / PROGRAM / "contract/launcher.py", Path(folder) / "a.png"
        command = ("/usr/bin/python3", "-I", launcher, "console")
        words = ("--scene", "idle", "--screenshot", picture)
        run(*command, *words, environment={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        if not picture.exists() or picture.stat().st_size < 10_000:
            raise BuildFailed("the packaged console painted no window")


def _made_at() -> int:
    """Return when the sources were, in seconds since 1970: two builds are then the same."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    is_repository = (ROOT / ".git").exists()
    return int(run("git", "log", "-1", "--format=%ct")) if is_repository else int(time.time())


def _lay_wheels(wheels: list[Wheel], site: Path) -> None:
    is_wanted = without_idle_qt()
    for wheel in wheels:
        lay(wheel, site, is_wanted)
    run("strip", "--strip-unneeded", *sorted(file for file in site.rglob("*") if is_elf(file)))


def without_idle_qt() -> Callable[[PurePosixPath], bool]:
    """Return what says of a file of a wheel whether it is wanted: of Qt only what is loaded."""
    qt = needed(SITE / "PySide6", imported(ROOT / name for name in WITH_QT), LANGUAGES)
    of_qt = {file.relative_to(SITE).as_posix() for file in qt}

    def is_wanted(path: PurePosixPath) -> bool:
        return path.parts[0] != "PySide6" or path.as_posix() in of_qt

    return is_wanted


def _write_control(tree: Path) -> None:
    refuse_others(tree)
    files = sorted(_files(tree))
    folder = tree / "DEBIAN"
    folder.mkdir()
    control = CONTROL.format(
        version=VERSION,
        maintainer=MAINTAINER,
        depends=DEPENDS,
        recommends=RECOMMENDS,
        kib=sum(file.stat().st_size for file in files) // 1024,
    )
    (folder / "control").write_text(control)
    (folder / "conffiles").write_text("/etc/chiamaroma/defaults.toml\n")
    (folder / "md5sums").write_text("".join(_checksum(tree, file) for file in files))
    for script in ("postinst", "prerm"):
        (folder / script).write_bytes((OF_PACKAGE / script).read_bytes())


def _checksum(tree: Path, file: Path) -> str:
    name = file.relative_to(tree)
    if name.parts[0] == "etc":
        return ""
    digest = hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
    return f"{digest}  {name}\n"


def _mode(place: Path) -> int:
    is_run = place.name in RUN_BY_NAME or place.parent.name == "bin" or place.suffix == ".sh"
    return 0o755 if place.is_dir() or is_run else 0o644


def _files(tree: Path) -> Iterator[Path]:
    return (file for file in tree.rglob("*") if file.is_file())
