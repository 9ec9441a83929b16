"""The callback promised in a contact: a bar to take it back, and what gives it its room."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from widgets.fields.labelled_field import TextEditor
from widgets.kit.action_button import action_button
from widgets.kit.icons import show_icon
from widgets.kit.plain_text import ElidedLabel
from widgets.kit.theme import CONTROL_PX, SPACE_M, SPACE_S, current_tokens, scaled, set_look

ICON_PX, RADIUS_PX = 16, 6
BOX_PX = 264  # of the description, at most where the form ends below its last field


class PromiseBar(QWidget):
    """In the colour of promises. What stands above it gives the room and keeps its place."""

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


class Description(TextEditor):
    """Two lines at least. is_tall: it wants all of its box, less what a promise takes of it."""

    def __init__(self, promise: PromiseBar) -> None:
        super().__init__(2)
        self._promise = promise
        self.is_tall = False

    def sizeHint(self) -> QSize:
        least = super().sizeHint()
        taken = 0 if self._promise.isHidden() else self._promise.sizeHint().height() + SPACE_S
        return QSize(least.width(), scaled(BOX_PX) - taken) if self.is_tall else least
