import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from widgets.fields.labelled_field import Choice, ChoiceField
from widgets.tables.callback_table import CallbackRow, CallbackTable

ROW = CallbackRow(
    key="b1", due="14:30", window="13–15", citizen="ROSSI", topic="TARI", attempts="1/3"
)


@pytest.fixture
def table(qtbot: QtBot) -> CallbackTable:
    table = CallbackTable()
    qtbot.addWidget(table)
    table.set_desks((Choice("", "Tutti"), Choice("t", "Tributi")), "t")
    table.show()
    return table


def test_a_row_is_selected_and_opened_by_key(table: CallbackTable, qtbot: QtBot) -> None:
    table.set_rows([ROW])
    table.table.flush()
    with qtbot.waitSignal(table.selected) as selected:
        table.table.select_key("b1")
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table.table, Qt.Key.Key_Return)
    assert (selected.args, opened.args) == (["b1"], ["b1"])


def test_an_empty_queue_says_so(table: CallbackTable) -> None:
    sentence = "Nessun richiamo da fare. Buon lavoro."
    table.set_rows([], sentence)
    shown = [label for label in table.findChildren(QLabel) if label.text() == sentence]
    assert shown[0].isVisible()
    table.set_rows([ROW], sentence)
    assert not shown[0].isVisible()


def test_filters_are_told_when_the_operator_changes_them(
    table: CallbackTable, qtbot: QtBot
) -> None:
    mine = table.findChild(QCheckBox)
    told: list[bool] = []
    table.mine_toggled.connect(told.append)
    mine.click()
    assert told == [True]
    desk = table.findChild(ChoiceField)
    assert desk.value() == "t"
    with qtbot.waitSignal(table.desk_chosen) as chosen:
        QTest.keyClick(desk.editor, Qt.Key.Key_Up)
    assert chosen.args == [""]


def test_the_next_one_can_be_asked_for(table: CallbackTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.next_requested):
        table.next_button.click()
