"""Seats whose patience a busy computer does not try, and which seal quickly."""

import pytest

from tests.support.seats.seat_limits import seal_quickly, wait_long


@pytest.fixture(autouse=True)
def patient_and_quick_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let answers take their time, and sign-ins none."""
    wait_long(monkeypatch)
    seal_quickly(monkeypatch)
