import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from widgets.panels.focus_ring import FocusRing


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(400, 300)
    qtbot.addWidget(window)
    FocusRing(window)
    window.show()
    window.activateWindow()
    return window


def ring_of(window: QWidget) -> FocusRing:
    [ring] = window.findChildren(FocusRing)
    return ring


def put[T: QWidget](part: T, window: QWidget, place: QRect) -> T:
    part.setParent(window)
    part.setGeometry(place)
    part.show()
    return part


PLACE = QRect(100, 100, 120, 32)


def test_a_button_has_the_ring_two_pixels_outside_its_edge(window: QWidget) -> None:
    put(QPushButton("Salva"), window, PLACE).setFocus()
    assert ring_of(window).geometry() == PLACE.adjusted(-4, -4, 4, 4)


@pytest.mark.parametrize("kind", [QLineEdit, QComboBox])
def test_a_field_has_the_ring_on_its_edge(window: QWidget, kind: type[QWidget]) -> None:
    put(kind(), window, PLACE).setFocus()
    assert ring_of(window).geometry() == PLACE.adjusted(-1, -1, 1, 1)


def test_a_choice_one_can_type_in_has_one_ring_around_all_of_it(window: QWidget) -> None:
    box = put(QComboBox(), window, PLACE)
    box.setEditable(True)
    box.setFocus()
    assert ring_of(window).geometry() == PLACE.adjusted(-1, -1, 1, 1)


def test_a_list_has_the_ring_inside_so_that_its_neighbours_stay_whole(window: QWidget) -> None:
    put(QListWidget(), window, PLACE).setFocus()
    assert ring_of(window).geometry() == PLACE


def test_the_ring_follows_what_moves_goes_with_it_and_comes_back(window: QWidget) -> None:
    holder = put(QWidget(), window, QRect(0, 50, 300, 100))
    button = put(QPushButton("Salva"), holder, QRect(20, 20, 80, 32))
    button.setFocus()
    holder.move(30, 60)
    assert ring_of(window).geometry() == QRect(50, 80, 80, 32).adjusted(-4, -4, 4, 4)
    button.resize(100, 40)
    assert ring_of(window).geometry() == QRect(50, 80, 100, 40).adjusted(-4, -4, 4, 4)
    button.setParent(window)
    button.show()
    button.setFocus()
    assert ring_of(window).geometry() == QRect(20, 20, 100, 40).adjusted(-4, -4, 4, 4)
    holder.move(0, 0)
    assert ring_of(window).geometry() == QRect(20, 20, 100, 40).adjusted(-4, -4, 4, 4)
    button.hide()
    assert ring_of(window).target() is None


def test_what_is_scrolled_away_has_no_ring_over_its_neighbours(window: QWidget) -> None:
    area = put(QScrollArea(), window, QRect(0, 0, 300, 120))
    page = QWidget()
    page.resize(280, 600)
    area.setWidget(page)
    button = put(QPushButton("Salva"), page, QRect(20, 20, 80, 32))
    button.setFocus()
    assert ring_of(window).target() is button
    area.verticalScrollBar().setValue(400)
    assert ring_of(window).target() is None
    area.verticalScrollBar().setValue(30)  # half of it is seen
    ring = ring_of(window)
    assert ring.mask().translated(ring.pos()).boundingRect().top() >= 0
    assert ring.target() is button


def test_what_gets_the_cursor_out_of_sight_is_brought_into_it(window: QWidget) -> None:
    area = put(QScrollArea(), window, QRect(0, 0, 300, 120))
    page = QWidget()
    page.resize(280, 600)
    area.setWidget(page)
    button = put(QPushButton("Salva"), page, QRect(20, 500, 80, 32))
    button.setFocus()
    assert ring_of(window).target() is button
    assert area.verticalScrollBar().value() > 0


def test_another_program_in_front_leaves_no_ring(window: QWidget, qapp: QApplication) -> None:
    put(QPushButton("Salva"), window, PLACE).setFocus()
    qapp.focusChanged.emit(qapp.focusWidget(), None)
    assert ring_of(window).target() is None


def test_what_paints_its_own_has_no_second_one(window: QWidget) -> None:
    pill = put(QPushButton("Annulla"), window, PLACE)
    pill.setProperty("ring", "own")
    pill.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring_of(window).target() is None


def test_what_goes_away_under_the_ring_takes_it_along(window: QWidget, qtbot: QtBot) -> None:
    button = put(QPushButton("Salva"), window, PLACE)
    button.setFocus()
    with qtbot.waitSignal(button.destroyed):
        button.deleteLater()
    assert ring_of(window).target() is None
