"""Theme, text size and menu bar of the whole application, changed by key and remembered."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from widgets.kit.theme import TEXT_PERCENTS, apply_theme
from widgets.kit.tokens import THEMES

_ICONS = Path(__file__).resolve().parents[2] / "resources" / "icon"
DESKTOP_ENTRY = "chiamaroma"  # by which a desktop joins the window to its entry in the menu
SYSTEM = "system"  # the theme that the desktop asks for, followed while it is wished for


class Appearance(QObject):
    """wish: a theme or SYSTEM; theme: what is shown. fixed: fields of Settings of IT's policy."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        *,
        theme: str = "light",
        text_percent: int = 100,
        shows_menu: bool = False,
        remember: Callable[["Appearance"], None] = lambda _: None,
        fixed: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(app)
        self._app = app
        self._remember = remember
        self.fixed = fixed
        self.shows_menu = shows_menu  # always, not only when Alt or F10 asks for it
        self.wish = theme if theme in (*THEMES, SYSTEM) else "light"
        self.theme = self._theme_of(self.wish)
        self.text_percent = text_percent if text_percent in TEXT_PERCENTS else 100
        self._of_seat = self.wish, self.text_percent, self.shows_menu
        self._is_somebodys = False  # while an operator works here, who has a file of such choices
        QGuiApplication.setDesktopFileName(DESKTOP_ENTRY)
        QGuiApplication.setWindowIcon(window_icon())
        apply_theme(app, self.theme, self.text_percent)
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    def next_theme(self) -> None:
        names = list(THEMES)
        self._show(names[(names.index(self.theme) + 1) % len(names)], self.text_percent)

    def larger(self) -> None:
        self.step(1)

    def smaller(self) -> None:
        self.step(-1)

    def normal(self) -> None:
        self._show(self.wish, 100)

    def turn_menu(self) -> None:
        """Let the menu bar stand always, or come by Alt and F10 only."""
        self.wear(shows_menu=not self.shows_menu)

    def keep_for_seat(self) -> None:
        """Somebody begins to work here: as the window is now, it will be at the sign-out."""
        self._of_seat = self.wish, self.text_percent, self.shows_menu
        self._is_somebodys = True

    def take_off(self) -> None:
        """Whoever worked here has gone, and what was that one's own is not the next one's."""
        self._is_somebodys = False
        self.wear(*self._of_seat)

    @property
    def is_normal(self) -> bool:
        return self.text_percent == 100

    def may_step(self, by: int) -> bool:
        return 0 <= TEXT_PERCENTS.index(self.text_percent) + by < len(TEXT_PERCENTS)

    def step(self, by: int) -> None:
        """Make the text larger (1) or smaller (-1), within what is offered."""
        at = TEXT_PERCENTS.index(self.text_percent) + by
        self._show(self.wish, TEXT_PERCENTS[min(max(at, 0), len(TEXT_PERCENTS) - 1)])

    def wear(self, theme: str = "", text_percent: int = 0, shows_menu: bool | None = None) -> None:
        """Take what an operator wants; what she leaves open, or a policy has set, stays."""
        theme = "" if "theme" in self.fixed else theme
        text_percent = 0 if "text" in self.fixed else text_percent
        if shows_menu is not None and shows_menu != self.shows_menu:
            self.shows_menu = shows_menu
            self._tell()
        self._show(theme or self.wish, text_percent or self.text_percent)

    def _show(self, wish: str, text_percent: int) -> None:
        theme = self._theme_of(wish)
        if (wish, theme, text_percent) == (self.wish, self.theme, self.text_percent):
            return
        self.wish, self.theme, self.text_percent = wish, theme, text_percent
        apply_theme(self._app, theme, text_percent)
        self._tell()

    def _tell(self) -> None:
        # The seat's own look alone: a console killed at work would show the next operator this one.
        if not self._is_somebodys:
            self._remember(self)
        self.changed.emit()

    def _follow_system(self) -> None:
        self._show(self.wish, self.text_percent)

    def _theme_of(self, wish: str) -> str:
        if wish != SYSTEM:
            return wish
        hints = self._app.styleHints()
        # First: who asked the desktop for high contrast needs it more than light or dark.
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


def window_icon() -> QIcon:
    """Our sign in each size that is drawn: a desktop takes the one that fits."""
    icon = QIcon()
    for file in _ICONS.glob("*.png"):
        icon.addFile(str(file))
    return icon
