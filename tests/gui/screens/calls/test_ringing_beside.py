"""Who works in another program sees that it rings, answers there, and keeps her cursor."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.calls import ringing_beside
from console.screens.calls.ringing_beside import RingingBeside
from console.shell.main_window import MainWindow
from widgets.cards.ring_edge import RingEdge
from widgets.cards.ringing_strip import HEIGHT_PX, OFF_PX, WIDTH_PX, RingingStrip

# The offscreen platform cannot keep a window on top, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[QWidget]:
    """The windows that asked for the operator in the task bar."""
    asked: list[QWidget] = []
    monkeypatch.setattr(QApplication, "alert", lambda window, *_: asked.append(window))
    return asked


def in_front(monkeypatch: pytest.MonkeyPatch, *, is_active: bool) -> None:
    monkeypatch.setattr(MainWindow, "isActiveWindow", lambda _: is_active)


async def test_it_rings_small_on_top_of_another_program_and_is_answered_there(
    app: QApplication, monkeypatch: pytest.MonkeyPatch, called: list[QWidget]
) -> None:
    in_front(monkeypatch, is_active=False)
    async with staged(app, "ringing") as (window, seat):
        beside = window.part(RingingBeside).beside
        assert isinstance(beside, RingingStrip)
        assert beside.isVisible()
        assert called == [window], "once a call"
        shown = " ".join(label.text() for label in beside.findChildren(QLabel))
        assert "In arrivo" in shown
        assert "Bianca Esempio" in shown
        assert (beside.width(), beside.height()) == (WIDTH_PX, HEIGHT_PX)
        screen = beside.screen().availableGeometry()
        assert (screen.right() - beside.geometry().right()) == OFF_PX
        assert (screen.bottom() - beside.geometry().bottom()) == OFF_PX
        flags = beside.windowFlags()
        assert flags & Qt.WindowType.WindowDoesNotAcceptFocus
        assert flags & Qt.WindowType.WindowStaysOnTopHint
        assert beside.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        assert beside.windowTitle() == "ChiamaRoma"
        assert (beside.answer.key, beside.decline.key) == ("", ""), "F4 is not ours out there"
        QTest.mouseClick(beside.answer, Qt.MouseButton.LeftButton)
        await settle()
        assert seat.models.call.call.answered_mono_s is not None
        assert beside.isHidden()


async def test_it_is_not_there_while_the_window_is_in_front(
    app: QApplication, monkeypatch: pytest.MonkeyPatch, called: list[QWidget]
) -> None:
    in_front(monkeypatch, is_active=True)
    async with staged(app, "ringing") as (window, _):
        beside = window.part(RingingBeside).beside
        assert beside is None or beside.isHidden()
        assert called == []


async def test_its_window_is_made_before_anybody_calls(
    app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ringing_beside, "AHEAD_MS", 0)
    async with staged(app, "idle") as (window, _):
        beside = window.part(RingingBeside).beside
        assert beside is not None
        assert beside.isHidden()
        assert beside.styleSheet(), "it wears the looks of its window"


async def test_it_goes_when_she_comes_to_the_window_or_the_caller_hangs_up(
    app: QApplication, monkeypatch: pytest.MonkeyPatch, called: list[QWidget]
) -> None:
    in_front(monkeypatch, is_active=False)
    async with staged(app, "ringing") as (window, seat):
        presenter = window.part(RingingBeside)
        assert presenter.beside is not None
        in_front(monkeypatch, is_active=True)
        presenter.refresh()
        assert presenter.beside.isHidden()
        in_front(monkeypatch, is_active=False)
        presenter.refresh()
        assert presenter.beside.isVisible()
        await seat.phone.hang_up(1)
        await settle()
        assert presenter.beside.isHidden()


async def test_whoever_leaves_while_it_rings_takes_strip_and_edge_along_without_a_word(
    app: QApplication, monkeypatch: pytest.MonkeyPatch, called: list[QWidget]
) -> None:
    """The pages end in turns of the loop, and in each the desktop may tell of another window."""
    in_front(monkeypatch, is_active=False)
    async with staged(app, "ringing") as (window, seat):
        seat.models.settings.choose(has_ring_edge=True)
        beside = window.part(RingingBeside)
        beside.refresh()
        assert beside.beside is not None
        assert window.findChildren(RingEdge)
        seat.console.seat.operator.mute()  # as the seat does before
        leaving = asyncio.ensure_future(window.drop_work())
        while not leaving.done():
            await asyncio.sleep(0)
            app.focusWindowChanged.emit(None)
        assert not window.findChildren(RingEdge)
        assert not window.findChildren(RingingStrip)
