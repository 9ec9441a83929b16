"""People of an office as rows of cells: typed, added, removed, moved and pasted by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from tests.gui.widgets.conftest import QtBot
from tests.support.heard_signal import heard_by
from tools.pictures.controls import nameless, spoken_name
from widgets.fields.labelled_field import Choice
from widgets.fields.rows_field import RowsField
from widgets.kit.cell_row import RowColumn
from widgets.kit.column_scroll import bring_into_sight, column_scroll

STAFF = (RowColumn(label="Ruolo"), RowColumn(label="Nome"), RowColumn(label="Stanza"))
PLACES = (RowColumn(label="Ufficio", is_reference=True), RowColumn(label="Nota"))
TWO = "Direttore | Uno | 4\nSportello |  | 2"


@pytest.fixture
def staff(qtbot: QtBot) -> RowsField:
    field = qtbot.own(RowsField("staff", "Persone e ruoli", STAFF))
    field.resize(700, 400)
    field.set_value(TWO)
    with qtbot.waitExposed(field):
        field.show()
    field.activateWindow()
    return field


def cells(field: RowsField) -> list[QLineEdit]:
    """Return the cells in the order of Tab."""
    found = [one for one in field.findChildren(QLineEdit) if one.isVisibleTo(field)]
    return sorted(found, key=lambda one: spoken_name(one).split(", riga ")[1])


def cell(field: RowsField, row: int, column: str) -> QLineEdit:
    name = f"Persone e ruoli, riga {row}, {column}"
    return next(one for one in cells(field) if spoken_name(one) == name)


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key, Qt.KeyboardModifier.AltModifier)


def told_by(field: RowsField) -> list[str]:
    told: list[str] = []
    field.edited.connect(told.append)
    return told


def test_each_cell_says_its_row_and_column(staff: RowsField) -> None:
    assert [spoken_name(one) for one in cells(staff)][:3] == [
        "Persone e ruoli, riga 1, Nome",
        "Persone e ruoli, riga 1, Ruolo",
        "Persone e ruoli, riga 1, Stanza",
    ]
    assert nameless(staff) == []
    assert staff.value() == TWO


def test_what_is_typed_in_a_cell_is_the_row(staff: RowsField) -> None:
    told = told_by(staff)
    QTest.keyClicks(cell(staff, 2, "Nome"), "Due|Tre")
    assert told[-1] == "Direttore | Uno | 4\nSportello | Due/Tre | 2"


def test_rows_are_added_removed_and_moved_by_keys(staff: RowsField) -> None:
    told = told_by(staff)
    press(cell(staff, 1, "Ruolo"), Qt.Key.Key_Return)
    QTest.keyClicks(cell(staff, 2, "Ruolo"), "Vice")
    assert told[-1] == "Direttore | Uno | 4\nVice\nSportello |  | 2"
    press(cell(staff, 2, "Ruolo"), Qt.Key.Key_Up)
    assert staff.value() == "Vice\nDirettore | Uno | 4\nSportello |  | 2"
    press(cell(staff, 1, "Nome"), Qt.Key.Key_Delete)
    assert told[-1] == TWO
    assert QApplication.focusWidget() is cell(staff, 1, "Ruolo")
    press(cell(staff, 2, "Stanza"), Qt.Key.Key_Down)  # it is the last one
    assert staff.value() == TWO


def test_cells_of_a_spreadsheet_are_pasted_from_the_cursor_on(staff: RowsField) -> None:
    QGuiApplication.clipboard().setText("Quattro\t7\nCinque\t8\nSei\t9\ttroppo\n")
    QTest.keyClick(cell(staff, 1, "Nome"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert staff.value() == "Direttore | Quattro | 7\nSportello | Cinque | 8\n | Sei | 9"
    QGuiApplication.clipboard().setText("dopo")
    QTest.keyClick(cell(staff, 3, "Ruolo"), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert staff.value().endswith("\ndopo | Sei | 9")


def test_a_row_without_a_word_is_none_and_stays_while_it_is_filled(staff: RowsField) -> None:
    press(cell(staff, 2, "Ruolo"), Qt.Key.Key_Return)
    assert staff.value() == TWO
    staff.set_value(TWO)  # what others hand over meanwhile
    assert len(cells(staff)) == 9
    staff.set_value("")
    assert cells(staff) == []


def test_an_office_that_is_not_in_the_list_yet_is_not_lost(qtbot: QtBot) -> None:
    field = qtbot.own(RowsField("places", "Differenze per sede", PLACES))
    field.set_value("o-7 | Al secondo piano")
    assert field.value() == "o-7 | Al secondo piano"
    field.set_choices((Choice("o-1", "Anagrafe"),))
    assert field.value() == "o-7 | Al secondo piano"
    field.set_choices((Choice("o-7", "Biblioteca"),))
    assert field.findChildren(QLineEdit)[0].text() == "Biblioteca"
    assert field.value() == "o-7 | Al secondo piano"


def test_a_row_that_is_added_below_the_window_comes_into_sight(
    staff: RowsField, qtbot: QtBot
) -> None:
    area = qtbot.own(column_scroll(staff))
    area.resize(700, 260)
    with qtbot.waitExposed(area):
        area.show()
    area.activateWindow()
    app = QApplication.instance()
    assert isinstance(app, QApplication)

    def follow(_: QWidget | None, now: QWidget | None) -> None:
        if now is not None and area.isAncestorOf(now):
            bring_into_sight(area, now)

    def is_in_sight(widget: QWidget | None) -> bool:
        if widget is None or not area.isAncestorOf(widget):
            return False
        corner = widget.mapTo(area.viewport(), widget.rect().topLeft())
        return area.viewport().rect().contains(widget.rect().translated(corner))

    with heard_by(app.focusChanged, follow):
        cell(staff, 2, "Ruolo").setFocus()
        for _ in range(4):
            before = QApplication.focusWidget()
            assert before is not None
            height = staff.sizeHint().height()
            press(before, Qt.Key.Key_Return)
            qtbot.waitUntil(
                lambda height=height: staff.height() >= staff.sizeHint().height() > height,
                timeout=20_000,
            )
            qtbot.waitUntil(lambda: is_in_sight(QApplication.focusWidget()), timeout=20_000)
            assert QApplication.focusWidget() is not before
    area.takeWidget()


def test_a_cell_is_brought_into_sight_with_its_whole_row(staff: RowsField, qtbot: QtBot) -> None:
    area = qtbot.own(column_scroll(staff))
    area.resize(320, 250)
    with qtbot.waitExposed(area):
        area.show()
    first = cell(staff, 2, "Ruolo")
    last = next(one for one in staff.findChildren(QPushButton) if "riga 2" in spoken_name(one))
    bring_into_sight(area, first)

    def is_in_sight(widget: QWidget) -> bool:
        corner = widget.mapTo(area.viewport(), widget.rect().topLeft())
        return area.viewport().rect().contains(widget.rect().translated(corner))

    qtbot.waitUntil(lambda: is_in_sight(first) and is_in_sight(last), timeout=20_000)
    area.takeWidget()


def test_a_long_text_is_seen_from_its_beginning(staff: RowsField) -> None:
    assert cell(staff, 1, "Nome").cursorPosition() == 0


def test_the_row_she_is_about_to_fill_stays_when_the_others_are_written_anew(
    staff: RowsField,
) -> None:
    press(cell(staff, 2, "Ruolo"), Qt.Key.Key_Return)
    begun = QApplication.focusWidget()
    assert begun is cell(staff, 3, "Ruolo")
    staff.set_value("Direttore | Uno | 4\nSportello |  | stanza 2")
    assert QApplication.focusWidget() is begun
    QTest.keyClicks(begun, "Vice")
    assert staff.value() == "Direttore | Uno | 4\nSportello |  | stanza 2\nVice"


def test_letters_of_a_place_stay_while_the_list_of_offices_comes_anew(qtbot: QtBot) -> None:
    field = qtbot.own(RowsField("places", "Differenze per sede", PLACES))
    field.set_choices((Choice("o-1", "Anagrafe"),))
    field.set_value("o-1 | Al secondo piano")
    office = field.findChildren(QLineEdit)[0]
    office.clear()
    QTest.keyClicks(office, "bib")
    field.set_choices((Choice("o-1", "Anagrafe"), Choice("o-7", "Biblioteca")))
    assert office.text() == "bib"


def test_cells_that_stand_below_share_the_whole_width(staff: RowsField, qtbot: QtBot) -> None:
    staff.resize(310, 400)
    name, room = cell(staff, 1, "Nome"), cell(staff, 1, "Stanza")

    def right(part: QWidget) -> int:
        return part.mapTo(staff, part.rect().topRight()).x()

    qtbot.waitUntil(lambda: room.mapTo(staff, room.pos()).y() > name.mapTo(staff, name.pos()).y())
    qtbot.waitUntil(lambda: right(room) == right(name) and room.width() > name.width() * 3 // 2)
