"""A first start that copies the city for a minute looks like work, not like a fault."""

from PySide6.QtWidgets import QApplication

from console.model.duty.seat_state import Copying
from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.scenes.scene_seat import SceneSeat
from console.shell.main_window import MainWindow
from contract.domain.ids import KNOWLEDGE_SCOPE
from widgets.kit.action_button import ActionButton
from widgets.kit.plain_text import without_isolates


def first_place(window: MainWindow) -> ActionButton:
    button = window.findChild(ActionButton, "status_connection")
    assert isinstance(button, ActionButton)
    return button


async def shown(window: MainWindow, seat: SceneSeat, rows: int, total: int = 0) -> str:
    seat.console.engine._state.copying(Copying(scope=KNOWLEDGE_SCOPE, rows=rows, total=total))
    await settle()
    return without_isolates(first_place(window).text())


async def test_the_status_bar_says_that_it_copies_and_how_far(app: QApplication) -> None:
    async with staged(app, "copying") as (window, seat):
        words = without_isolates(first_place(window).text())
        assert words.startswith("Copio la banca dati: ")
        assert words.endswith(" di 5000")
        assert first_place(window).property("kind") == "flat", "it is no condition to act on"
        assert await shown(window, seat, 320, 500) == "Copio la banca dati: 320 di 500"
        assert await shown(window, seat, 320) == "Copio la banca dati: 320"


async def test_once_all_is_here_it_says_that_it_is_connected(app: QApplication) -> None:
    async with staged(app, "copying") as (window, seat):
        seat.server.goes_on_copying.set()
        await settle()
        assert first_place(window).text() == "Collegato"
