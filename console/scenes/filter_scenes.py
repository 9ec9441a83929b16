"""The search narrowed: what can be chosen, what is chosen, and nothing left because of it."""

from console.scenes.at_rest import settle
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import answered
from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow


async def _typed(window: MainWindow, text: str) -> None:
    window.part(ContactScreen).search.type_text(text)
    await settle()
    await settle()


async def filter_choose(window: MainWindow, seat: SceneSeat) -> None:
    await answered(window, seat)
    await _typed(window, "anagrafe @")


async def filter_choose_office(window: MainWindow, seat: SceneSeat) -> None:
    await answered(window, seat)
    await _typed(window, "anagrafe @aperti @m7 @uff")


async def filtered(window: MainWindow, seat: SceneSeat) -> None:
    await filter_choose(window, seat)
    office = "@uff-sportello-anagrafico-di-via-degli-esempi"
    await _typed(window, f"anagrafe @m7 {office} @it ")


async def filtered_nothing(window: MainWindow, seat: SceneSeat) -> None:
    await answered(window, seat)
    await _typed(window, "anagrafe @m9 ")
