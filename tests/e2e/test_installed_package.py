"""The package on a bare Debian: its server, its console and its phone, and a citizen who calls.

A sample of ./prove package: what the package depends on is installed before, in a system that is
kept in .cache/bare-machine. The first run makes it, and needs a network for that.
"""

import json
import sys
from pathlib import Path

import pytest

from tests.support.processes import ran
from tools.bare_machine.base_system import NoBareMachine
from tools.bare_machine.own_world import refuse_unless_possible

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 1800.0  # with the first run's fetching


def why_no_bare_machine() -> str:
    try:
        refuse_unless_possible()
    except NoBareMachine as missing:
        return str(missing)
    return ""


@pytest.mark.root
@pytest.mark.skipif(bool(why_no_bare_machine()), reason=why_no_bare_machine() or "none")
def test_an_operator_of_the_installed_console_is_rung_answers_and_writes_a_contact(
    package: Path, tmp_path: Path
) -> None:
    prove = [sys.executable, "-m", "tools.proofs", "package", "--sample"]
    done = ran(
        *prove, "--package", str(package), "--pictures", str(tmp_path), cwd=ROOT, timeout=LIMIT_S
    )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told.get("faults") is None, done.stderr
    assert min(told["heard"].values()) >= 0.8
