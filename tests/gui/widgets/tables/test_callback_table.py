import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.gui.widgets.conftest import QtBot, give_cursor
from widgets.fields.labelled_field import Choice
from widgets.tables.callback_rows import CallbackRow
from widgets.tables.callback_table import CallbackTable

ROW = CallbackRow(
    key="b1",
    due="14:30",
    window="13–15",
    citizen="ROSSI",
    about="TARI · tentativo 2 di 3",
    said="ROSSI, TARI, tentativo 2 di 3, scade 14:30",
)


@pytest.fixture
def table(qtbot: QtBot) -> CallbackTable:
    table = qtbot.own(CallbackTable())
    table.set_desks((Choice("", "Tutti 9"), Choice("t", "Tributi 6")), "t")
    table.set_filters("Solo i miei 2", "Oltre termine 1")
    table.show()
    return table


def test_a_row_is_selected_and_opened_by_key(table: CallbackTable, qtbot: QtBot) -> None:
    table.set_rows([ROW])
    table.table.flush()
    with qtbot.waitSignal(table.selected) as selected:
        table.table.select_key("b1")
    give_cursor(table.table, qtbot)
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
    table: CallbackTable,
) -> None:
    told: list[tuple[str, bool | str]] = []
    table.mine_toggled.connect(lambda on: told.append(("mine", on)))
    table.late_toggled.connect(lambda on: told.append(("late", on)))
    table.desk_chosen.connect(lambda desk: told.append(("desk", desk)))
    chips = {one.text(): one for one in table.findChildren(QPushButton) if one.isCheckable()}
    assert chips["Tributi 6"].isChecked()
    for words in ("Solo i miei 2", "Oltre termine 1", "Tutti 9"):
        chips[words].click()
    assert told == [("mine", True), ("late", True), ("desk", "")]
    assert not chips["Tributi 6"].isChecked()


def test_a_row_is_said_in_one_sentence(table: CallbackTable) -> None:
    table.set_rows([ROW])
    table.table.flush()
    said = table.table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "ROSSI, TARI, tentativo 2 di 3, scade 14:30"
    assert table.table.rowHeight(0) == 56


def test_the_next_one_can_be_asked_for(table: CallbackTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.next_requested):
        table.next_button.click()
