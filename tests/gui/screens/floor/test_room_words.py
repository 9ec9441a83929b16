"""The words of the room: what tells seats and desks apart is whole, and no button leads nowhere."""

from datetime import timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem

from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.floor_scenes import ROOM
from console.scenes.photograph import staged
from console.screens.floor.floor_screen import FloorScreen
from console.viewmodels.floor.floor import FloorViewModel
from contract.wire.floor import SIGN_INS, Misuse
from widgets.figures.figure_table import FigureTable
from widgets.kit.action_button import ActionButton
from widgets.kit.plain_text import ElidedLabel, without_isolates

CELL_EDGE_PX, CELL_LINE_PX = 9, 1  # of a cell: padding and margin, line below and its like


def wrapped_height(table: FigureTable, row: int) -> int:
    """Return how many pixels the name of a row takes in the width of its column."""
    option = QStyleOptionViewItem()
    index = table.model().index(row, 0)
    cells = table.itemDelegate()
    assert isinstance(cells, QStyledItemDelegate)
    cells.initStyleOption(option, index)
    whole = QRect(0, 0, table.columnWidth(0) - 2 * CELL_EDGE_PX, 10_000)
    wrap = int(Qt.TextFlag.TextWordWrap.value)
    return option.fontMetrics.boundingRect(whole, wrap, option.text).height()


@pytest.mark.parametrize("percent", [100, 130])
async def test_a_long_name_of_a_desk_goes_on_in_a_second_line(
    app: QApplication, percent: int
) -> None:
    size = QSize(1366, 768)
    async with staged(app, "floor-missing", text_percent=percent, size=size) as (window, _):
        late = window.part(FloorScreen).side.late
        assert "Tributi, II livello: rimborsi e rateazioni" in late.records()[0].cells
        for row in range(len(late.records())):
            # The style leaves out a second line that has not all of its height.
            assert wrapped_height(late, row) <= late.rowHeight(row) - 2 * CELL_LINE_PX
        assert late.columnWidth(1) >= late.sizeHintForColumn(1), "how late is one line"


@pytest.mark.parametrize("percent", [100, 130])
async def test_which_seat_has_unsent_work_is_whole_and_its_age_is_in_hours(
    app: QApplication, percent: int
) -> None:
    async with staged(app, "floor-missing", text_percent=percent) as (window, _):
        problems = window.part(FloorScreen).side.problems
        labels = problems.findChildren(ElidedLabel)
        assert [one.text() for one in labels if one.shown_text() != one.text()] == []
        told = without_isolates(" ".join(one.text() for one in labels))
        assert "1042" in told
        assert "26 h 4 min" in told


async def test_what_the_drawer_has_no_row_of_has_no_button(app: QApplication) -> None:
    """It opened the team's drawer at nothing."""
    guesses = Misuse(kind=SIGN_INS, seat="1042", since_at=city.NOW - timedelta(minutes=5))
    async with staged(app, "floor-missing") as (window, seat):
        problems = window.part(FloorScreen).side.problems
        assert not any(one.isVisible() for one in problems.findChildren(ActionButton))
        seat.server.answers["/floor"] = replace(ROOM, misuse=(guesses,))
        seat.models.of(FloorViewModel).refresh()
        await settle()
        named = [one.accessibleName() for one in problems.findChildren(ActionButton)
                 if one.isVisible()]  # fmt: skip
        assert len(named) == 2, "an alarm and a queue, which the drawer has"
