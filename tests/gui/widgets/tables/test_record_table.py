"""A table of records on the screen: what is chosen, spoken and how it shares its room."""

import dataclasses

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from tests.gui.widgets.conftest import QtBot
from widgets.kit.plain_text import left_to_right
from widgets.kit.theme import TABLE_ROW_PX, apply_theme
from widgets.tables.cell_delegate import CellDelegate
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import FLUSH_MS, RecordTable

COLUMNS = (
    Column(title="Scade", width=6, is_ltr=True),
    Column(title="Cittadino", width=0),
    Column(title="Tema", width=8),
)


def _record(number: int, **changes: object) -> Record:
    record = Record(key=str(number), cells=(f"1{number}:30", f"ROSSI {number}", "TARI"))
    return dataclasses.replace(record, **changes)


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable:
    table = qtbot.own(RecordTable("Da richiamare", COLUMNS, urgency_title="Urgenza"))
    table.resize(420, 240)
    table.show()
    table.set_records([_record(number) for number in range(4)])
    table.flush()
    return table


def _text(
    table: RecordTable, row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole
) -> object:
    return table.model().data(table.model().index(row, column), role)


def test_asked_for_as_many_rows_as_before_no_column_is_measured_anew(table: RecordTable) -> None:
    """Each ring asks: to measure them took 3 ms of it."""
    table.want_exactly(4)
    table.setColumnWidth(1, 41)
    table.want_exactly(4)
    assert table.columnWidth(1) == 41
    table.want_exactly(3)
    assert table.columnWidth(1) != 41


def test_many_updates_are_shown_in_one_go_within_66_ms(table: RecordTable, qtbot: QtBot) -> None:
    assert FLUSH_MS <= 66
    resets: list[None] = []
    table.model().modelReset.connect(lambda: resets.append(None))
    for number in range(50):
        table.set_records([_record(number)])
    assert resets == []
    qtbot.waitUntil(lambda: bool(resets))
    assert [record.key for record in table.records()] == ["49"]
    assert len(resets) == 1


def test_a_table_out_of_sight_lays_out_no_rows_until_it_is_shown(table: RecordTable) -> None:
    resets: list[None] = []
    table.model().modelReset.connect(lambda: resets.append(None))
    table.hide()
    for number in range(50):
        table.set_records([_record(number)])
        table._flush_timer.timeout.emit()
    assert resets == []
    table.show()
    assert [record.key for record in table.records()] == ["49"]


def test_a_changed_cell_repaints_its_row_only(table: RecordTable) -> None:
    changed: list[int] = []
    table.model().dataChanged.connect(lambda top, _bottom: changed.append(top.row()))
    table.set_records([_record(0), _record(1), _record(2, is_muted=True), _record(3)])
    table.flush()
    assert changed == [2]


def test_the_selected_record_stays_selected_when_rows_move(table: RecordTable) -> None:
    told: list[str] = []
    table.select_key("2")
    table.selected.connect(told.append)
    table.set_records([_record(3), _record(2), _record(1)])
    table.flush()
    assert table.current_key() == "2"
    assert told == []


def test_rows_that_change_places_take_cursor_and_mark_with_them_and_begin_nothing_anew(
    table: RecordTable,
) -> None:
    """A reset would have a screen reader begin the table anew, at a row nobody went to."""
    resets: list[None] = []
    moves: list[int] = []
    table.setFocus()
    table.selectionModel().setCurrentIndex(
        table.model().index(2, 1), QItemSelectionModel.SelectionFlag.SelectCurrent
    )
    table.model().modelReset.connect(lambda: resets.append(None))
    table.selectionModel().currentChanged.connect(lambda now, _: moves.append(now.row()))
    table.set_records([_record(2), _record(0), _record(3, is_muted=True), _record(1)])
    table.flush()
    assert [record.key for record in table.records()] == ["2", "0", "3", "1"]
    cursor = table.currentIndex()
    assert (table.current_key(), cursor.row(), cursor.column()) == ("2", 0, 1)
    assert {at.row() for at in table.selectionModel().selectedIndexes()} == {0}
    assert (resets, moves) == ([], [])
    table.select_key("1")
    assert table.currentIndex().row() == 3


def test_when_the_selected_record_goes_the_next_in_its_place_is_selected(
    table: RecordTable,
) -> None:
    told: list[str] = []
    table.select_key("1")
    table.selected.connect(told.append)
    table.set_records([_record(0), _record(2), _record(3)])
    table.flush()
    assert table.current_key() == "2"
    assert told == ["2"]


def test_an_empty_table_has_no_current_record(table: RecordTable) -> None:
    table.select_key("1")
    table.set_records([])
    table.flush()
    assert table.current_key() == ""
    table.set_records([_record(5)])
    table.flush()
    assert table.current_key() == ""


def test_enter_opens_the_current_record(table: RecordTable, qtbot: QtBot) -> None:
    table.select_key("3")
    with qtbot.waitSignal(table.opened) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == ["3"]


def test_arrows_select_and_tell(table: RecordTable) -> None:
    told: list[str] = []
    table.select_key("0")
    table.selected.connect(told.append)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert told == ["1"]


def test_urgency_is_a_shape_and_a_spoken_word(table: RecordTable) -> None:
    table.set_records([_record(0, urgency="oltre termine"), _record(1)])
    table.flush()
    assert _text(table, 0, 0) == "▲"
    assert _text(table, 0, 0, Qt.ItemDataRole.AccessibleTextRole) == "oltre termine"
    assert _text(table, 1, 0) == ""


