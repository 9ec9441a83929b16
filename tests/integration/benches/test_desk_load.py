"""The load of one desk: what its command prints is measured, and no seat misses a change."""

import json
import sys
from pathlib import Path

import pytest

from tests.support.processes import ran

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("seats_of", ["today", "before"])
def test_every_seat_sees_every_change_in_the_stream_or_by_pulls(seats_of: str) -> None:
    command = [sys.executable, "-m", "tools.desk", "--seats", "2", "--seconds", "2", "--rate", "2"]
    told = json.loads(ran(*command, *["--hints"] * (seats_of == "before"), cwd=ROOT).stdout)
    assert told["changes"] > 0
    assert told["missed"] == 0
    assert (told["pulls_per_seat_and_change"] > 0) is (seats_of == "before")
    assert told["row_at_seat_ms"]["p95"] > 0


@pytest.mark.parametrize("holds", [False, True])
def test_every_seat_copies_everything_from_pages_that_were_made_once(holds: bool) -> None:
    command = [sys.executable, "-m", "tools.desk.copies", "--seats", "4", "--cards", "600"]
    told = json.loads(ran(*command, "--whole", "1", *["--fresh"] * (not holds), cwd=ROOT).stdout)
    assert told["pages"] >= 4
    assert told["consoles_that_differ"] == 0
    assert told["server_cpu_s"]["found"] > 0
