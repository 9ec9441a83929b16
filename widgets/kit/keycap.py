"""A key as it stands on the keyboard: small, of one width a letter, left to right in any window."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from widgets.kit.theme import current_tokens, scaled

KEYCAP_PX, HEIGHT_PX, PADDING, RADIUS = 11, 18, 5, 4
FAMILIES = ("Noto Sans Mono", "Consolas", "DejaVu Sans Mono")
SHIFT = "⇧"
_ON_FILL = 46  # of 255: how much of its ink a keycap on a filled button has as its ground


def shown_key(key: str) -> str:
    """Return a key as it is painted: "Maiusc+F9", in English "Shift+F9", is "⇧F9"."""
    return key.replace("Maiusc+", SHIFT).replace("Shift+", SHIFT)


@lru_cache(maxsize=32)
def _font(pixels: int) -> QFont:
    font = QFont(list(FAMILIES))
    font.setPixelSize(pixels)
    # Set, since a painter takes what is not set from its widget: a link's line below it.
    font.setUnderline(False)
    font.setWeight(QFont.Weight.Normal)
    return font


def keycap_width(key: str, pixels: int = KEYCAP_PX) -> int:
    """Return how many pixels a keycap takes; pixels: of its letters, at 100 % text."""
    return _letters_width(shown_key(key), scaled(pixels)) + 2 * scaled(PADDING)


@lru_cache(maxsize=256)  # asked at each painting, and there are as many as the keyboard has keys
def _letters_width(letters: str, pixels: int) -> int:
    return QFontMetrics(_font(pixels)).horizontalAdvance(letters)


def paint_keycap(
    painter: QPainter, room: QRectF, key: str, ink: QColor | None = None, pixels: int = KEYCAP_PX
) -> None:
    """Paint a keycap in the middle of a room of its width; ink: of the filled ground it is on."""
    tokens = current_tokens()
    height = scaled(HEIGHT_PX + pixels - KEYCAP_PX)
    cap = QRectF(room.left(), room.center().y() - height / 2, room.width(), height)
    cap.adjust(0.5, 0.5, -0.5, -0.5)
    ground, edge = QColor(tokens.surface2), QColor(tokens.divider)
    if ink is not None:
        ground, edge = QColor(ink), QColor(ink)
        ground.setAlpha(_ON_FILL)
        edge.setAlpha(2 * _ON_FILL)
    painter.setPen(QPen(edge))
    painter.setBrush(ground)
    painter.drawRoundedRect(cap, RADIUS, RADIUS)
    painter.setPen(ink if ink is not None else QColor(tokens.text2))
    painter.setFont(_font(scaled(pixels)))
    # A key is no word: an Arabic window does not turn "Ctrl+1".
    side = painter.layoutDirection()
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, shown_key(key))
    painter.setLayoutDirection(side)  # the words beside it are words
