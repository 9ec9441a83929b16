"""Gates side by side, as real processes."""

import os
import re
import sys
from dataclasses import replace
from pathlib import Path

from tools.gates.gate_lanes import Lanes, Outcome
from tools.gates.gate_report import announcement, report
from tools.gates.gates import ROOT, Gate
from tools.gates.run_place import RunPlace

MEETING = """
import pathlib, sys, time
here, there = map(pathlib.Path, sys.argv[1:])
here.touch()
end = time.monotonic() + 60
while not there.exists() and time.monotonic() < end:
    time.sleep(0.01)
sys.exit(not there.exists())
"""
STORIES = """
import pytest
def test_first():
    print("said before")
    assert "this" == "that"
def test_second(): pass
@pytest.mark.skip(reason="no moon tonight")
def test_third(): pass
@pytest.fixture
def torn(): yield; raise OSError("torn down badly")
def test_fourth(torn): pass
"""
TESTS = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "tools.gates.gate_record")


def python(name: str, code: str, *arguments: str, limit_s: float = 900.0) -> Gate:
    return Gate(name, (sys.executable, "-c", code, *arguments), limit_s)


def stories(folder: Path, text: str) -> Gate:
    file = folder / "test_stories.py"
    file.write_text(text)
    return Gate("stories", (*TESTS, str(file)), 900.0)


