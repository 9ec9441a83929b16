"""Two threads that decode a type for the first time at once would end the process."""

import sys
from pathlib import Path

import pytest

from tests.support.processes import ran

START_S = 60
ROOT = Path(__file__).parents[3]


def _unread(role: str, folder: Path) -> list[str]:
    command = [sys.executable, "-m", "tests.support.knowledge.first_decodes", role, str(folder)]
    done = ran(*command, cwd=ROOT, timeout=START_S, check=True)
    return [line for line in done.stdout.splitlines() if line.startswith("unread ")]


@pytest.mark.parametrize("role", ["seat", "server", "replica", "database"])
def test_every_type_is_read_before_a_thread_can_decode_it(role: str, tmp_path: Path) -> None:
    assert _unread(role, tmp_path) == []


def test_types_nobody_read_would_be_read_at_their_first_message(tmp_path: Path) -> None:
    """What the other test looks for is there to be found."""
    assert "unread contract.wire.commands.Command" in _unread("bare", tmp_path)
