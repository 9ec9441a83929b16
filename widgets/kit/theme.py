"""Applying a theme: Fusion, our own palette, the style sheet, the font and its size."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from contract.fonts import FONT_FAMILIES
from widgets.kit.style_sheet import style_sheet
from widgets.kit.tokens import LIGHT, THEMES, Tokens
from widgets.kit.wardrobe import Wardrobe

BODY_PX = 14
READING_PX = 16
SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL = 4, 8, 12, 16, 24
CONTROL_PX = 32
TABLE_ROW_PX = 26
TEXT_PERCENTS = (100, 115, 130, 150, 200)

_MARKS_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "theme"
_THEME, _PERCENT = "themeName", "textPercent"


def apply_theme(app: QApplication, theme_name: str, text_percent: int) -> None:
    """Give the whole application a theme ("light", "dark", "contrast") and a text size in percent.

    Takes about 50 ms with a full window: call it when the operator asks, never per state change.
    """
    wearing = _wearing(app)
    # A sheet set anew styles every widget of the window, also when nothing has changed.
    if (wearing or app.styleSheet()) and (app.property(_THEME), app.property(_PERCENT)) == (
        theme_name,
        text_percent,
    ):
        return
    app.setProperty(_THEME, theme_name)
    app.setProperty(_PERCENT, text_percent)
    app.setStyleSheet("")  # with a sheet in place setFont changes nothing
    # The platform's own style would paint its own colours, of unknown contrast.
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette_of(THEMES[theme_name]))
    app.setFont(body_font(text_percent))
    for window, wardrobe in wearing:
        window.setFont(body_font(text_percent))
        wardrobe.wear(_sheet(), body_font(text_percent))
    if not wearing:
        app.setStyleSheet(_sheet())


def wear_looks(window: QWidget) -> None:
    """Have the parts of window wear the sheet, and take it from the application.

    What is built outside the window gets its looks once, as it joins it. With a sheet on the
    application each joining on the way styles all that is below anew: three times the work.
    """
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setStyleSheet("")
    window.setFont(body_font(current_percent()))
    Wardrobe(window).wear(_sheet(), body_font(current_percent()))


def dress(part: QWidget) -> None:
    """Give a part its looks now, where its window has them: not when it is first shown."""
    wardrobe = Wardrobe.of(part.window())
    if wardrobe is not None:
        wardrobe.dress(part)


def dress_by_parts(part: QWidget) -> Iterator[None]:
    """Do the same in steps, where the part holds others: styled at once it is more than a frame."""
    wardrobe = Wardrobe.of(part.window())
    if wardrobe is not None:
        yield from wardrobe.dress_by_parts(part)


def _wearing(app: QApplication) -> list[tuple[QWidget, Wardrobe]]:
    """Return the windows whose parts wear the sheet; else the whole application does."""
    windows = ((one, Wardrobe.of(one)) for one in app.topLevelWidgets())
    return [(one, wardrobe) for one, wardrobe in windows if wardrobe is not None]


def _sheet() -> str:
    return style_sheet(current_tokens(), current_percent(), _MARKS_FOLDER.as_posix())


def current_tokens() -> Tokens:
    """The theme last applied, light before any."""
    app = QApplication.instance()
    name = app.property(_THEME) if app is not None else None
    return THEMES[name] if name else LIGHT


def current_percent() -> int:
    """The text size last applied, 100 before any."""
    app = QApplication.instance()
    percent = app.property(_PERCENT) if app is not None else None
    return int(percent) if percent else 100


def scaled(pixels: int) -> int:
    """Pixels at 100 % text turned into pixels at the current text size."""
    return round(pixels * current_percent() / 100)


def set_look(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet selects on and repaint the widget by it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # it is about to get its look, by this property too
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    if isinstance(widget, QLabel):  # it measures its frame and padding only when told so
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def body_font(text_percent: int) -> QFont:
    font = QFont(list(FONT_FAMILIES))
    font.setPixelSize(round(BODY_PX * text_percent / 100))
    return font


def palette_of(tokens: Tokens) -> QPalette:
    """Every role a Fusion control paints with, so no pair is left to the platform."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.app,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.surface2,
        role.Button: tokens.surface2,
        role.ToolTipBase: tokens.surface,
        role.WindowText: tokens.text,
        role.Text: tokens.text,
        role.ButtonText: tokens.text,
        role.ToolTipText: tokens.text,
        role.BrightText: tokens.error_text,
        role.PlaceholderText: tokens.placeholder,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.text,
        role.Accent: tokens.primary,
        role.Link: tokens.link,
        role.LinkVisited: tokens.link,
    }
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    # Qt's grey for what is disabled falls below the contrast that can be read.
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.disabled))
    return palette
