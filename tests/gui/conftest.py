"""What all tests of windows share: a filled server, a console at it, quick and patient seats."""

import pytest
from PySide6.QtWidgets import QWidget

from console.shell.main_window import MainWindow
from tests.gui.screens.conftest import a_city
from tests.support.async_fixtures import async_fixture
from tests.support.seats.driven_console import driven_console
from tests.support.seats.seat_limits import seal_quickly, wait_long


@pytest.fixture(autouse=True)
def _patient_and_quick_seats(monkeypatch: pytest.MonkeyPatch) -> None:
    wait_long(monkeypatch)
    seal_quickly(monkeypatch)


@pytest.fixture
def painted() -> None:
    """For tests that look at pixels, or at what is only known as a part is painted."""


@pytest.fixture(autouse=True)
def _nobody_looks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave windows unpainted: painting is a sixth of what these tests cost."""
    if "painted" in request.fixturenames:
        return

    def show(window: MainWindow) -> None:
        window.setUpdatesEnabled(False)
        QWidget.show(window)

    monkeypatch.setattr(MainWindow, "show", show)


city = async_fixture(a_city)
driven = async_fixture(lambda app, city, tmp_path: driven_console(app, city, tmp_path))
