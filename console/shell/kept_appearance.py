"""Theme and size of the text as the operator left them, where no setting says otherwise."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from console.settings import Settings
from console.shell.appearance import Appearance
from widgets.kit.theme import TEXT_PERCENTS
from widgets.kit.tokens import THEMES


def kept_appearance(app: QApplication, settings: Settings, file: Path) -> Appearance:
    """Begin as file remembers it: what the machine only proposes, or the desktop, stands below."""
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    is_dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    theme = settings.theme if settings.theme != "system" else "dark" if is_dark else "light"
    percent = settings.text
    if _is_left_to_operator(settings, "theme", "system"):
        left = str(kept.value("theme", ""))
        theme = left if left in THEMES else theme
    if _is_left_to_operator(settings, "text", 100):
        left = str(kept.value("text", ""))
        percent = int(left) if left in map(str, TEXT_PERCENTS) else percent

    def remember(name: str, text_percent: int) -> None:
        kept.setValue("theme", name)
        kept.setValue("text", str(text_percent))

    return Appearance(
        app,
        theme=theme,
        text_percent=percent,
        remember=remember,
        shows_menu=str(kept.value("menu", "")) == "always",
        remember_menu=lambda shows: kept.setValue("menu", "always" if shows else ""),
    )


def _is_left_to_operator(settings: Settings, field: str, usual: object) -> bool:
    if field in settings.managed:
        return False
    return field in settings.proposed or getattr(settings, field) == usual
