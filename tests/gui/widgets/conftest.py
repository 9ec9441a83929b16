"""Widgets are tested in the light theme at 100 %; a test that changes it leaves it as it was."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt import qtbot as plain

from tests.support.waiting import PATIENCE_S
from widgets.kit.theme import apply_theme

HERE = Path(__file__).parent
PATIENCE_MS = int(PATIENCE_S * 1000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns of every window with a smallest size: that is no fault."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


class QtBot(plain.QtBot):  # type: ignore[misc]  # it has no types
    """Waits as long as every other test does, not pytest-qt's five seconds."""

    def own[W: QWidget](self, widget: W) -> W:
        """Return the widget; it ends with the test."""
        self.addWidget(widget)
        return widget

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: object, *, timeout: int = PATIENCE_MS, **options: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **options)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """The one pytest-qt gives, with patience."""
    return QtBot(request)


@pytest.fixture(autouse=True)
def _light_theme(qapp: QApplication) -> Iterator[None]:
    qapp.setCursorFlashTime(0)
    apply_theme(qapp, "light", 100)
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # no loop runs to do it
    apply_theme(qapp, "light", 100)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def give_cursor(widget: QWidget, qtbot: QtBot) -> None:
    """Put the keyboard on a widget whose window is shown, as a key would that reaches it."""
    widget.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
