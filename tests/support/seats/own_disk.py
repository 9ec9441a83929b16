"""A disk of a test's own that fills up; root alone may mount one, be it of a namespace."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def may_mount() -> bool:
    """Return whether disks may be mounted here."""
    probe = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False)
    return os.geteuid() == 0 and probe.returncode == 0


NEEDS_A_DISK = pytest.mark.skipif(not may_mount(), reason="disks may not be mounted here")


@contextmanager
def own_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount a disk of so many megabytes on folder, which is made."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    subprocess.run(mount, check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
