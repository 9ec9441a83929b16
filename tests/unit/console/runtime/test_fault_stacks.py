"""A console that a fault inside a library ended says at its next start where that was."""

import subprocess
import sys
from pathlib import Path

import pytest

from console.runtime.fault_stacks import BEFORE, FILE, FaultStacks

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not kept there")

LIMIT_S = 60
# A process of its own: the tests keep their own stacks in this one.
_START = """
import faulthandler, logging, sys
from pathlib import Path
from console.runtime.fault_stacks import FaultStacks

logging.basicConfig(stream=sys.stdout, format="%(message)s")
stacks = FaultStacks(Path(sys.argv[1]))
"""
_END_WELL = "stacks.close()"
_MEET_A_FAULT = """
def asks_a_library():
    faulthandler._sigsegv()

asks_a_library()
"""


def told(folder: Path, and_then: str) -> str:
    words = [sys.executable, "-c", _START + and_then, str(folder)]
    return subprocess.run(
        words, stdout=subprocess.PIPE, timeout=LIMIT_S, check=False
    ).stdout.decode()


def test_the_stacks_of_a_fault_are_kept_and_told_at_the_next_start(tmp_path: Path) -> None:
    assert told(tmp_path, _MEET_A_FAULT) == ""
    assert "ended the console before" in told(tmp_path, _END_WELL)
    assert "asks_a_library" in (tmp_path / BEFORE).read_text(encoding="utf-8")


def test_a_console_that_ended_well_has_nothing_to_tell(tmp_path: Path) -> None:
    assert told(tmp_path, _END_WELL) == ""
    assert told(tmp_path, _END_WELL) == ""
    assert (tmp_path / FILE).read_bytes() == b""


def test_a_folder_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    FaultStacks(tmp_path / "gone").close()
    assert "cannot be written" in caplog.text
    caplog.clear()
