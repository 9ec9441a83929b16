"""How loud a microphone is, as a bar and as a number for the screen reader."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.kit.theme import current_tokens, scaled

STEPS = 20
HEIGHT_PX = 16


class LevelMeter(QWidget):
    """set_level takes 0 to 1; the bar has twenty steps, so that a steady voice stands still."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._step = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    def set_level(self, level: float) -> None:
        step = round(max(0.0, min(1.0, level)) * STEPS)
        if step != self._step:
            self._step = step
            self._say()
            self.update()

    def level(self) -> float:
        return self._step / STEPS

    def sizeHint(self) -> QSize:
        return QSize(scaled(160), scaled(HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(60), scaled(HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = current_tokens()
        painter = QPainter(self)
        room = self.rect().adjusted(0, 0, -1, -1)
        painter.fillRect(room, QColor(tokens.surface2))
        width = round((room.width() - 2) * self._step / STEPS)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = room.right() - width if is_mirrored else room.left() + 1
        bar = QRect(left, room.top() + 1, width, room.height() - 1)
        painter.fillRect(bar, QColor(tokens.ok_text))
        painter.setPen(QColor(tokens.border))
        painter.drawRect(room)

    def _say(self) -> None:
        percent = round(100 * self._step / STEPS)
        self.setAccessibleName(self.tr("{0}: {1} %").format(self._name, percent))
