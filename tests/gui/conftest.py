"""What all tests of windows share: seats a busy computer does not try, and quick sign-ins."""

import pytest

from tests.support.seats.seat_limits import seal_quickly, wait_long


@pytest.fixture(autouse=True)
def _patient_and_quick_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    wait_long(monkeypatch)
    seal_quickly(monkeypatch)
