"""The place of a run of gates: gone with it, and other users in it where the machine lets them."""

import json
import os
import sys
from pathlib import Path

import pytest

from tools.gates.gate_lanes import Lanes, Outcome
from tools.gates.gates import NEEDS_ROOT, Gate
from tools.gates.run_place import RunPlace, run_place

TELLS = """
import json, os, pathlib, subprocess
def alone(*command): return subprocess.run(["unshare", *command]).returncode
json.dump({
    "user": os.geteuid(), "home": os.environ["HOME"], "tmp": os.environ["TMPDIR"],
    "reads": pathlib.Path("kept").read_text(), "made": pathlib.Path("made").write_text("here"),
    "sandbox": alone("--user", "true"),
    "disk": alone("--mount", "mount", "-t", "tmpfs", "none", "disk"),
    "network": alone("--net", "ip", "link", "add", "a0", "type", "veth"),
}, open("told", "w"))
"""


def told(gate: str, checkout: Path) -> tuple[dict[str, object], Outcome]:
    """Run TELLS as a gate of tests of that name; return what it found, and how it ended."""
    with run_place(checkout) as (place, why):
        if why:
            pytest.skip(why[0])
        # The word "pytest" makes it one of tests: what follows are arguments TELLS does not read.
        chosen = Gate(gate, (sys.executable, "-c", TELLS, "pytest"), 60.0)
        [outcome] = Lanes(1, place, print).run([chosen])
    assert outcome.is_good, (checkout / ".cache/check" / f"{gate}.txt").read_text()
    return json.loads((checkout / "told").read_text()), outcome


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in a folder that nobody else may enter."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    found = closed / "checkout"
    (found / "disk").mkdir(parents=True)
    (found / "kept").write_text("as it was")
    (found / "kept").chmod(0o600)
    return found


@pytest.mark.root
@pytest.mark.skipif(os.getuid() != 0, reason="only root becomes a plain user")
def test_tests_that_root_starts_run_as_a_plain_user_and_leave_root_what_they_made(
    checkout: Path,
) -> None:
    found, outcome = told("gui", checkout)
    assert (found["user"], found["reads"], found["sandbox"]) == (60600, "as it was", 0)
    assert found["disk"] != 0
    assert found["network"] != 0
    assert outcome.user == "a plain user"
    assert (checkout / "made").stat().st_uid == 0
    assert (checkout / "told").stat().st_uid == 0
    assert checkout.parent.stat().st_mode & 0o777 == 0o700
    assert "chiamaroma" not in Path("/etc/passwd").read_text()


@pytest.mark.root
@pytest.mark.skipif(os.getuid() != 0, reason="only root stays root")
def test_tests_that_need_root_keep_it(checkout: Path) -> None:
    found, outcome = told(NEEDS_ROOT, checkout)
    assert (found["user"], outcome.user) == (0, "root")


@pytest.mark.skipif(os.getuid() == 0, reason="root needs no namespace to be root")
def test_tests_of_a_plain_user_that_need_root_have_it_in_a_namespace(checkout: Path) -> None:
    found, outcome = told(NEEDS_ROOT, checkout)
    assert (found["user"], found["disk"], found["network"]) == (0, 0, 0)
    assert outcome.user == "root of its own namespace"
    assert (checkout / "made").stat().st_uid == os.getuid()


def test_the_place_is_short_is_nobody_elses_and_goes_away(tmp_path: Path) -> None:
    kept = list[RunPlace]()

    def interrupted() -> None:
        with run_place(tmp_path) as (place, _):
            kept.append(place)
            (place.folder / "t" / "left").write_text("behind")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    [place] = kept
    assert len(str(place.folder)) < 28
    assert place.environment["HOME"].startswith(str(place.folder))
    assert "DBUS_SESSION_BUS_ADDRESS" not in place.environment
    assert not place.folder.exists()
