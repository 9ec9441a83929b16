"""Short rows stand under a heading of their own: both begin and end at the same places."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from widgets.figures.figure_table import TAG, FigureColumn, FigureRecord, FigureTable
from widgets.kit.theme import apply_theme, dress, wear_looks
from widgets.tables.record_model import Column

BEARING_PX = 2  # free within a letter, before its first stroke and after its last


def _inked(table: FigureTable) -> tuple[int, int]:
    """Return how many pixels are free before and after what is written in the first row."""
    picture = table.grab().toImage()
    ground = QColor("white").lightness()
    rows = range(2, table.row_height() - 2)  # above the line that parts rows
    inked = [
        x
        for x in range(picture.width())
        if any(ground - picture.pixelColor(x, y).lightness() > 60 for y in rows)
    ]
    return inked[0], picture.width() - 1 - inked[-1]


@pytest.mark.parametrize("is_mirrored", [False, True])
@pytest.mark.parametrize("ends_in_a_tag", [False, True])
def test_short_rows_begin_and_end_with_the_heading_above_them(
    qapp: QApplication, qtbot: QtBot, is_mirrored: bool, ends_in_a_tag: bool
) -> None:
    apply_theme(qapp, "light", 100)
    last = (
        FigureColumn(title="", width=14, is_tag=True, holds=TAG)
        if ends_in_a_tag
        else Column(title="", width=9, is_ltr=True, is_number=True)
    )
    window = QWidget()
    qtbot.addWidget(window)
    wear_looks(window)
    if is_mirrored:
        window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    table = FigureTable("Persone", (Column(title="Stato", width=0), last), window, is_short=True)
    dress(table)
    table.resize(300, 60)
    table.set_records((FigureRecord(key="1", cells=("HHH", "14:18"), inks=("", "error")),))
    window.show()
    table.flush()
    assert max(_inked(table)) <= BEARING_PX
