"""Rows begin and end where their heading does, whatever it is: a line above, or one per column."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from widgets.figures.figure_table import TAG, FigureColumn, FigureRecord, FigureTable
from widgets.kit.theme import apply_theme, dress, set_look, wear_looks
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

BEARING_PX = 2  # free within a letter, before its first stroke and after its last


def _inked(table: RecordTable, top: int = 0, height: int = 0) -> tuple[int, int]:
    """Return how many pixels are free before and after what is written, in the first row or there.

    What the table leaves free around its rows does not count.
    """
    shown = table.viewport().geometry()
    top, height = (top, height) if height else (shown.top(), table.row_height())
    # Of the window: alone a table without a ground is painted on nothing, and all of it is dark.
    picture = table.window().grab(table.geometry()).toImage()
    ground = picture.pixelColor(shown.left(), top + 2)
    rows = range(top + 2, top + height - 2)  # above the line that parts rows
    inked = [
        x
        for x in range(shown.left(), shown.right() + 1)
        if any(_differ(ground, picture.pixelColor(x, y)) for y in rows)
    ]
    return inked[0] - shown.left(), shown.right() - inked[-1]


def _differ(one: QColor, other: QColor) -> bool:
    pairs = zip(one.getRgb(), other.getRgb(), strict=True)
    return max(abs(here - there) for here, there in pairs) > 10  # the ground of a tag is pale


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
    window = _window(qtbot, is_mirrored=is_mirrored)
    table = FigureTable("Persone", (Column(title="Stato", width=0), last), window, is_short=True)
    dress(table)
    table.resize(300, 60)
    table.set_records((FigureRecord(key="1", cells=("HHH", "14:18"), inks=("", "error")),))
    window.show()
    table.flush()
    QApplication.processEvents()  # mirrored, the titles take their places a turn later
    assert max(_inked(table)) <= BEARING_PX


@pytest.mark.parametrize("is_mirrored", [False, True])
@pytest.mark.parametrize("ends_in_a_tag", [False, True])
def test_records_without_titles_begin_and_end_with_the_heading_above_them(
    qapp: QApplication, qtbot: QtBot, is_mirrored: bool, ends_in_a_tag: bool
) -> None:
    """The last contacts of a citizen stood 3 px further inside than their heading."""
    apply_theme(qapp, "light", 100)
    window = _window(qtbot, is_mirrored=is_mirrored)
    last = Column(title="Esito", width=6, is_tag=ends_in_a_tag, is_number=not ends_in_a_tag)
    table = RecordTable("Contatti", (Column(title="Data", width=0, is_ltr=True), last), window)
    table.horizontalHeader().hide()
    set_look(table, "ground", "none")
    set_look(table, "place", "receipt")
    _show(window, table, Record(key="1", cells=("HHH", "HHH"), tag_kind="error"))
    assert max(_inked(table)) <= BEARING_PX


def test_what_stands_below_a_title_begins_and_ends_with_it(
    qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, "light", 100)
    window = _window(qtbot, is_mirrored=False)
    columns = Column(title="HHH", width=0), Column(title="HHH", width=6, is_number=True)
    table = RecordTable("Code", columns, window)
    _show(window, table, Record(key="1", cells=("HHH", "HHH")))
    titles = table.horizontalHeader().geometry()
    above, below = _inked(table, titles.top(), titles.height()), _inked(table)
    assert max(abs(one - other) for one, other in zip(above, below, strict=True)) <= BEARING_PX


def _window(qtbot: QtBot, *, is_mirrored: bool) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    wear_looks(window)
    if is_mirrored:
        window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return window


def _show(window: QWidget, table: RecordTable, record: Record) -> None:
    dress(table)
    table.resize(300, 160)
    table.set_records((record,))
    window.show()
    table.flush()
