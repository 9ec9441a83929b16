"""The pages of whoever leaves end in turns of the loop; the desktop goes on telling meanwhile."""

import asyncio

import pytest
from PySide6.QtWidgets import QApplication

from console.scenes.photograph import staged

# One for each module, and those with panels, overlays or fields that follow the focus.
SCENES = (
    "ringing", "level2-case", "palette", "editing-search", "editing-card", "words-list", "floor",
    "systems", "settings",
)  # fmt: skip


@pytest.mark.qt_log_ignore("This plugin does not support")  # the strip beside other programs
@pytest.mark.parametrize("scene", SCENES)
async def test_what_the_desktop_tells_while_pages_end_reaches_nothing_that_is_half_gone(
    app: QApplication, scene: str
) -> None:
    async with staged(app, scene) as (window, seat):
        seat.console.seat.operator.mute()  # as the seat does before
        leaving = asyncio.ensure_future(window.drop_work())
        while not leaving.done():
            await asyncio.sleep(0)
            app.focusWindowChanged.emit(None)
            app.focusChanged.emit(window.sign_in, None)
            app.focusChanged.emit(None, window.sign_in)
        await leaving
