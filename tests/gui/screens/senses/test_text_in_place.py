"""Text made larger or smaller in a window that stays as it is: as if it had opened that way."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.photograph import staged
from console.scenes.scene_seat import SceneSeat
from console.shell.main_window import MainWindow
from console.viewmodels.kit.notice_code import SeatNotice
from console.viewmodels.kit.notices import Level
from widgets.panels.focus_ring import FocusRing

SCREEN = QSize(1366, 768)
PAGES = ("talking", "level2-talking", "editing", "settings")


def places(window: MainWindow) -> dict[str, QRect]:
    """Return where all that is seen stands, what floats too, by how it is called."""
    found = {}
    for at, part in enumerate(window.findChildren(QWidget)):
        is_seen = part.isVisibleTo(window) and part.window() is window
        if is_seen and not isinstance(part, FocusRing):  # it goes with the cursor
            name = f"{at} {type(part).__name__} {part.objectName()}"
            found[name] = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
    return found


async def at_rest(seat: SceneSeat) -> None:
    """Wait for what is still asked for, and for the draft: its caption says while it is saved."""
    await seat.rest()
    QApplication.sendPostedEvents()


async def laid_out_anew(window: MainWindow, seat: SceneSeat) -> None:
    """Give the window another size, and back the one it had."""
    for size in (SCREEN - QSize(40, 40), SCREEN):
        window.resize(size)
        await at_rest(seat)


@pytest.mark.parametrize("scene", PAGES)
async def test_a_text_size_chosen_in_an_open_window_parts_it_as_if_it_had_opened_with_it(
    app: QApplication, scene: str
) -> None:
    async with staged(app, scene, size=SCREEN) as (window, seat):
        seat.models.notices.tell(SeatNotice.NO_KEYRING, Level.ACT_NOW)
        for percent in (130, 200, 100):
            window._appearance.wear(text_percent=percent)
            await at_rest(seat)
            in_place = places(window)
            await laid_out_anew(window, seat)
            assert places(window) == in_place, f"{percent} %"
