"""Short samples of the proofs that kill a console, or a phone, of the whole product."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 240

pytestmark = [pytest.mark.e2e, pytest.mark.exchange, pytest.mark.keyring]


def proved(name: str, kills: int) -> dict[str, Any]:
    """Run a proof and return what it found; fails when that is not clean."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.proofs", name, "--kills", str(kills), "--seed", "3"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert found["clean"], done.stdout
    assert found["kills"] == kills
    return found


def test_a_killed_console_is_back_with_text_and_cursor_in_every_form() -> None:
    found = proved("typing-kills", 3)
    assert found["keys"] > 10
    assert found["lost_age_s_max"] <= 1.0


def test_a_killed_console_drops_no_call_and_shows_it_again() -> None:
    found = proved("call-kills", 3)
    assert found["gap_ms_max"] <= 100


def test_a_killed_phone_is_told_at_once_and_started_again() -> None:
    found = proved("phone-kills", 1)
    assert found["said_s_max"] <= 1.0
