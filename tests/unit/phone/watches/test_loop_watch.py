"""A loop that stands still is written down with what held it."""

import subprocess
import sys
from pathlib import Path

import pytest

_STANDS_STILL = """
import logging, sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from phone.watches.loop_watch import LoopWatch

logging.basicConfig(stream=sys.stdout, format="%(message)s")
app = QCoreApplication([])
file = Path(sys.argv[1])
watch = LoopWatch(file, still_s=0.4)

def holds_the_loop():
    deadline = time.monotonic() + 120
    while b"holds_the_loop" not in file.read_bytes() and time.monotonic() < deadline:
        time.sleep(0.01)
    QTimer.singleShot(200, app.quit)

QTimer.singleShot(0, holds_the_loop)
app.exec()
watch.close()
"""


@pytest.fixture
def stacks(tmp_path: Path) -> Path:
    return tmp_path / "stacks.log"


def said_by_one_that_stands_still(stacks: Path) -> str:
    run = [sys.executable, "-c", _STANDS_STILL, str(stacks)]
    return subprocess.run(run, capture_output=True, check=True, timeout=180).stdout.decode()


def test_what_holds_the_loop_is_named_and_the_log_says_for_how_long(stacks: Path) -> None:
    said = said_by_one_that_stands_still(stacks)
    assert "holds_the_loop" in stacks.read_text()
    assert "the loop stood still for" in said


def test_stacks_of_long_ago_do_not_pile_up(stacks: Path) -> None:
    stacks.write_bytes(b"long ago\n" * 200_000)
    said_by_one_that_stands_still(stacks)
    assert "long ago" not in stacks.read_text()
    assert "holds_the_loop" in stacks.read_text()
