"""Theme and size of the text as the operator left them, where no setting says otherwise."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from console.settings import THEMES, Settings
from console.shell.appearance import Appearance
from widgets.kit.theme import TEXT_PERCENTS


def kept_appearance(app: QApplication, settings: Settings, file: Path) -> Appearance:
    """Begin as file remembers it: what the machine only proposes, or the desktop, stands below."""
    kept = QSettings(str(file), QSettings.Format.IniFormat)
    theme, percent = settings.theme, settings.text
    if _is_left_to_operator(settings, "theme", "system"):
        left = str(kept.value("theme", ""))
        theme = left if left in THEMES else theme
    if _is_left_to_operator(settings, "text", 100):
        left = str(kept.value("text", ""))
        percent = int(left) if left in map(str, TEXT_PERCENTS) else percent

    def remember(look: Appearance) -> None:
        kept.setValue("theme", look.wish)
        kept.setValue("text", str(look.text_percent))
        kept.setValue("menu", "always" if look.shows_menu else "")

    return Appearance(
        app,
        theme=theme,
        text_percent=percent,
        shows_menu=str(kept.value("menu", "")) == "always",
        remember=remember,
        fixed=settings.managed,
    )


def _is_left_to_operator(settings: Settings, field: str, usual: object) -> bool:
    if field in settings.managed:
        return False
    return field in settings.proposed or getattr(settings, field) == usual
