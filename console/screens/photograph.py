"""Takes pictures of scenes: one to a file, or every scene in every theme and size to a folder."""

import itertools
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from console.runtime.task_scope import TaskScope
from console.screens.appearance import Appearance
from console.screens.main_window import MainWindow
from console.screens.scene_seat import SceneSeat
from console.screens.scenes import SCENES, settle, still
from widgets.tokens import THEMES

SIZES = (QSize(1366, 690), QSize(1920, 1040))  # a maximised window on the two usual screens


@asynccontextmanager
async def staged(
    app: QApplication, name: str, *, theme: str, text_percent: int, size: QSize
) -> Any:
    """Play a scene in a window of its own and yield (window, seat) while it stands."""
    crashes: list[BaseException] = []
    scope = TaskScope(on_crash=lambda _, error: crashes.append(error))
    appearance = Appearance(app, theme=theme, text_percent=text_percent)
    still(app)
    window = MainWindow(appearance)
    window.resize(size)
    window.show()
    seat = SceneSeat(scope)
    window.attach(seat.models, seat.now)
    try:
        await SCENES[name](window, seat)
        yield window, seat
    finally:
        await scope.close()
        window.hide()
        window.deleteLater()
        app.sendPostedEvents(None, 0)
    if crashes:
        raise crashes[0]


async def photograph(
    app: QApplication, name: str, file: Path, *, theme: str, text_percent: int, size: QSize
) -> None:
    async with staged(app, name, theme=theme, text_percent=text_percent, size=size) as (window, _):
        await settle()
        file.parent.mkdir(parents=True, exist_ok=True)
        if not window.grab().save(str(file)):
            raise OSError(f"cannot write {file}")


async def photograph_all(app: QApplication, folder: Path, *, text_percent: int) -> None:
    for name, theme, size in _every():
        file = folder / f"{name}-{theme}-{size.width()}x{size.height()}.png"
        await photograph(app, name, file, theme=theme, text_percent=text_percent, size=size)


def _every() -> Iterator[tuple[str, str, QSize]]:
    return itertools.product(SCENES, THEMES, SIZES)
