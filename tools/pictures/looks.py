"""A scene in every look: themes, sizes of text and of the window, each judged while it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.at_rest import settle
from console.scenes.photograph import staged
from console.shell.appearance import Appearance
from tools.pictures.fault import Fault
from tools.pictures.judge import judged, told, windows_of

PLAIN = 100  # percent of text
SOON_MS = 500  # timers of less lay out and paint; a longer one would end what is looked at


@dataclass(frozen=True, slots=True)
class Look:
    theme: str
    percent: int
    size: QSize

    def __str__(self) -> str:
        return f"{self.theme} {self.percent} {self.size.width()}x{self.size.height()}"


def looks(themes: Sequence[str], percents: Sequence[int], sizes: Sequence[QSize]) -> list[Look]:
    return [Look(*one) for one in product(themes, percents, sizes)]


async def seen_in(app: QApplication, scene: str, wanted: Sequence[Look]) -> dict[str, list[Fault]]:
    """Play a scene once and return its faults by look, where it has any.

    What is told without a picture is judged in the first look, before a pointer asks for tooltips;
    not in larger text, where Qt's own tabs claim the cursor.
    """
    first, found = wanted[0], {}
    async with staged(
        app, scene, theme=first.theme, text_percent=first.percent, size=first.size
    ) as (window, _):
        appearance = app.findChildren(Appearance)[-1]
        for look in wanted:
            hold_still(window)
            appearance.wear(look.theme, look.percent)
            window.resize(look.size)
            await settle()
            judges = (told, judged) if look is first and look.percent == PLAIN else (judged,)
            windows = list(windows_of(app))
            if faults := [fault for judge in judges for one in windows for fault in judge(one)]:
                found[str(look)] = faults
    return found


def hold_still(window: QWidget) -> None:
    """Let nothing go by itself meanwhile, as a confirmation does after eight seconds."""
    for timer in window.findChildren(QTimer):
        if timer.isActive() and timer.interval() >= SOON_MS:
            timer.stop()


def size_of(text: str) -> QSize:
    width, height = text.split("x")
    return QSize(int(width), int(height))
