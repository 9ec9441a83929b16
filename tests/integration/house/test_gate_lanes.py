"""Gates side by side, as real processes."""

import os
import sys
from pathlib import Path

from tools.gate_lanes import Gate, run_gates

MEETING = """
import pathlib, sys, time
here, there = map(pathlib.Path, sys.argv[1:])
here.touch()
end = time.monotonic() + 60
while not there.exists() and time.monotonic() < end:
    time.sleep(0.01)
sys.exit(not there.exists())
"""


def python(name: str, code: str, *arguments: str, limit_s: float = 120.0) -> Gate:
    return Gate(name, (sys.executable, "-c", code, *arguments), limit_s)


def ran(folder: Path, number: int, *gates: Gate) -> tuple[list[str], str]:
    said: list[str] = []
    failed = run_gates(
        gates,
        number,
        cwd=folder,
        folder=folder / "words",
        environment=dict(os.environ),
        say=said.append,
    )
    return failed, "\n".join(said)


def test_two_gates_run_at_once(tmp_path: Path) -> None:
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    gates = python("first", MEETING, one, two), python("second", MEETING, two, one)
    assert ran(tmp_path, 2, *gates)[0] == []


def test_with_one_lane_the_second_waits_for_the_first(tmp_path: Path) -> None:
    after = "import pathlib, sys; sys.exit(not pathlib.Path('done').exists())"
    failed, _ = ran(
        tmp_path,
        1,
        python("first", "import pathlib, time; time.sleep(0.3); pathlib.Path('done').touch()"),
        python("second", after),
    )
    assert failed == []


def test_a_gate_that_fails_is_named_and_the_others_run_on(tmp_path: Path) -> None:
    failed, said = ran(
        tmp_path,
        2,
        python("broken", "import sys; print('the reason'); sys.exit(3)"),
        python("sound", "print('all well')"),
        python("last", "print('ran too')"),
    )
    assert failed == ["broken"]
    assert "the reason\n== broken: FAILED (3)" in said
    assert "all well\n== sound: ok" in said
    assert "ran too\n== last: ok" in said


def cut_off(folder: Path, name: str, command: tuple[str, ...], first: str) -> tuple[bool, str]:
    """Return whether it failed, and what was told of it, cut off after it has begun to speak.

    A busy computer takes its time to begin.
    """
    for attempt, limit_s in enumerate((5.0, 20.0, 80.0)):
        failed, said = ran(folder / str(attempt), 1, Gate(name, command, limit_s))
        if first in said:
            break
    return failed == [name], said


def test_a_gate_that_hangs_is_ended_and_what_it_printed_is_told(tmp_path: Path) -> None:
    hangs = "import threading; print('so far', flush=True); threading.Event().wait()"
    is_ended, said = cut_off(tmp_path, "hanging", (sys.executable, "-c", hangs), "so far")
    assert is_ended
    assert "so far" in said
    assert "== hanging: longer than its limit" in said


def test_tests_that_are_cut_off_tell_what_had_failed(tmp_path: Path) -> None:
    stories = tmp_path / "test_stories.py"
    stories.write_text(
        "import threading\n"
        "def test_first(): assert 'this' == 'that'\n"
        "def test_second(): threading.Event().wait()\n"
    )
    command = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(stories))
    is_ended, said = cut_off(tmp_path, "stories", command, "test_first - AssertionError")
    assert is_ended
    assert "test_first - AssertionError" in said
