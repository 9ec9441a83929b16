"""Where the parts of the window stand, at each width and size of text; what is told moves none."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.photograph import staged
from console.shell.main_window import MainWindow
from console.viewmodels.kit.notice_code import SeatNotice
from console.viewmodels.kit.notices import Level
from widgets.kit.rail import Rail
from widgets.kit.theme import current_percent

WIDTHS = (900, 1270, 1366, 1600, 1920)
PERCENTS = (100, 115, 130, 150, 200)
NEAR_PX = 4
STRIP_PX, STATUS_PX = 52, 26


def place(window: MainWindow, name: str) -> QRect:
    """Return where the part of this name stands in the window; empty where it is not seen."""
    part = window.findChild(Rail) if name == "rail" else window.findChild(QWidget, name)
    if part is None or not part.isVisibleTo(window):
        return QRect()
    return QRect(part.mapTo(window, QPoint()), part.size())


def wanted_widths(logical: float, percent: int) -> dict[str, float]:
    """Return how wide each part is, in pixels at 100 %; 0: it is not there."""
    if percent == 200 or logical < 900:
        return {"rail": 0, "receipt": 0, "answer_pane": logical, "history": 0}
    if logical < 1270:
        return {"rail": 56, "receipt": 340, "answer_pane": logical - 396, "history": 0}
    if logical < 1800:
        return {
            "rail": 56,
            "receipt": 372,
            "results": 288,
            "answer_pane": logical - 716,
            "history": 0,
        }
    return {
        "rail": 56, "receipt": 400, "results": 340, "answer_pane": logical - 1116, "history": 320,
    }  # fmt: skip


def size_text(window: MainWindow, percent: int) -> None:
    window._appearance._show("light", percent)
    QApplication.sendPostedEvents()


@pytest.mark.parametrize("percent", PERCENTS)
async def test_each_part_has_its_place_at_every_width(app: QApplication, percent: int) -> None:
    async with staged(app, "talking", size=QSize(1366, 768)) as (window, _):
        size_text(window, percent)
        wrong = []
        for width in WIDTHS:
            window.resize(width, 768)
            QApplication.sendPostedEvents()
            wanted = wanted_widths(window.width() * 100 / percent, percent)
            for name, pixels in wanted.items():
                is_off = abs(place(window, name).width() - pixels * percent / 100)
                if is_off > NEAR_PX:
                    wrong.append((window.width(), name, place(window, name).width(), pixels))
        assert wrong == []


async def test_strip_status_bar_and_columns_fill_the_window_from_edge_to_edge(
    app: QApplication,
) -> None:
    async with staged(app, "talking", size=QSize(1366, 768)) as (window, _):
        strip, status = place(window, "call_strip"), place(window, "status_line")
        assert abs(strip.height() - STRIP_PX) <= NEAR_PX
        assert abs(status.height() - STATUS_PX) <= NEAR_PX
        assert status.bottom() == window.height() - 1
        parts = [place(window, name) for name in ("rail", "receipt", "results", "answer_pane")]
        assert {(part.top(), part.bottom()) for part in parts} == {
            (strip.bottom() + 1, status.top() - 1)
        }
        for before, after in pairwise(parts):
            assert 0 < after.left() - before.right() <= 2
        assert parts[-1].right() == window.width() - 1


PANES = ("call_strip", "rail", "receipt", "results", "answer_pane", "card_view", "contact_form",
         "citizen_card", "status_line")  # fmt: skip


def all_places(window: MainWindow) -> dict[str, QRect]:
    """Return where each part is; results that drop down lie over others, as a menu does."""
    is_dropped = (
        not place(window, "rail").width() or window.width() < 1270 * current_percent() // 100
    )
    return {name: place(window, name) for name in PANES if name != "results" or not is_dropped}


@pytest.mark.parametrize("percent", [100, 130, 200])
async def test_nothing_that_is_told_moves_a_part_of_the_window(
    app: QApplication, percent: int
) -> None:
    async with staged(app, "talking", text_percent=percent, size=QSize(1366, 768)) as (
        window,
        seat,
    ):
        notices = seat.models.notices
        steps: tuple[tuple[str, Callable[[], None]], ...] = (
            ("a fault of ours", lambda: window.tell_crash("12345678")),
            ("why not now", lambda: window.commands.run("session.quit")),
            ("no microphone", lambda: seat.models.call.on_devices((), False)),
            ("a full disk", lambda: notices.tell(SeatNotice.STORE_FULL, Level.ACT_NOW)),
            ("a letter", lambda: QTest.keyClick(focused(), Qt.Key.Key_A)),
        )
        before = all_places(window)
        for what, step in steps:
            step()
            QApplication.sendPostedEvents()
            assert all_places(window) == before, what
        await seat.lose_server()
        QApplication.sendPostedEvents()
        assert all_places(window) == before


def focused() -> QWidget:
    now = QApplication.focusWidget()
    assert now is not None
    return now
