"""Whatever key is pressed, something is seen or heard: it acts, or one sentence says why not."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.screens.kit.command import Command
from console.shell.main_window import MainWindow
from tests.support.seats.driven_console import strip_of

pytestmark = pytest.mark.usefixtures("painted")

SCENES = ("idle", "talking", "own-contacts", "level2-case", "editing", "floor")
# The work would be gone for the keys that follow.
ENDS_THE_SCENE = {"session.lock", "session.sign_out", "session.quit"}


def seen(window: MainWindow) -> QImage:
    return window.grab().toImage()


async def press(window: MainWindow, command: Command, spoken: list[str]) -> bool:
    """Return whether the key had any effect that is seen or heard."""
    window.work.say("")
    spoken.clear()
    before, focus = seen(window), QApplication.focusWidget()
    QTest.keySequence(focus or window, QKeySequence(command.keys[0]))
    await settle()
    return bool(spoken) or QApplication.focusWidget() is not focus or seen(window) != before


@pytest.mark.parametrize("scene", SCENES)
async def test_each_key_acts_or_says_why(app: QApplication, spoken: list[str], scene: str) -> None:
    async with staged(app, scene) as (window, _):
        silent, pressed = [], 0
        for command in window.commands.all:
            if command.keys and command.name not in ENDS_THE_SCENE:
                pressed += 1
                if not await press(window, command, spoken):
                    silent.append(command.name)
                QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
        assert silent == []
        assert pressed > 50


async def test_a_key_that_does_nothing_at_all_is_found(
    app: QApplication, spoken: list[str]
) -> None:
    async with staged(app, "idle") as (window, _):
        gate, name = window.commands.gate, "call.list"
        silent = replace(gate._by_name[name], run=lambda: None)
        assert await press(window, silent, spoken)
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
        gate._by_name[name] = silent
        assert not await press(window, silent, spoken)


@pytest.mark.parametrize(
    ("percent", "name", "why"),
    [
        (200, "text.larger", "Il testo è già il più grande."),
        (100, "text.smaller", "Il testo è già il più piccolo."),
        (100, "text.normal", "Il testo ha già la grandezza normale."),
    ],
)
async def test_a_text_size_that_is_there_already_says_so(
    app: QApplication, percent: int, name: str, why: str
) -> None:
    async with staged(app, "talking", text_percent=percent) as (window, _):
        window.commands.run(name)
        assert strip_of(window).state().detail == why
