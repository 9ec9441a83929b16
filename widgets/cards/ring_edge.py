"""An edge round the whole window while it rings: seen through a lens that shows a part of it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets.kit.theme import current_tokens, scaled

EDGE_PX = 6


class RingEdge(QWidget):
    """Over all else, in nobody's way: neither the mouse nor a screen reader meets it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("ring_edge")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)

    def show_edge(self, is_wanted: bool) -> None:
        if is_wanted:
            self._cover()
        self.setVisible(is_wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, width = QPainter(self), scaled(EDGE_PX)
        pen = QPen(QColor(current_tokens().ringing.fill), width)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        inset = width // 2
        painter.drawRect(self.rect().adjusted(inset, inset, -inset, -inset))
        painter.end()

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())
        self.raise_()
