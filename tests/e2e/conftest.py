"""What the stories of the whole product share: patient seats, quick sign-ins, the package."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.seats.seat_limits import seal_quickly, wait_long

ROOT = Path(__file__).resolve().parents[2]
BUILD_LIMIT_S = 900.0


@pytest.fixture(autouse=True)
def _patient_and_quick_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    wait_long(monkeypatch)
    seal_quickly(monkeypatch)


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of this checkout, built once; its own files painted a window."""
    folder = tmp_path_factory.mktemp("package")
    command = [sys.executable, "build_installer.py", "--target", "linux-deb", "--smoke"]
    command += ["--compression", "zstd"]
    done = subprocess.run(
        [*command, "--output", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=BUILD_LIMIT_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    [built] = folder.glob("chiamaroma_*_amd64.deb")
    return built
