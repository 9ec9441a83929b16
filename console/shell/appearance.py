"""Theme, text size and menu bar of the whole application, changed by key and remembered."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from widgets.kit.theme import TEXT_PERCENTS, apply_theme
from widgets.kit.tokens import THEMES

_ICONS = Path(__file__).resolve().parents[2] / "resources" / "icon"
DESKTOP_ENTRY = "chiamaroma"  # by which a desktop joins the window to its entry in the menu


class Appearance(QObject):
    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        *,
        theme: str = "light",
        text_percent: int = 100,
        remember: Callable[[str, int], None] = lambda _theme, _percent: None,
        shows_menu: bool = False,
        remember_menu: Callable[[bool], None] = lambda _shows: None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._remember = remember
        self._remember_menu = remember_menu
        self.shows_menu = shows_menu  # always, not only when Alt or F10 asks for it
        self.theme = theme if theme in THEMES else "light"
        self.text_percent = text_percent if text_percent in TEXT_PERCENTS else 100
        QGuiApplication.setDesktopFileName(DESKTOP_ENTRY)
        QGuiApplication.setWindowIcon(window_icon())
        apply_theme(app, self.theme, self.text_percent)

    def next_theme(self) -> None:
        names = list(THEMES)
        self._show(names[(names.index(self.theme) + 1) % len(names)], self.text_percent)

    def larger(self) -> None:
        self.step(1)

    def smaller(self) -> None:
        self.step(-1)

    def normal(self) -> None:
        self._show(self.theme, 100)

    def turn_menu(self) -> None:
        """Let the menu bar stand always, or come by Alt and F10 only."""
        self.shows_menu = not self.shows_menu
        self._remember_menu(self.shows_menu)
        self.changed.emit()

    def step(self, by: int) -> None:
        """Make the text larger (1) or smaller (-1), within what is offered."""
        at = TEXT_PERCENTS.index(self.text_percent) + by
        self._show(self.theme, TEXT_PERCENTS[min(max(at, 0), len(TEXT_PERCENTS) - 1)])

    def _show(self, theme: str, text_percent: int) -> None:
        if (theme, text_percent) == (self.theme, self.text_percent):
            return
        self.theme, self.text_percent = theme, text_percent
        apply_theme(self._app, theme, text_percent)
        self._remember(theme, text_percent)
        self.changed.emit()


def window_icon() -> QIcon:
    """Our sign in each size that is drawn: a desktop takes the one that fits."""
    icon = QIcon()
    for file in _ICONS.glob("*.png"):
        icon.addFile(str(file))
    return icon
