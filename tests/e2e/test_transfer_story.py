"""A short sample of the transfers between two real windows; the first console dies in one."""

import json
import sys
from pathlib import Path

import pytest

from tests.support.processes import ran

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 600
HEARD_SHARE = "0.5"  # a build machine swallows sound; another's voice shares next to nothing

pytestmark = [pytest.mark.e2e, pytest.mark.exchange, pytest.mark.keyring]


def test_a_citizen_reaches_level_two_with_what_was_written_though_a_console_dies() -> None:
    words = ["transfer-story", "--rounds", "2", "--seed", "3", "--heard-share", HEARD_SHARE]
    done = ran(sys.executable, "-m", "tools.proofs", *words, cwd=ROOT, timeout=LIMIT_S)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["faults"] == [], done.stdout
    assert (found["transfers"], found["kills"], found["dropped"]) == (2, 1, 0)
    assert found["case_before_answer_s_min"] > 0
    assert found["keys"] == {"blind": 6, "consultation": 7}
