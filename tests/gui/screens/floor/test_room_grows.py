"""Figures that come later make the page longer; no picture in between shows one over another."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.at_rest import settle
from console.scenes.floor_scenes import QUEUES, ROOM
from console.scenes.photograph import staged
from console.screens.floor.floor_screen import FloorScreen
from console.viewmodels.floor.floor import FloorViewModel
from tests.support.waiting import until


class Pictures(QObject):
    """How the parts lay each time that one of them was painted."""

    def __init__(self, screen: FloorScreen) -> None:
        super().__init__(screen)
        self._page = screen
        self._parts: tuple[QWidget, ...] = (
            screen.queues,
            screen.bars,
            screen.side.people,
            screen.side.no_names,
        )
        self.seen: list[list[QRect]] = []
        for part in self._parts:
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.append([_place(part, self._page) for part in self._parts])
        return False


def _place(part: QWidget, page: QWidget) -> QRect:
    return QRect(part.mapTo(page, QPoint(0, 0)), part.size())


@pytest.mark.usefixtures("painted")
async def test_rows_that_come_lie_over_nothing_in_any_picture(app: QApplication) -> None:
    async with staged(app, "floor") as (window, seat):
        screen = window.part(FloorScreen)
        await settle()
        pictures, before = Pictures(screen), screen.queues.height()
        many = tuple(replace(QUEUES[0], queue_id=f"q{n}", name=f"Coda {n}") for n in range(16))
        seat.server.answers["/floor"] = replace(ROOM, queues=many)
        seat.models.of(FloorViewModel).refresh()
        await until(lambda: screen.queues.height() > before)
        await settle()
        await until(lambda: pictures.seen and pictures.seen[-1][0].height() > before)
        for queues, bars, people, no_names in pictures.seen:
            assert not queues.intersects(bars)
            assert not people.intersects(no_names)
        assert screen.queues.horizontalScrollBar().maximum() == 0
        header = screen.queues.horizontalHeader().height()
        rows = screen.queues.verticalHeader().length()
        assert screen.queues.height() <= header + rows + 4, "no room of a bar that has gone"
