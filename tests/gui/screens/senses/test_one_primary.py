"""At most one filled button in the window: what to do now is never two things."""

import pytest
from PySide6.QtWidgets import QApplication

from console.scenes.photograph import staged
from widgets.kit.action_button import ActionButton

SCENES = (
    "idle", "ringing", "talking", "hold", "consultation", "alternated", "three-way", "wrap-up",
    "pause", "not-ready", "transfer-choose", "transfer-closed", "lock", "sign-in", "offline",
)  # fmt: skip


@pytest.mark.parametrize("scene", SCENES)
async def test_at_most_one_button_is_filled(app: QApplication, scene: str) -> None:
    async with staged(app, scene) as (window, _):
        filled = [
            button.objectName()
            for button in window.findChildren(ActionButton)
            if button.property("kind") in ("primary", "ring_primary")
            and button.isVisible()
            and window.childAt(button.mapTo(window, button.rect().center())) is button
        ]
        assert len(filled) <= 1, filled
