"""A process of ours leaves no image of its memory, and no file that others can read."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from contract.closed_process import OTHERS, close_files, is_own

DIES = "import os, resource; from contract.closed_process import close_process; {}; os.abort()"
CORES = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


def dumped(call: str, folder: Path) -> bool:
    """Return whether the system dumps the memory of a process that dies after that call."""
    code = DIES.format(call)
    pid = os.fork()
    if not pid:
        os.chdir(folder)
        resource.setrlimit(resource.RLIMIT_CORE, CORES)
        root = str(Path(__file__).parents[3])
        os.execve(sys.executable, [sys.executable, "-c", code], os.environ | {"PYTHONPATH": root})
    return os.WCOREDUMP(os.waitpid(pid, 0)[1])


def test_a_process_that_dies_dumps_no_memory(tmp_path: Path) -> None:
    if resource.getrlimit(resource.RLIMIT_CORE)[1] == 0 or not dumped("pass", tmp_path):
        pytest.skip("nobody's memory is dumped on this computer")
    assert not dumped("close_process()", tmp_path)


def test_memory_that_is_hidden_is_no_other_programs_to_read() -> None:
    code = (
        "import ctypes; from contract.closed_process import hide_memory;"
        "ask = lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0);"
        "before = ask(); hide_memory(); print(before, ask())"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["1", "0"]


def test_a_folder_of_somebody_else_is_not_ours_wherever_a_variable_leads(tmp_path: Path) -> None:
    owner = tmp_path.stat().st_uid
    assert is_own(tmp_path, user=owner)
    assert not is_own(tmp_path, user=owner + 4711)


def test_a_folder_of_ours_that_others_could_write_is_closed(tmp_path: Path) -> None:
    open_one, shared = tmp_path / "open", tmp_path / "shared"
    for folder, mode in ((open_one, 0o777), (shared, 0o1777)):
        folder.mkdir()
        folder.chmod(mode)
        assert is_own(folder)
    assert open_one.stat().st_mode & 0o7777 == 0o700
    assert shared.stat().st_mode & 0o7777 == 0o1777  # everybody's by design


def test_files_of_earlier_versions_are_closed_and_others_left_alone(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "device-id", tmp_path / "letter.txt"
    elsewhere = tmp_path / "elsewhere"
    link = tmp_path / "x.lock"
    for file in (ours, theirs, elsewhere):
        file.write_text("x")
        file.chmod(0o644)
    link.symlink_to(elsewhere)
    close_files(tmp_path, "device-id", "*.lock", "missing/*")
    assert ours.stat().st_mode & OTHERS == 0
    assert theirs.stat().st_mode & OTHERS == 0o044
    assert elsewhere.stat().st_mode & OTHERS == 0o044
