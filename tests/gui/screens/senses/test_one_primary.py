"""At most one filled button in the window: what to do now is never two things."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.scenes.scenes import a_call
from console.shell.main_window import MainWindow
from contract.wire.phone_socket import EndCause
from widgets.kit.action_button import ActionButton

SCENES = (
    "idle", "talking", "consultation", "alternated", "three-way", "pause", "transfer-choose",
    "transfer-closed", "lock", "sign-in", "offline",
)  # fmt: skip
OF_ROLES = ("not-ready", "editing-level2", "team", "systems", "editing")
PANELS = ("call.transfer", "entry.fault", "palette.open", "status.pause")


def filled(window: QWidget) -> list[str]:
    return [
        button.objectName()
        for button in window.findChildren(ActionButton)
        if button.is_filled
        and button.isVisible()
        and window.childAt(button.mapTo(window, button.rect().center())) is button
    ]


@pytest.mark.parametrize("scene", SCENES)
async def test_at_most_one_button_is_filled(app: QApplication, scene: str) -> None:
    async with staged(app, scene) as (window, _):
        assert len(filled(window)) <= 1, filled(window)


async def on_every_page(window: MainWindow, state: str) -> list[str]:
    """Return where two are filled; with the entry open where one can be opened."""
    found = []
    for page in window.work._pages:
        window.work.show_module(page.name)
        await settle()
        opens = window.findChild(ActionButton, "glance_open")
        is_list = opens is not None and opens.isVisible()
        found += [f"{state}, {page.name}: {filled(window)}"] * (len(filled(window)) > 1)
        if state == "before a call" and opens is not None and is_list:
            opens.click()
            await settle()
            found += [f"an entry: {filled(window)}"] * (len(filled(window)) > 1)
            window.work.show_module(page.name)
    return found


@pytest.mark.parametrize("scene", OF_ROLES)
async def test_on_every_page_of_every_role_through_a_call_one_is_filled(
    app: QApplication, scene: str
) -> None:
    async with staged(app, scene) as (window, seat):
        found = await on_every_page(window, "before a call")
        seat.models.call.on_call(a_call(seat))
        await settle()
        found += await on_every_page(window, "it rings")
        await seat.phone.answer(1)
        await seat.phone.hold(1)
        await settle()
        for panel in PANELS:
            window.commands.run(panel)
            await settle()
            found += [f"on hold, {panel}: {filled(window)}"] * (len(filled(window)) > 1)
        found += await on_every_page(window, "on hold")
        seat.phone.end(EndCause.HUNG_UP_THERE)
        await settle()
        found += await on_every_page(window, "after it")
        seat.models.session.lock()
        await settle()
        assert len(filled(window)) <= 1
        assert found == []
