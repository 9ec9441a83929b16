"""Short samples of the proofs that kill a console, or a phone, of the whole product."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import ran
from tools.proofs.judges.verdict import MUST_BE_ZERO

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 600
HEARD_SHARE = "0.5"  # a build machine swallows sound; another's voice shares next to nothing
TOO_OLD_S = "5"  # and may have no core, or a slow disk, for what was typed last

pytestmark = [pytest.mark.e2e, pytest.mark.exchange, pytest.mark.keyring]


def proved(name: str, kills: int, *options: str) -> dict[str, Any]:
    """Run a proof and return what it found; fails for what is wrong, not for what was slow."""
    done = ran(
        sys.executable,
        "-m",
        "tools.proofs",
        name,
        "--kills",
        str(kills),
        "--seed",
        "3",
        *options,
        cwd=ROOT,
        timeout=LIMIT_S,
    )
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert found["faults"] == [], done.stdout
    wrong = [key for key in MUST_BE_ZERO if key != "too_late" and found.get(key)]
    assert wrong == [], done.stdout
    assert found["kills"] == kills
    return found


def test_a_killed_console_is_back_with_text_and_cursor_in_every_form() -> None:
    """Of a contact and of a case; the text of a call is looked for with the call, below."""
    found = proved("typing-kills", 2, "--too-old-s", TOO_OLD_S)
    assert found["keys"] > 10


def test_a_killed_console_drops_no_call_and_shows_it_again() -> None:
    found = proved("call-kills", 3, "--heard-share", HEARD_SHARE)
    assert found["gap_ms_max"] == 0


def test_the_citizen_of_a_killed_phone_or_page_is_called_back_at_once() -> None:
    found = proved("phone-kills", 1, "--page-kills", "1", "--heard-share", HEARD_SHARE)
    assert (found["page_kills"], found["called_back_first"]) == (1, 2)
