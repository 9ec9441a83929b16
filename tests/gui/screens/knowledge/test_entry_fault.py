"""An operator says with one key what is wrong with the card she is reading out."""

from functools import partial

from PySide6.QtCore import Qt

from console.screens.knowledge.fault_presenter import FaultPresenter
from console.viewmodels.knowledge.entry_fault import EntryFaultViewModel
from contract.domain.ids import KNOWLEDGE_SCOPE, OfficeId
from contract.domain.knowledge_entries.entry_report import EntryReport, ReportState
from contract.domain.knowledge_entries.knowledge import Office
from server.store.engine.row_codec import codec_of
from tests.support.seats.driven_console import DrivenConsole
from tests.support.servers.real_server import RealServer
from tests.support.waiting import comes, until
from widgets.panels.fault_panel import FaultPanel

CTRL = Qt.KeyboardModifier.ControlModifier


async def arrived(server: RealServer) -> EntryReport:
    """Wait for the report to reach the server."""
    read = partial(server.database.read, lambda c: c.execute("SELECT * FROM entry_report"))
    return codec_of(EntryReport).value((await comes(read))[0])


def panel(driven: DrivenConsole) -> FaultPanel:
    return driven.window.part(FaultPresenter).panel


async def reading(driven: DrivenConsole, words: str) -> None:
    """Search and have the card in view."""
    driven.press(Qt.Key.Key_F2)
    driven.type(words)
    await until(lambda: driven.models.knowledge.answer.query == words)
    await driven.models.knowledge.card_in_use()  # once the last letter is searched and shown


async def test_a_fault_is_told_by_keys_and_reaches_the_editors(
    city: RealServer, driven: DrivenConsole
) -> None:
    await driven.start_work("anna")
    await reading(driven, "rifiuti")
    before = driven.focus()
    driven.press(Qt.Key.Key_E, CTRL)
    assert panel(driven).isVisible()
    assert driven.focus() is panel(driven).field.editor
    driven.press(Qt.Key.Key_Down)
    driven.press(Qt.Key.Key_Down)
    driven.type("La rata scade il 17")
    driven.press(Qt.Key.Key_Return)
    assert not panel(driven).isVisible()
    assert driven.focus() is before, "she goes on where she was"
    await until(lambda: "entry_reported" in driven.models.notices.passing)
    report = await arrived(city)
    assert (report.entry_id, report.text) == ("c-tari", "La rata scade il 17")
    assert report.field == "costs", "two below the first place of a card without offices"
    assert (report.author_name, report.state) == ("Anna", ReportState.OPEN)


async def test_what_was_typed_is_there_again_after_esc(driven: DrivenConsole) -> None:
    await driven.start_work("anna")
    await reading(driven, "rifiuti")
    driven.press(Qt.Key.Key_E, CTRL)
    driven.type("La rata sc")
    driven.press(Qt.Key.Key_Down)
    driven.press(Qt.Key.Key_Escape)
    assert not panel(driven).isVisible()
    driven.press(Qt.Key.Key_E, CTRL)
    assert panel(driven).field.value() == "La rata sc"
    assert driven.models.of(EntryFaultViewModel).chosen == 1


async def test_without_words_nothing_is_sent_and_she_is_told(driven: DrivenConsole) -> None:
    await driven.sign_in("anna")
    driven.press(Qt.Key.Key_E, CTRL)
    assert not panel(driven).isVisible(), "nothing is on the screen to be wrong"
    await driven.search_is_ready()
    await reading(driven, "rifiuti")
    driven.press(Qt.Key.Key_E, CTRL)
    driven.press(Qt.Key.Key_Return)
    assert panel(driven).isVisible()
    assert "Scrivi che cosa è sbagliato" in panel(driven)._sentence.text()
    driven.type("Chiama il 347 1234567")
    assert "Sarà tolto: il numero di telefono" in panel(driven)._sentence.text()


async def test_a_fault_told_offline_arrives_when_the_server_is_back(
    city: RealServer, driven: DrivenConsole
) -> None:
    await city.put(KNOWLEDGE_SCOPE, Office(id=OfficeId("o1"), name="Sportello di prova"))
    await driven.start_work("anna")
    await reading(driven, "sportello di prova")
    city.go_offline()
    driven.press(Qt.Key.Key_E, CTRL)
    driven.type("Chiude alle 13")
    driven.press(Qt.Key.Key_Return)
    await until(lambda: "entry_reported" in driven.models.notices.passing)
    city.go_online()
    report = await arrived(city)
    assert (report.entry_id, report.field) == ("o1", "desk_times")
