import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from widgets.kit.flow_layout import FlowLayout


class Row:
    def __init__(self, qtbot: QtBot) -> None:
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        self.flow = FlowLayout(self.widget, 8)
        self.parts = [QLabel(word) for word in ("Uno", "Due", "Tre")]
        for part in self.parts:
            part.setFixedSize(100, 30)
            self.flow.addWidget(part)
        self.widget.show()

    def places(self, width: int) -> list[tuple[int, int]]:
        self.widget.resize(width, 200)
        self.flow.activate()
        return [(part.x(), part.y()) for part in self.parts if part.isVisible()]


@pytest.fixture
def row(qtbot: QtBot) -> Row:
    return Row(qtbot)


def test_parts_stand_side_by_side_while_they_fit(row: Row) -> None:
    assert row.places(316) == [(0, 0), (108, 0), (216, 0)]
    assert row.flow.heightForWidth(316) == 30


def test_what_does_not_fit_goes_to_the_next_row(row: Row) -> None:
    assert row.places(315) == [(0, 0), (108, 0), (0, 38)]
    assert row.flow.heightForWidth(315) == 68


def test_hidden_parts_take_no_room(row: Row) -> None:
    row.parts[1].hide()
    assert row.places(250) == [(0, 0), (108, 0)]
    assert row.flow.row_width() == 208


def test_rows_begin_at_the_reading_side(row: Row) -> None:
    row.widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert row.places(316) == [(216, 0), (108, 0), (0, 0)]


def test_margins_belong_to_the_size(row: Row) -> None:
    row.flow.setContentsMargins(5, 6, 7, 8)
    assert row.flow.row_width() == 328
    assert row.flow.heightForWidth(328) == 44
    assert row.flow.minimumSize().height() == 44


def test_a_part_can_be_moved_and_taken_out(row: Row) -> None:
    row.flow.move_to(row.parts[2], 0)
    assert row.places(316) == [(108, 0), (216, 0), (0, 0)]
    row.flow.removeWidget(row.parts[0])
    assert row.flow.count() == 2
    assert row.flow.itemAt(5) is None
    assert row.flow.takeAt(-1) is None


def test_parts_of_a_row_stand_on_one_middle_line(row: Row) -> None:
    row.parts[1].setFixedSize(100, 50)
    assert row.places(316) == [(0, 10), (108, 0), (216, 10)]
    assert row.flow.heightForWidth(316) == 50


def test_the_height_follows_parts_that_come_grow_hide_and_go(row: Row) -> None:
    assert row.flow.heightForWidth(316) == 30
    more = QLabel("Quattro", row.widget)
    more.setFixedSize(100, 30)
    more.show()
    row.flow.addWidget(more)
    assert row.flow.heightForWidth(316) == 68
    more.setFixedHeight(50)
    assert row.flow.heightForWidth(316) == 88
    row.parts[0].hide()
    assert row.flow.heightForWidth(316) == 50
    row.flow.removeWidget(more)
    assert row.flow.heightForWidth(316) == 30
