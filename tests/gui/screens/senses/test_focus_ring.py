"""Where the cursor is: one ring, seen on every ground, and nothing moves for it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.callbacks.callback_queue_screen import CallbackQueueScreen
from console.shell.main_window import MainWindow
from tests.support.waiting import until
from tools.pictures.controls import focusable
from tools.pictures.rings import LEAST_SHARE, share_seen
from widgets.kit.theme import current_tokens, scaled
from widgets.kit.tokens import THEMES
from widgets.panels.focus_ring import RING_PX, FocusRing
from widgets.tables.callback_rows import ROW_PX

pytestmark = pytest.mark.usefixtures("painted")

SCENES = (
    "idle",
    "talking",
    "ringing",
    "incomplete",
    "level2-case",
    "floor",
    "systems-accounts",
    "editing-card",
    "sign-in",
    "lock",
)


def ring_of(window: QWidget) -> FocusRing:
    [ring] = window.findChildren(FocusRing)
    assert isinstance(ring, FocusRing)
    return ring


def in_turn(window: MainWindow) -> Iterator[QWidget]:
    """Give the cursor to each part that takes it and is in sight, one after the other."""
    window.activateWindow()
    for part in focusable(window):
        part.setFocus(Qt.FocusReason.TabFocusReason)
        if part.hasFocus() and part.property("ring") != "own":
            yield part


def picture_around(ring: FocusRing) -> QImage:
    """Return a picture of the window that is painted where the ring is alone."""
    window, room = ring.window(), ring.geometry().adjusted(-RING_PX, -RING_PX, RING_PX, RING_PX)
    picture = QImage(window.size(), QImage.Format.Format_RGB32)
    with QPainter(picture) as painter:
        painter.drawPixmap(room.topLeft(), window.grab(room))
    return picture


def places(window: QWidget) -> dict[str, QRect]:
    """Where each part stands that is not the ring."""
    return {
        f"{at} {type(part).__name__} {part.objectName()}": QRect(
            part.mapTo(window, QPoint(0, 0)), part.size()
        )
        for at, part in enumerate(window.findChildren(QWidget))
        if part.isVisibleTo(window) and not isinstance(part, FocusRing)
    }


@pytest.mark.parametrize("name", SCENES)
async def test_the_ring_is_seen_around_whatever_has_the_cursor_in_each_theme(
    app: QApplication, name: str
) -> None:
    async with staged(app, name) as (window, _):
        for theme in THEMES:  # the next one by its key, as on a seat
            assert current_tokens() is THEMES[theme]
            faint = []
            for part in in_turn(window):
                share = share_seen(picture_around(ring_of(window)), ring_of(window))
                if share < LEAST_SHARE:
                    faint.append(f"{type(part).__name__} {part.objectName()}: {share:.0%}")
            assert faint == [], theme
            window.commands.run("theme.next")
            await settle()


@pytest.mark.parametrize("name", ["talking", "level2-case", "floor"])
async def test_nothing_moves_for_the_ring(app: QApplication, name: str) -> None:
    async with staged(app, name) as (window, seat):
        editor = seat.models.editor

        def is_saved() -> bool:
            return editor.draft is None or editor.is_saved

        async def at_rest() -> dict[str, QRect]:
            """A pane may scroll to the cursor, and the draft's caption says that it is kept."""
            for _ in range(20):  # it is saved whenever its time has come, also while this settles
                await settle()
                await until(is_saved)
                await settle()
                found = places(window)
                if is_saved():
                    return found
            raise AssertionError("it is being saved all the time")

        window.activateWindow()
        for part in list(focusable(window)):
            part.setFocus(Qt.FocusReason.TabFocusReason)
            with_it = await at_rest()
            for _ in range(3):  # a window that comes to the front gives the cursor back once
                if (now := QApplication.focusWidget()) is not None:
                    now.clearFocus()
                await settle()
            assert ring_of(window).target() is None
            assert await at_rest() == with_it, part.objectName()


async def test_a_pane_that_loses_the_cursor_keeps_its_row_and_loses_its_ring(
    app: QApplication,
) -> None:
    async with staged(app, "level2-case") as (window, _):
        window.activateWindow()
        table = window.part(CallbackQueueScreen).queue.table
        table.setFocus(Qt.FocusReason.TabFocusReason)
        row = table.current_key()
        assert ring_of(window).target() is table
        window.part(CallbackQueueScreen).start_typing()
        assert ring_of(window).target() is QApplication.focusWidget() is not table
        assert table.current_key() == row != ""
        assert table.selectionModel().hasSelection()


async def test_a_click_goes_through_the_ring(app: QApplication) -> None:
    async with staged(app, "talking") as (window, _):
        window.activateWindow()
        for part in in_turn(window):
            ring = ring_of(window)
            assert window.childAt(ring.geometry().center()) is not ring, part.objectName()
            assert window.childAt(ring.geometry().topLeft() + QPoint(8, 0)) is not ring


async def test_in_an_empty_queue_the_ring_is_around_what_is_said_there(app: QApplication) -> None:
    """It was around a void as high as the page."""
    async with staged(app, "level2-empty") as (window, _):
        window.activateWindow()
        queue = window.part(CallbackQueueScreen).queue
        queue.table.setFocus(Qt.FocusReason.TabFocusReason)
        ring = ring_of(window).geometry()
        assert ring.height() <= scaled(ROW_PX) + 2 * RING_PX + 4
        sentence = queue._empty
        assert ring.contains(QRect(sentence.mapTo(window, QPoint(0, 0)), sentence.size()))
