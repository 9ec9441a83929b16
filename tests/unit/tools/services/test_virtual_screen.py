"""Screens of runs that know nothing of each other: none shows, or types into, another's windows."""

import os
import shutil
import subprocess
import sys

import pytest

from tools.services.virtual_screen import VirtualScreen

NAMES_ITS_SCREEN = """
from tools.services.virtual_screen import VirtualScreen
with VirtualScreen() as screen:
    print(screen.name)
"""

pytestmark = pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("Xvfb") is None, reason="needs root and Xvfb"
)


def test_a_screen_in_a_network_of_its_own_takes_nobodys_place() -> None:
    alone = ["unshare", "--net", sys.executable, "-c", NAMES_ITS_SCREEN]
    with VirtualScreen() as screen:
        other = subprocess.run(alone, capture_output=True, text=True, check=True, timeout=120)
    assert other.stdout.strip() not in ("", screen.name)
