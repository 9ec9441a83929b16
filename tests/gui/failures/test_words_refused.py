"""What the server does not accept of an operator's words stands there to be gone on with."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console.model.contact.unsent_input import fault_place
from console.viewmodels.kit.unsent_input import WAITING
from console.viewmodels.knowledge.entry_fault import EntryFaultViewModel
from tests.gui.screens.conftest import heard
from tests.gui.screens.contact.test_panel_words_waiting import SAID, panel
from tests.gui.screens.knowledge.test_entry_fault import CTRL, reading
from tests.gui.screens.knowledge.test_entry_fault import panel as fault_panel
from tests.support.seats.driven_console import DrivenConsole
from tests.support.waiting import until
from widgets.kit.plain_text import without_isolates

LONG = "La rata scade il 17. " * 150  # longer than any panel lets it be, and than the server takes


async def _a_fault_is_refused(driven: DrivenConsole, spoken: list[str]) -> EntryFaultViewModel:
    await driven.start_work()
    await reading(driven, "rifiuti")
    driven.press(Qt.Key.Key_E, CTRL)
    fault = driven.models.of(EntryFaultViewModel)
    fault.type(LONG)
    assert fault.send()
    await heard(spoken, SAID)
    return fault


async def test_a_refused_report_is_opened_again_with_its_words(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    await _a_fault_is_refused(driven, spoken)
    assert WAITING in driven.models.notices.passing
    driven.press(Qt.Key.Key_O, CTRL)
    [line] = panel(driven).table.records()
    assert line.cells[0] == "Errore nella scheda", "whole: its column has no room for more"
    assert without_isolates(line.cells[1]) == "Non accettato · Tassa rifiuti: scadenze e rate"
    table = panel(driven).table
    assert table.fontMetrics().horizontalAdvance(line.cells[0]) < table.columnWidth(0)
    driven.press(Qt.Key.Key_Return)
    driven.press(Qt.Key.Key_1)
    await until(lambda: driven.focus() is fault_panel(driven).field.editor)
    shown = fault_panel(driven).field.value()  # as much of it as the panel shows of any text
    assert len(shown) > 100
    assert LONG.startswith(shown)
    await until(lambda: driven.models.words.is_saved)
    assert list(driven.models.words.waiting) == [fault_place("c-tari")]


async def test_where_something_else_is_typed_by_now_they_can_be_copied(
    driven: DrivenConsole, spoken: list[str]
) -> None:
    fault = await _a_fault_is_refused(driven, spoken)
    fault.open()
    fault.type("Altro")
    refused = next(iter(place for place in driven.models.words.waiting if " fault " in place))
    panel(driven)
    driven.window.commands.unsent.open()
    panel(driven).picked.emit(refused)
    sentence = panel(driven)._sentence.text()
    assert sentence == "Lì ora c'è un altro testo: questo si può copiare."
    driven.press(Qt.Key.Key_2)
    assert QApplication.clipboard().text() == LONG.strip()
    assert driven.models.words.of(fault_place("c-tari")) == ("Altro",)
