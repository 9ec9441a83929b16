"""Takes pictures of scenes: one to a file, or every scene in every theme and size to a folder."""

import itertools
import logging
import re
import sys
from argparse import ArgumentTypeError
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from inspect import iscoroutinefunction
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

import console.scenes
from console.bootstrap.features import FEATURES
from console.runtime.main_thread_gc import collection_only_when_asked
from console.scenes.at_rest import settle, still
from console.scenes.scene_seat import SceneSeat, scene_seat
from console.settings import LANGUAGES
from console.shell.appearance import Appearance
from console.shell.main_window import MainWindow
from contract.command_line import CommandLine
from widgets.kit.theme import TEXT_PERCENTS
from widgets.kit.tokens import THEMES

VERSION_SHOWN = "0.1.0"  # always: a release changes no picture
STANDS_STILL_S = 1_000_000.0  # a call of 2:14 is one of 2:14 however long its picture takes
Scene = Callable[[MainWindow, SceneSeat], Coroutine[Any, Any, None]]
SIZES = (QSize(1366, 690), QSize(1920, 1040))  # a maximised window on the two usual screens


def _all_scenes() -> Iterator[Scene]:
    """Yield what each module …scenes in this folder defines and does not call its own business."""
    # found, not listed: a new scene is a function, those of a new page are a new file
    for found in iter_modules(console.scenes.__path__, "console.scenes."):
        if found.name.endswith("scenes"):
            for name, value in vars(import_module(found.name)).items():
                is_own = getattr(value, "__module__", "") == found.name
                if is_own and iscoroutinefunction(value) and not name.startswith("_"):
                    yield value


# Every scene by its name on the command line.
SCENES: dict[str, Scene] = {scene.__name__.replace("_", "-"): scene for scene in _all_scenes()}


def stands_still() -> float:
    """Return the time (s) of a clock that stands still: what is looked at twice is the same."""
    return STANDS_STILL_S


@asynccontextmanager
async def staged(
    app: QApplication,
    name: str,
    *,
    theme: str = "light",
    text_percent: int = 100,
    size: QSize = SIZES[0],
    monotonic_s: Callable[[], float] = stands_still,
) -> AsyncIterator[tuple[MainWindow, SceneSeat]]:
    """Play a scene in a window of its own and yield (window, seat) while it stands."""
    # A scene has threads: a collection in one of them would destroy parts of the window there.
    with collection_only_when_asked():
        window = MainWindow(Appearance(app, theme=theme, text_percent=text_percent))
        window.resize(size)
        window.show()
        try:
            with still(app):
                async with scene_seat(monotonic_s) as seat:
                    window.attach(seat.models, FEATURES, seat.now)
                    seat.console.seat.show_in(window)
                    window.show_version(VERSION_SHOWN)
                    try:
                        await SCENES[name](window, seat)
                        await seat.rest()
                        yield window, seat
                    finally:
                        window.hide()  # first: nobody sees how the session ends
        finally:
            window.deleteLater()
            app.sendPostedEvents(None, 0)


async def photograph(
    app: QApplication, name: str, file: Path, *, theme: str, text_percent: int, size: QSize
) -> None:
    async with staged(app, name, theme=theme, text_percent=text_percent, size=size) as (window, _):
        await settle()
        file.parent.mkdir(parents=True, exist_ok=True)
        if not window.grab().save(str(file)):
            raise OSError(f"cannot write {file}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureWish:
    """scene "": every scene, theme and size, into the folder path."""

    path: Path
    scene: str = ""
    theme: str = "light"
    language: str = "it"
    text_percent: int = 100
    size: QSize = SIZES[0]


def asked_for(argv: list[str]) -> PictureWish | None:
    """Read the arguments; --list-scenes prints the names and gives None. May end the process."""
    parser = CommandLine(prog="chiamaroma", description="Pictures of the window.")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--list-scenes", action="store_true")
    what.add_argument("--scene", choices=tuple(SCENES), metavar="NAME")
    what.add_argument("--all-scenes", type=Path, metavar="FOLDER")
    parser.add_argument("--screenshot", type=Path, metavar="FILE")
    parser.add_argument("--theme", choices=tuple(THEMES), default="light")
    parser.add_argument("--lang", "--language", dest="lang", choices=LANGUAGES, default="it")
    parser.add_argument("--text", type=int, choices=TEXT_PERCENTS, default=100)
    parser.add_argument("--size", type=_size, default=SIZES[0], metavar="WxH")
    options = parser.parse_args(argv)
    if options.list_scenes:
        sys.stdout.write("\n".join(SCENES) + "\n")
        return None
    if options.scene and options.screenshot is None:
        parser.error("--scene needs --screenshot FILE")
    return PictureWish(
        path=options.all_scenes or options.screenshot,
        scene=options.scene or "",
        theme=options.theme,
        language=options.lang,
        text_percent=options.text,
        size=options.size,
    )


async def take(app: QApplication, wish: PictureWish) -> None:
    # What a session of the invented city logs is no trouble of whoever takes pictures.
    logging.getLogger("console").addHandler(logging.NullHandler())
    if not wish.scene:
        await photograph_all(app, wish.path, text_percent=wish.text_percent)
        return
    await photograph(
        app,
        wish.scene,
        wish.path,
        theme=wish.theme,
        text_percent=wish.text_percent,
        size=wish.size,
    )


def _size(text: str) -> QSize:
    found = re.fullmatch(r"([0-9]{3,4})x([0-9]{3,4})", text)
    if found is None:
        raise ArgumentTypeError(f"{text!r} is no size such as 1366x690")
    return QSize(int(found[1]), int(found[2]))


async def photograph_all(app: QApplication, folder: Path, *, text_percent: int) -> None:
    for name, theme, size in _every():
        file = folder / f"{name}-{theme}-{size.width()}x{size.height()}.png"
        await photograph(app, name, file, theme=theme, text_percent=text_percent, size=size)


def _every() -> Iterator[tuple[str, str, QSize]]:
    return itertools.product(SCENES, THEMES, SIZES)
