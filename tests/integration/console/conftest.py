"""Seats whose patience a busy computer does not try."""

import pytest

from tests.support.seats.seat_limits import wait_long


@pytest.fixture(autouse=True)
def patient_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let answers take their time."""
    wait_long(monkeypatch)
