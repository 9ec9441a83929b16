"""An editor looks at the figures by keys and opens an entry from them; operators have none."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from console.bootstrap.feature.editing import EditingParts
from contract.domain.account import Role
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import RealServer
from tests.support.waiting import until
from widgets.tables.sorted_table import SortedTable

CTRL = Qt.KeyboardModifier.ControlModifier


def header_says(table: SortedTable, column: int) -> str:
    """Return what a screen reader gets for a column."""
    role = Qt.ItemDataRole.AccessibleTextRole
    return str(table.model().headerData(column, Qt.Orientation.Horizontal, role))


def header_shows(table: SortedTable, column: int) -> str:
    return str(table.model().headerData(column, Qt.Orientation.Horizontal))


async def test_an_editor_opens_an_entry_from_its_figures(
    city: RealServer, driven: DrivenConsole
) -> None:
    await city.add_account("edda", Role.EDITOR)
    await driven.start_work("edda")
    panel = driven.window.part(EditingParts).figures.panel
    driven.press(Qt.Key.Key_U, CTRL)
    await until(lambda: len(panel.table.records()) == 2)
    assert panel.isVisible()
    assert panel.table.hasFocus()
    assert "2 voci, 2 mai usate" in panel.sentence.text()
    panel.table.select_key("card c-tari")
    driven.press(Qt.Key.Key_Return)
    editor = driven.models.editing.editor
    await until(lambda: editor.draft is not None)
    assert not panel.isVisible()
    assert editor.draft.entry_id == "c-tari"


async def test_a_digit_and_a_click_on_the_title_sort_all_entries(
    city: RealServer, driven: DrivenConsole
) -> None:
    await city.add_account("edda", Role.EDITOR)
    await driven.start_work("edda")
    figures = driven.window.part(EditingParts).figures
    table, header = figures.panel.table, figures.panel.table.horizontalHeader()
    driven.press(Qt.Key.Key_U, CTRL)
    await until(lambda: len(table.records()) == 2)
    driven.press(Qt.Key.Key_1)
    await until(lambda: "dalla A alla Z" in figures.panel.sentence.text())
    rising = [record.key for record in table.records()]
    assert figures.panel.order.value() == "column"
    assert header_says(table, 0) == "Voce, dalla A alla Z"
    assert header_shows(table, 0) == "Voce ↑"
    at = QPoint(header.sectionViewportPosition(0) + 8, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    await until(lambda: "dalla Z alla A" in figures.panel.sentence.text())
    assert [record.key for record in table.records()] == rising[::-1]
    assert header_shows(table, 0) == "Voce ↓"
    driven.press(Qt.Key.Key_5)
    await until(lambda: header_says(table, 4) == "Segnalata, dal più alto")
    assert header_says(table, 0) == "Voce"
    figures.panel.order.edited.emit("most_used")
    await until(lambda: header_says(table, 4) == "Segnalata")
    assert table.hasFocus()


async def test_an_operator_has_no_figures(driven: DrivenConsole) -> None:
    await driven.sign_in("anna")
    driven.press(Qt.Key.Key_U, CTRL)
    assert not driven.window.part(EditingParts).figures.panel.isVisible()


async def test_without_the_server_the_panel_says_that_there_are_no_figures(
    city: RealServer, driven: DrivenConsole
) -> None:
    await city.add_account("edda", Role.EDITOR)
    await driven.start_work("edda")
    city.go_offline()
    panel = driven.window.part(EditingParts).figures.panel
    driven.press(Qt.Key.Key_U, CTRL)
    await until(lambda: "non dà queste cifre" in panel.sentence.text())
    assert not panel.table.records()
    assert not panel.export.isEnabled()
