"""A moving picture of the real window: what keys do to it, on a clock that only the film moves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.scenes.at_rest import settle
from console.scenes.scene_seat import SceneSeat
from tools.pictures.looks import hold_still
from widgets.cards.call_timer import CallTimer

LOOKS = 20  # at a window that is still laying out
STARTS_S = 1_000_000.0  # any whole second: timers of the window begin on one


@dataclass(slots=True)
class FilmClock:
    """monotonic_s of a scene: it goes on by what the film shows, however long a picture takes."""

    passed_s: float = 0.0

    def __call__(self) -> float:
        return STARTS_S + self.passed_s


@dataclass(slots=True)
class Frame:
    picture: QImage
    shown_ms: int


class Film:
    """frames: what was seen, for how long. It ends by itself after longest_ms."""

    def __init__(self, window: QWidget, seat: SceneSeat, clock: FilmClock, longest_ms: int) -> None:
        self._window, self._seat, self._clock = window, seat, clock
        self._left_ms = longest_ms
        self._began_at = seat.server.now
        self.frames: list[Frame] = []

    @property
    def is_over(self) -> bool:
        return self._left_ms <= 0

    async def show(self, ms: int) -> None:
        """Keep what stands for so long; whoever counts seconds in it goes on counting."""
        ms = min(ms, self._left_ms)
        self._left_ms -= ms
        while ms > 0:
            picture = await self._seen()
            step = min(ms, 1000 - round(self._clock.passed_s * 1000) % 1000)
            if self.frames and self.frames[-1].picture == picture:
                self.frames[-1].shown_ms += step
            else:
                self.frames.append(Frame(picture, step))
            self._clock.passed_s += step / 1000
            self._seat.server.now = self._began_at + timedelta(seconds=self._clock.passed_s)
            ms -= step

    async def press(self, keys: str, ms: int) -> None:
        """Press a key as the keys page writes it, "Shift+F9", and show what it did."""
        if self.is_over:
            return
        QTest.keySequence(_with_cursor(), QKeySequence(keys))
        await self.show(ms)

    async def type(self, pieces: Sequence[str], ms: int) -> None:
        """Type letters or words, each shown for so long."""
        for piece in pieces:
            if not self.is_over:
                QTest.keyClicks(_with_cursor(), piece)
                await self.show(ms)

    async def happen(self, what: Callable[[], object], ms: int) -> None:
        """Show what comes from outside: a call, its end."""
        if not self.is_over:
            what()
            await self.show(ms)

    async def _seen(self) -> QImage:
        """Return the window when two pictures in a row are the same."""
        await self._seat.rest()
        hold_still(self._window)
        for counting in self._window.findChildren(CallTimer):
            for timer in counting.findChildren(QTimer):
                timer.timeout.emit()  # its own second is the machine's
        picture = self._window.grab().toImage()
        for _ in range(LOOKS):
            await settle()
            before, picture = picture, self._window.grab().toImage()
            if before == picture:
                break
        return picture


def write_film(frames: Sequence[Frame], file: Path) -> None:
    """Write frames as a WebP that goes round and round, without a loss."""
    pictures = [as_image(frame.picture) for frame in frames]
    pictures[0].save(
        file,
        save_all=True,
        append_images=pictures[1:],
        duration=[frame.shown_ms for frame in frames],
        loop=0,
        lossless=True,
        method=4,
    )


def write_still(picture: QImage, file: Path) -> None:
    """Write a PNG of 256 colours; of those that go, none was further than five steps away."""
    image = as_image(picture)
    few = image.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def as_image(picture: QImage) -> Image.Image:
    rgb = picture.convertToFormat(QImage.Format.Format_RGB888)
    size = (rgb.width(), rgb.height())
    return Image.frombytes("RGB", size, bytes(rgb.constBits()), "raw", "RGB", rgb.bytesPerLine())


def _with_cursor() -> QWidget:
    found = QApplication.focusWidget()
    if found is None:
        raise RuntimeError("no widget has the focus: a key would go nowhere")
    return found
