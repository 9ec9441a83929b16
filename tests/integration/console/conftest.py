"""Seats whose patience a busy computer does not try."""

import httpx
import pytest

from console.sync import server_link
from tests.support.waiting import PATIENCE_S


@pytest.fixture(autouse=True)
def patient_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let answers take their time: a server that is slow here is not away.

    The stream of hints keeps its own limit, by which a dead line is found.
    """
    for limit in ("SYNC_LIMIT_S", "ASKED_LIMIT_S", "BEAT_LIMIT_S", "RINGING_LIMIT_S"):
        monkeypatch.setattr(server_link, limit, PATIENCE_S)
    monkeypatch.setattr(server_link, "TIMEOUT", httpx.Timeout(PATIENCE_S))
