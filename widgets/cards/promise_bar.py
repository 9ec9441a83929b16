"""The callback promised in a contact: a bar in the colour of promises, which can be taken back."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from widgets.kit.action_button import action_button
from widgets.kit.icons import show_icon
from widgets.kit.plain_text import ElidedLabel
from widgets.kit.theme import CONTROL_PX, SPACE_M, SPACE_S, current_tokens, scaled, set_look

ICON_PX, RADIUS_PX = 16, 6


class PromiseBar(QWidget):
    """Shown while there is one; what stands above it gives the room and keeps its place."""

    removed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._text = ElidedLabel("", "promise")
        self._remove = action_button("callback_remove", self.tr("Togli"), kind="link")
        self._remove.setAccessibleName(self.tr("Togli il richiamo"))
        self._remove.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_M, 0, SPACE_M, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._remove)
        self.show_promise("")

    def show_promise(self, text: str) -> None:
        """Say what was promised; "" for nothing."""
        self._text.show_text(text)
        self.setVisible(bool(text))
        self._wear()

    def _wear(self) -> None:
        self.setFixedHeight(scaled(CONTROL_PX))
        show_icon(self._icon, "rotate-ccw", current_tokens().promise_text, scaled(ICON_PX))
        set_look(self._text, "role", "promise")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.height() != scaled(CONTROL_PX):
            self._wear()
        tokens = current_tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Where all grounds are black an edge makes it a bar.
        has_edge = tokens.promise_ground == tokens.surface
        painter.setPen(QPen(QColor(tokens.promise_text)) if has_edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.promise_ground))
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(room, RADIUS_PX, RADIUS_PX)
        painter.end()
