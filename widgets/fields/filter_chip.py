"""A filter as a small word: chosen it is a chip with a cross, else plain text one can press."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAccessibleWidget, QPushButton, QSizePolicy, QWidget

from widgets.kit.keycap import keycap_width, paint_keycap
from widgets.kit.theme import current_tokens, scaled
from widgets.speech.own_interface import ListOpener, OwnInterface

HEIGHT_PX, WORD_PX, PADDING, RADIUS = 24, 12, 4, 12
SIDE = 10  # of a chip that has an edge at all times
# The multiplication sign, which Noto Sans has: a cross of a symbol font cut the next chip.
CROSS = "×"


class FilterButton(QPushButton):
    """24 pixels high, a target as small as a pointer can still meet."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font()).horizontalAdvance(self._shown())
        around = 2 * scaled(PADDING) * (2 if self.isChecked() else 1)
        return QSize(max(scaled(HEIGHT_PX), width + around), scaled(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = current_tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_edge(painter, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(self._font())
        is_strong = self.isChecked() or self.underMouse()
        painter.setPen(QColor(tokens.text if is_strong else tokens.text2))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._shown())
        painter.end()

    def _paint_edge(self, painter: QPainter, room: QRectF) -> None:
        if self.isChecked():
            painter.setBrush(QColor(current_tokens().selection))
            painter.setPen(QColor(current_tokens().primary))
            painter.drawRoundedRect(room, RADIUS, RADIUS)

    def _shown(self) -> str:
        word = self.text().replace("&&", "&")
        return f"{word} {CROSS}" if self.isChecked() else word

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(scaled(WORD_PX))
        return font


class ListFilterButton(OwnInterface, FilterButton):
    """A filter with several values: pressed while it is off it offers them."""

    def new_interface(self) -> QAccessibleWidget:
        return ListOpener(self)


class FilterKey(QWidget):
    """The key that offers all filters."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(keycap_width(self._key), scaled(HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_keycap(painter, QRectF(self.rect()), self._key)
        painter.end()


class ChoiceChip(FilterButton):
    """One of a few: chosen it has a ground, and no cross: another one takes it away."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setText(label.replace("&", "&&"))

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font()).horizontalAdvance(self._shown())
        return QSize(width + 2 * scaled(SIDE), scaled(HEIGHT_PX))

    def _paint_edge(self, painter: QPainter, room: QRectF) -> None:
        tokens = current_tokens()
        painter.setBrush(QColor(tokens.selection if self.isChecked() else tokens.surface))
        painter.setPen(QColor(tokens.primary if self.isChecked() else tokens.border))
        painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)

    def _shown(self) -> str:
        return self.text().replace("&&", "&")
