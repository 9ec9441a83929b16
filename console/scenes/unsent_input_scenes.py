"""Words left in panels: one line after signing in, the list behind it, one of them asked about."""

from datetime import timedelta

from console.model.contact.unsent_input import (
    About,
    Typed,
    block_place,
    fault_place,
    transfer_place,
)
from console.scenes import scene_city as city
from console.scenes.at_rest import settle
from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import idle
from console.shell.main_window import MainWindow
from console.store.session.unsent_input_record import save_unsent_input

_FAULT = "Allo sportello dicono che la ricevuta del bonifico non basta più: serve anche il mod"
_NOTE = "Ha già pagato due volte e vuole parlare con chi ha firmato l'avvis"
_BLOCK = "Richiama ogni dieci minuti e insulta chi risp"


def _left() -> dict[str, Typed]:
    card = city.CARDS[0]
    about = About(title=card.title, kind="card", id=card.id)
    at = city.NOW - timedelta(minutes=3)
    long_ago = city.NOW - timedelta(days=2)
    return {
        fault_place(card.id): Typed(words=(_FAULT, ""), typed_at=long_ago, about=about),
        transfer_place("k-1"): Typed(
            words=(_NOTE,), typed_at=at, about=About(title="Bianca Esempio")
        ),
        block_place("+390655501234"): Typed(words=(_BLOCK,), typed_at=at - timedelta(hours=1)),
    }


async def words_wait(window: MainWindow, seat: SceneSeat) -> None:
    seat.before.append(lambda connection: save_unsent_input(connection, _left()))
    await idle(window, seat)


async def words_list(window: MainWindow, seat: SceneSeat) -> None:
    await words_wait(window, seat)
    window.commands.run("words.open")
    await settle()


async def words_asked(window: MainWindow, seat: SceneSeat) -> None:
    await words_list(window, seat)
    window.commands.unsent.panel.picked.emit(fault_place(city.CARDS[0].id))


async def words_of_a_call(window: MainWindow, seat: SceneSeat) -> None:
    await words_list(window, seat)
    window.commands.unsent.panel.picked.emit(transfer_place("k-1"))


async def words_none(window: MainWindow, seat: SceneSeat) -> None:
    await idle(window, seat)
    window.commands.unsent.open()