def test_hours_are_kept_in_reading_order_and_spoken_without_marks(table: RecordTable) -> None:
    assert _text(table, 0, 1) == left_to_right("10:30")
    assert _text(table, 0, 1, Qt.ItemDataRole.AccessibleTextRole) == "10:30"


def test_markup_in_a_name_is_shown_as_text_also_in_its_tooltip(table: RecordTable) -> None:
    table.set_records([_record(0, cells=("10:30", "<b>ROSSI</b>", "TARI"))])
    table.flush()
    assert _text(table, 0, 2) == "<b>ROSSI</b>"
    assert _text(table, 0, 2, Qt.ItemDataRole.ToolTipRole) == "<qt>&lt;b&gt;ROSSI&lt;/b&gt;</qt>"


def test_columns_have_names_and_the_mark_has_a_spoken_one(table: RecordTable) -> None:
    header = table.model().headerData
    side = Qt.Orientation.Horizontal
    assert [header(column, side) for column in range(4)] == ["!", "Scade", "Cittadino", "Tema"]
    assert header(0, side, Qt.ItemDataRole.AccessibleTextRole) == "Urgenza"


def test_rows_grow_with_the_text_and_columns_stay_readable(
    table: RecordTable, qapp: QApplication
) -> None:
    assert table.rowHeight(0) == TABLE_ROW_PX
    apply_theme(qapp, "light", 200)
    assert table.rowHeight(0) == TABLE_ROW_PX * 2
    assert table.columnWidth(2) >= table.fontMetrics().averageCharWidth() * 10


def test_in_a_narrow_table_columns_take_what_their_words_need_and_nothing_scrolls_sideways(
    qtbot: QtBot,
) -> None:
    """Seven columns at 150 % hid the last one behind a scroll bar while others stood half empty."""
    table = qtbot.own(
        RecordTable("I miei", (Column(title="Esito", width=60), Column(title="Tema", width=0)))
    )
    table.show()
    letter = table.fontMetrics().averageCharWidth()
    table.resize(letter * 90, 240)
    table.set_records([Record(key="1", cells=("data", "TARI"))])
    table.flush()
    roomy = table.columnWidth(0)
    assert roomy >= letter * 60
    table.resize(letter * 50, 240)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0, timeout=20_000)
    assert table.columnWidth(0) < letter * 20
    longer = "informazione fornita"
    table.set_records([Record(key="1", cells=(longer, "TARI"))])
    table.flush()
    assert table.columnWidth(0) >= table.fontMetrics().horizontalAdvance(longer)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0, timeout=20_000)
    table.resize(letter * 90, 240)
    assert table.columnWidth(0) == roomy


def test_a_column_that_may_go_stays_away_until_there_is_room(qtbot: QtBot) -> None:
    columns = (*COLUMNS, Column(title="Vista l'ultima volta", width=11, may_go=True))
    table = qtbot.own(RecordTable("Postazioni", columns))
    table.show()
    seen = []
    for width in (280, 281, 282, 900):  # each time the width is shared anew
        table.resize(width, 240)
        seen.append(not table.isColumnHidden(3))
    assert seen == [False, False, False, True]


def test_a_name_keeps_its_least_before_columns_that_need_less_than_they_ask_for(
    qtbot: QtBot,
) -> None:
    columns = (Column(title="Coda", width=0, least=30), Column(title="Aiuta", width=40))
    table = qtbot.own(RecordTable("Code", columns))
    letter = table.fontMetrics().averageCharWidth()
    table.resize(letter * 50, 240)
    table.show()
    table.set_records([Record(key="1", cells=("II livello Edilizia e urbanistica", "Tributi"))])
    table.flush()
    assert table.columnWidth(0) >= letter * 30
    table.resize(letter * 32, 240)
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)
    assert letter * 14 <= table.columnWidth(0) < letter * 30


def test_a_column_that_is_put_away_leaves_its_room_to_the_others(qtbot: QtBot) -> None:
    """In the narrow drawer of a lead names and states were cut beside an empty place."""
    columns = (
        Column(title="Chi", width=0, least=20),
        Column(title="Da", width=30, is_ltr=True),
        Column(title="Stato", width=18),
    )
    table = qtbot.own(RecordTable("Squadra", columns))
    since = "martedì 1 dicembre 14:02"
    rows = [Record(key="1", cells=("Secondo livello Tributi 1", since, "Non pronto · Pausa"))]
    table.set_records(rows)
    table.setColumnHidden(1, True)
    table.resize(360, 200)
    table.show()
    table.flush()
    seen = [table.columnWidth(at) for at in (0, 2)]
    assert sum(seen) >= table.viewport().width() - 1
    metrics = table.fontMetrics()
    assert seen[1] >= min(metrics.averageCharWidth() * 18, table.sizeHintForColumn(2))


def test_words_without_room_go_on_in_a_second_line(qtbot: QtBot) -> None:
    table = qtbot.own(RecordTable("Squadra", (Column(title="Chi", width=0),)))
    name = "Secondo livello Contravvenzioni 1"
    table.set_records([Record(key="1", cells=(name,))])
    table.resize(180, 200)
    table.show()
    table.flush()
    assert _drawn(table) != name
    table.show_lines(2)
    assert _drawn(table) == name
    height = table.fontMetrics().boundingRect(
        0, 0, table.columnWidth(0) - 12, 1000, Qt.TextFlag.TextWordWrap, name
    )
    assert table.rowHeight(0) >= height.height()


def _drawn(table: RecordTable) -> str:
    """Return what the first cell hands to the style to draw."""
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    option.rect = table.visualRect(table.model().index(0, 0))
    delegate = table.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    delegate.initStyleOption(option, table.model().index(0, 0))
    return option.text
