"""A real console window under a robot: real key events go in, what is on screen is read."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.screens.contact.contact_screen import ContactScreen
from console.shell.main_window import MainWindow
from tools.benches.measured import waited_for_processor_s
from tools.demo.run_folder import SeatSighting
from tools.services.patience import PATIENCE
from widgets.cards.call_strip import CallStrip

LOOK_EVERY_S = 0.01
BEAT_MS = 10


class WindowFault(Exception):
    """The window did not show in time what it should; the text says what."""


class WatchedWindow:
    """Knows no view-model: it reads widgets as a person reads a screen."""

    def __init__(self, window: MainWindow, log: Path) -> None:
        self.window = window
        self._log = log
        self._beat_at = time.monotonic()
        self._worst_s, self._worst_busy_s = 0.0, 0.0
        self._waited_s = 0.0
        self._beat = QTimer(window)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._on_beat)

    # what the robot does

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self._focus(), key, modifier)

    async def type(self, text: str, every_s: float = 0.06) -> None:
        for letter in text:
            QTest.keyClicks(self._focus(), letter)
            await asyncio.sleep(every_s)

    async def type_query(self, text: str, every_s: float = 0.12) -> None:
        """Type into the search box and note, for each key, when the results were redrawn.

        What has not come before the next key is missed: it took every_s at least.
        """
        panel = self.window.part(ContactScreen).search
        for letter in text:
            before = panel.hits()
            started = time.monotonic()
            QTest.keyClicks(self._focus(), letter)
            while panel.hits() is before and time.monotonic() - started < every_s:
                await asyncio.sleep(0.001)
            taken_s = time.monotonic() - started
            what = "search" if panel.hits() is not before else "search_missed"
            self.note(what, ms=taken_s * 1000)
            await asyncio.sleep(max(0.0, every_s - taken_s))

    # what the robot sees

    @property
    def look(self) -> str:
        """The strip's state, as its colour says it."""
        return self.window.part(CallStrip).state().look

    @property
    def number(self) -> str:
        """The caller's number in the strip, digits only."""
        return "".join(c for c in self.window.part(CallStrip).state().phone if c.isdigit())

    async def until(
        self, sees: Callable[[], object], limit_s: float, what: str, *, finish: Path | None = None
    ) -> bool:
        """Look until sees() holds. Raise WindowFault; with finish, False once that file exists.

        limit_s: of an idle machine.
        """
        limit_s *= PATIENCE
        deadline = time.monotonic() + limit_s
        while not sees():
            if finish is not None and finish.exists():
                return False
            if time.monotonic() > deadline:
                raise WindowFault(f"not seen within {limit_s:.0f} s: {what}")
            await asyncio.sleep(LOOK_EVERY_S)
        return True

    # what the robot writes down

    def note(
        self, what: str, *, number: str = "", ms: float = 0.0, text: str = "", at_s: float = 0.0
    ) -> None:
        sighting = SeatSighting(
            what=what, at_s=at_s or time.monotonic(), number=number, ms=ms, text=text
        )
        with self._log.open("ab") as out:
            out.write(msgspec.json.encode(sighting) + b"\n")

    def start_watching_for_stalls(self) -> None:
        """Count from here how late the loop's beats come.

        On a busy machine most of that is the thread standing in the queue for a processor, which
        the window cannot help: "stall_busy" is without it, where the system tells it.
        """
        self._beat_at, self._waited_s = time.monotonic(), waited_for_processor_s()
        self._worst_s = self._worst_busy_s = 0.0
        self._beat.start(BEAT_MS)

    def stop_watching_for_stalls(self) -> None:
        self._beat.stop()
        self.note("stall", ms=self._worst_s * 1000)
        self.note("stall_busy", ms=self._worst_busy_s * 1000)

    def _on_beat(self) -> None:
        now, waited_s = time.monotonic(), waited_for_processor_s()
        late_s = now - self._beat_at - BEAT_MS / 1000
        self._worst_s = max(self._worst_s, late_s)
        self._worst_busy_s = max(self._worst_busy_s, late_s - (waited_s - self._waited_s))
        self._beat_at, self._waited_s = now, waited_s

    def _focus(self) -> QWidget:
        found = QApplication.focusWidget()
        if found is None:
            self.window.activateWindow()
            raise WindowFault("no widget has the focus")
        return found
