"""The keys of a page, at its foot: what to press, and in a word what that does."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStyle, QWidget

from widgets.kit.keycap import keycap_width, paint_keycap
from widgets.kit.theme import SPACE_L, SPACE_S, SPACE_XS, current_tokens, scaled

WORDS_PX, FOOT_PX = 12, 24


class KeyFooter(QWidget):
    """Painted only: each key is told to a screen reader where it works. No room: no word of it."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """keys: (key, what it does), the most used first."""
        super().__init__(parent)
        self._keys = tuple(keys)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(WORDS_PX), scaled(FOOT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics, at = QFontMetrics(self._font()), 0
        for key, words in self._keys:
            cap, wide = keycap_width(key), metrics.horizontalAdvance(words)
            if at + cap + SPACE_XS + wide > self.width():
                break  # a word cut in the middle would be taken for another
            paint_keycap(painter, QRectF(self._placed(at, cap)), key)
            painter.setFont(self._font())
            painter.setPen(QColor(current_tokens().text2))
            painter.drawText(
                self._placed(at + cap + SPACE_XS, wide), Qt.AlignmentFlag.AlignCenter, words
            )
            at += cap + SPACE_XS + wide + SPACE_S
        painter.end()

    def _placed(self, left: int, width: int) -> QRect:
        room = QRect(left, 0, width, self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), room)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(scaled(WORDS_PX))
        return font


def add_footer(page: QBoxLayout, keys: Sequence[tuple[str, str]]) -> KeyFooter:
    """Put the keys of a page at its foot, with the padding that its panes have."""
    row = QHBoxLayout()
    row.setContentsMargins(SPACE_L, 0, SPACE_L, SPACE_XS)
    footer = KeyFooter(keys)
    row.addWidget(footer)
    page.addLayout(row)
    return footer
