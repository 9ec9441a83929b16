"""The phone's own window: small, on top, never focused; it ends a call nobody else can end."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QGuiApplication, QHideEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from contract.fonts import FONT_FAMILIES
from contract.wire.phone_socket import Call
from phone.strip.strip_texts import StripTexts, lasting, state_text

WIDTH_PX = 620
BUTTON_PX = 56
AGAIN_MS = 4000  # after which a press that did nothing may be repeated
MARGIN_PX = 16
_TEXT_PX = {"small": 13, "medium": 16, "large": 18}
_COLOURS = {  # ground, text, line and button; each text at least 7:1 on its ground
    "light": ("#ffffff", "#1b1f24", "#9f1c1c", "#9f1c1c", "#ffffff"),
    "dark": ("#1b1f24", "#f2f4f7", "#ff9a94", "#ffb4ae", "#3a0a08"),
    "contrast": ("#000000", "#ffffff", "#ffff00", "#ffff00", "#000000"),
}
_SHEET = """
QFrame#strip {{ background: {ground}; border: 3px solid {line}; }}
QLabel {{ color: {text}; font-size: {small}px; }}
QLabel#state, QLabel#time {{ font-size: {large}px; font-weight: 700; }}
QPushButton {{ background: {button}; color: {on_button}; border: 2px solid {button};
  border-radius: 6px; padding: 0 18px; font-size: {medium}px; font-weight: 700; }}
QPushButton:hover, QPushButton:pressed {{ border-color: {text}; }}
QPushButton:disabled {{ background: {ground}; color: {text}; border-color: {text}; }}
"""


class TinyStrip(QWidget):
    """Says the state of one call and its time; hang_up_wanted carries the call's number."""

    hang_up_wanted = Signal(int)

    def __init__(
        self,
        words: StripTexts,
        theme: str,
        *,
        text_percent: int = 100,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """theme: "light", "dark", "contrast", or "system" for what the desktop says."""
        flag = Qt.WindowType
        super().__init__(
            None,
            # Never focused: what the operator types must not reach the button that ends the call.
            flag.Tool
            | flag.FramelessWindowHint
            | flag.WindowStaysOnTopHint
            | flag.WindowDoesNotAcceptFocus,
        )
        self._words = words
        self._theme = theme
        self._percent = text_percent
        self._monotonic_s = monotonic_s
        self._call: Call | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeUtility)
        self.setFont(QFont(list(FONT_FAMILIES)))
        self.setWindowTitle("ChiamaRoma")
        self.setAccessibleName(words.window)
        self._state, self._time, self.button = self._lay_out()
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tell_time)

    def tell(self, call: Call) -> None:
        """Show call, which is not over; the button works again for another call."""
        if self._call is None or self._call.call != call.call:
            self.button.setEnabled(True)
        self._call = call
        self._state.setText(state_text(self._words, call))
        self._tell_time()

    def _lay_out(self) -> tuple[QLabel, QLabel, QPushButton]:
        frame = QFrame(self)
        frame.setObjectName("strip")
        state, passed = QLabel(), QLabel()
        for label, name in ((state, "state"), (passed, "time")):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
        alone = QLabel(self._words.alone)
        alone.setWordWrap(True)
        button = QPushButton(self._words.hang_up)
        button.setAccessibleName(self._words.hang_up)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setMinimumHeight(self._scaled(BUTTON_PX))
        button.clicked.connect(self._on_clicked)
        head = QHBoxLayout()
        head.addWidget(state, 1)
        head.addWidget(passed)
        text = QVBoxLayout()
        text.addLayout(head)
        text.addWidget(alone)
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(16)
        row.addLayout(text, 1)
        row.addWidget(button)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.setMinimumWidth(self._scaled(WIDTH_PX))
        return state, passed, button

    def _tell_time(self) -> None:
        if self._call is not None:
            self._time.setText(lasting(self._call, self._monotonic_s()))

    def _on_clicked(self) -> None:
        if self._call is not None:
            self.button.setEnabled(False)
            QTimer.singleShot(AGAIN_MS, self.button, lambda: self.button.setEnabled(True))
            self.hang_up_wanted.emit(self._call.call)

    def _dress(self) -> None:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        system = "dark" if dark else "light"
        theme = self._theme if self._theme in _COLOURS else system
        names = ("ground", "text", "line", "button", "on_button")
        sizes = {name: self._scaled(pixels) for name, pixels in _TEXT_PX.items()}
        colours = dict(zip(names, _COLOURS[theme], strict=True))
        self.setStyleSheet(_SHEET.format(**colours, **sizes))

    def _scaled(self, pixels: int) -> int:
        return round(pixels * self._percent / 100)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """At the top of the screen's middle: there the console shows its own call."""
        # At each showing: the desktop may have changed between light and dark meanwhile.
        self._dress()
        self.adjustSize()
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.move(room.center().x() - self.width() // 2, room.top() + MARGIN_PX)
        self._clock.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._clock.stop()
        self.button.setEnabled(True)
        super().hideEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """It can be dragged away from what it covers."""
        handle = self.windowHandle()
        if event.button() is Qt.MouseButton.LeftButton and handle is not None:
            handle.startSystemMove()