def ran(folder: Path, number: int, *gates: Gate, tell_s: float = 30.0) -> tuple[list[Outcome], str]:
    for name in ("t", "words"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    place = RunPlace(folder, folder, folder / "words", environment)
    said: list[str] = []
    outcomes = Lanes(number, place, said.append, tell_s).run(gates)
    return outcomes, "\n".join(said)


def failed(outcomes: list[Outcome]) -> list[str]:
    return [one.gate.name for one in outcomes if not one.is_good]


def test_two_gates_run_at_once(tmp_path: Path) -> None:
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    gates = python("first", MEETING, one, two), python("second", MEETING, two, one)
    assert failed(ran(tmp_path, 2, *gates)[0]) == []


def test_with_one_lane_the_second_waits_for_the_first(tmp_path: Path) -> None:
    after = "import pathlib, sys; sys.exit(not pathlib.Path('done').exists())"
    outcomes, _ = ran(
        tmp_path,
        1,
        python("first", "import pathlib, time; time.sleep(0.3); pathlib.Path('done').touch()"),
        python("second", after),
    )
    assert failed(outcomes) == []


def test_a_gate_that_needs_another_waits_for_it_and_lets_the_next_go_first(tmp_path: Path) -> None:
    made, seen = str(tmp_path / "made"), str(tmp_path / "seen")
    look = "import pathlib, sys; sys.exit(not pathlib.Path(sys.argv[1]).exists())"
    gates = [
        python("maker", MEETING, made, seen),  # over only when it saw the last one run
        replace(python("needy", look, made), after="maker"),
        replace(python("alone", ""), after="a gate of another run"),
        python("last", MEETING, seen, made),
    ]
    outcomes, said = ran(tmp_path, 2, *gates)
    assert failed(outcomes) == []
    assert said.index("== maker: ok") < said.index("== needy begins")
    assert said.index("== last begins") < said.index("== needy begins")


def test_gates_that_hear_no_voices_give_way_to_those_that_do(tmp_path: Path) -> None:
    told = "import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(str(os.nice(0)))"
    for name in ("unit", "integration-phone"):
        assert failed(ran(tmp_path, 1, python(name, told, str(tmp_path / name)))[0]) == []
    polite, urgent = (int((tmp_path / name).read_text()) for name in ("unit", "integration-phone"))
    assert polite > urgent


def test_a_gate_that_fails_is_named_with_its_words_and_the_others_run_on(tmp_path: Path) -> None:
    outcomes, said = ran(
        tmp_path,
        2,
        python("broken", "import sys; print('the reason'); sys.exit(3)"),
        python("sound", "print('all well')"),
        python("last", "print('ran too')"),
    )
    assert failed(outcomes) == ["broken"]
    assert "the reason\n== broken: FAILED (3)" in said
    assert "== last: ok" in said
    assert "all well" not in said  # of what went well there is nothing to read


def test_a_gate_that_runs_long_is_told_of_meanwhile(tmp_path: Path) -> None:
    released = tmp_path / "released"
    waits = stories(
        tmp_path,
        "import pathlib, time\n"
        "def test_first(): pass\n"
        "def test_second():\n"
        f"    while not pathlib.Path({str(released)!r}).exists(): time.sleep(0.01)\n",
    )
    told: list[str] = []

    def hear(line: str) -> None:
        told.append(line)
        if "1 of 2 tests, 0 failed" in line and "now test_stories.py::test_second" in line:
            released.touch()

    for name in ("t", "words"):
        (tmp_path / name).mkdir()
    place = RunPlace(
        tmp_path, tmp_path, tmp_path / "words", {**os.environ, "PYTHONPATH": str(ROOT)}
    )
    [outcome] = Lanes(1, place, hear, 0.1).run([waits])
    assert outcome.is_good
    assert "== stories: ok, 2 of 2 tests, 0 failed" in told[-1]


def test_each_traceback_is_told_once_and_all_is_counted_at_the_end(tmp_path: Path) -> None:
    outcomes, said = ran(tmp_path, 1, stories(tmp_path, STORIES))
    assert said.count("AssertionError: assert 'this' == 'that'") == 1
    assert "FAILED test_stories.py::test_first (call)" in said
    assert "said before" in said
    assert "FAILED test_stories.py::test_fourth (teardown)" in said
    told = report(outcomes, 7.0, 90.0)
    assert re.search(r"stories +FAILED +1 +2 +1 ", told)
    assert re.search(
        r"all +1 +2 +1 +7\n1.5 min of processors, each [0-9.]+ million steps a second", told
    )
    assert "1 - no moon tonight\n      test_stories.py::test_third" in told
    assert "failed tests:\n  test_stories.py::test_first (call)\n      >   " in told
    assert "      E       AssertionError: assert 'this' == 'that'\n" in told
    assert "said before" not in told
    assert told.endswith("failed: stories")


def test_each_gate_is_told_with_what_it_used_of_the_processors(tmp_path: Path) -> None:
    burns = "import time\nwhile time.process_time() < 1.5: pass"
    waits = "import threading; print('so far', flush=True); threading.Event().wait()"
    outcomes, _ = ran(tmp_path, 2, python("burns", burns), python("waits", waits, limit_s=1.0))
    used = {one.gate.name: one.processor_s for one in outcomes}
    assert used["burns"] >= 1.5
    assert 0.0 < used["waits"] < used["burns"], "ended before its time, and counted all the same"
    assert re.search(rf"burns +ok +\d+ +{used['burns']:.0f}  ", report(outcomes, 7.0, 90.0))


def test_the_time_is_told_at_the_start() -> None:
    gates = [Gate("long", ("x",), usual_s=600), Gate("b", ("x",), usual_s=60)]
    assert "1 at once: about 11 min" in announcement(gates, 1)
    assert "2 at once: about 10 min" in announcement(gates, 2)  # none is cut in two


def cut_off(folder: Path, name: str, command: tuple[str, ...], first: str) -> tuple[bool, str]:
    """Return whether it failed, and what was told of it, cut off after it has begun to speak.

    A busy computer takes its time to begin.
    """
    for attempt, limit_s in enumerate((5.0, 20.0, 80.0)):
        outcomes, said = ran(folder / str(attempt), 1, Gate(name, command, limit_s))
        if first in said:
            break
    return failed(outcomes) == [name], said


def test_a_gate_that_hangs_is_ended_and_what_it_printed_is_told(tmp_path: Path) -> None:
    hangs = "import threading; print('so far', flush=True); threading.Event().wait()"
    is_ended, said = cut_off(tmp_path, "hanging", (sys.executable, "-c", hangs), "so far")
    assert is_ended
    assert "so far" in said
    assert "== hanging: longer than its limit" in said


def test_tests_that_are_cut_off_tell_what_had_failed_and_what_ran(tmp_path: Path) -> None:
    gate = stories(
        tmp_path,
        "import threading\n"
        "def test_first(): assert 'this' == 'that'\n"
        "def test_second(): threading.Event().wait()\n",
    )
    is_ended, said = cut_off(tmp_path, gate.name, gate.command, "test_first (call)")
    assert is_ended
    assert "AssertionError: assert 'this' == 'that'" in said
    assert re.search(r"ended while this test ran: \S*test_second", said)
