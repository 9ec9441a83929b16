"""What all tests of windows share: a filled server, a console at it, quick and patient seats."""

import pytest

from tests.gui.screens.conftest import a_city
from tests.support.async_fixtures import async_fixture
from tests.support.seats.driven_console import driven_console
from tests.support.seats.seat_limits import seal_quickly, wait_long


@pytest.fixture(autouse=True)
def _patient_and_quick_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    wait_long(monkeypatch)
    seal_quickly(monkeypatch)


city = async_fixture(a_city)
driven = async_fixture(lambda app, city, tmp_path: driven_console(app, city, tmp_path))
