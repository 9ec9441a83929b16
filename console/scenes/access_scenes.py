"""Who works without a telephone: how she signs in, and what the band on top says then."""

from console.scenes.scene_seat import SceneSeat
from console.scenes.scenes import sign_in
from console.shell.main_window import MainWindow


async def sign_in_without_phone(window: MainWindow, seat: SceneSeat) -> None:
    await sign_in(window, seat)
    window.sign_in.set_values(login="edda.prova", seat="1001", has_phone=False)
    window.sign_in.focus_first()


async def without_phone(window: MainWindow, seat: SceneSeat) -> None:
    await seat.enter(seat="")
