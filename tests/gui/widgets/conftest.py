"""Widgets are tested in the light theme at 100 %; a test that changes it leaves it as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from widgets.theme import apply_theme

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns of every window with a smallest size: that is no fault."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(autouse=True)
def _light_theme(qapp: QApplication) -> Iterator[None]:
    qapp.setCursorFlashTime(0)
    apply_theme(qapp, "light", 100)
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # no loop runs to do it
    apply_theme(qapp, "light", 100)
