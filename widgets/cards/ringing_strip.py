"""A call that rings while she works in another program: small, on top, never the cursor."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from widgets.cards.call_timer import CallTimer
from widgets.kit.action_button import ActionButton, action_button
from widgets.kit.icons import show_icon
from widgets.kit.plain_text import ElidedLabel, InkLabel, left_to_right, set_spoken_name
from widgets.kit.theme import SPACE_L, SPACE_M, SPACE_S, current_tokens, scaled, set_look

WIDTH_PX, HEIGHT_PX, OFF_PX = 420, 88, 16
BUTTONS_PX = 156


class RingingStrip(QWidget):
    """Shown by who knows that it rings; no keys on it, for in another program they are not ours."""

    triggered = Signal(str)  # name of the command

    def __init__(
        self, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint
        on_top = Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(parent, flags | on_top)
        self.setObjectName("ringing_strip")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAccessibleName(self.tr("Telefonata in arrivo"))
        self.setWindowTitle(self.tr("ChiamaRoma"))  # a task bar shows it: nothing of a citizen
        self._icon = QLabel(self)
        self._word = InkLabel("", "state", self)
        self.timer = CallTimer(self, clock=clock)
        set_look(self.timer, "role", "state")
        self._who = ElidedLabel("", "caller", self)
        self._detail = ElidedLabel("", "second", self)
        self.answer = self._button("answer", self.tr("Rispondi"), "ring_primary", "phone")
        self.decline = self._button("decline", self.tr("Non posso"), "ring", "phone-off")
        self.answer.clicked.connect(lambda: self.triggered.emit("call.answer_or_hold"))
        self.decline.clicked.connect(lambda: self.triggered.emit("call.decline"))
        self._build()

    def show_call(
        self, *, word: str, who: str, phone: str, detail: str, started_at: float | None
    ) -> None:
        """Tell who rings; phone is kept in reading order, who may be a name or ""."""
        self._word.setText(word)
        self.timer.run(started_at)
        self._who.show_text(who or left_to_right(phone))
        told = (left_to_right(phone) if who else "", detail)
        self._detail.show_text(" · ".join(part for part in told if part))
        self._colour()

    def place(self) -> None:
        """Stand at the lower right of the screen its window is on."""
        screen = self.screen().availableGeometry()
        self.setFixedSize(scaled(WIDTH_PX), scaled(HEIGHT_PX))
        self.move(
            screen.right() + 1 - self.width() - OFF_PX,
            screen.bottom() + 1 - self.height() - OFF_PX,
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "decline"):
            self._colour()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current_tokens().ringing
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.fill))
        painter.setPen(QPen(QColor(colours.ink), 1))  # an edge: the desktop behind may be as bright
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _button(self, name: str, label: str, kind: str, icon: str) -> ActionButton:
        button = action_button(f"ringing_{name}", "", kind=kind, parent=self)
        button.show_words(label, "", icon)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE_S)
        for part in (self._icon, self._word, self.timer):
            first.addWidget(part)
        first.addStretch(1)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addLayout(first)
        lines.addWidget(self._who)
        lines.addWidget(self._detail)
        buttons = QVBoxLayout()
        buttons.setSpacing(SPACE_S)
        for button in (self.answer, self.decline):
            button.setFixedWidth(scaled(BUTTONS_PX))
            buttons.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_L, SPACE_S, SPACE_M, SPACE_S)
        row.setSpacing(SPACE_M)
        row.addLayout(lines, 1)
        row.addLayout(buttons)

    def _colour(self) -> None:
        ink = current_tokens().ringing.ink
        for label in (self._word, self.timer, self._who, self._detail):
            label.set_ink(ink)
        set_spoken_name(self._icon, self._word.text())
        show_icon(self._icon, "phone-incoming", ink, scaled(16))
