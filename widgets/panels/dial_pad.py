"""Keys for menus that want digits: typed or clicked, each is sent at once and stays to be seen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.kit.action_button import action_button
from widgets.kit.plain_text import left_to_right, plain_label, set_spoken_name, wrapped_label
from widgets.kit.theme import SPACE_S
from widgets.panels.floating_panel import FloatingPanel
from widgets.speech.announcer import Announcer

DIGITS = "123456789*0#"


class DialPad(FloatingPanel):
    """pressed carries one digit; Esc closes."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Tastiera toni (DTMF)"), parent)
        self.setObjectName("dial_pad")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._line = wrapped_label(self.tr("Scrivi le cifre: partono una alla volta."), "muted")
        self._sent = plain_label("", "section")
        self._sent.setObjectName("dial_pad_sent")
        keys = QWidget()
        keys.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as on every telephone
        grid = QGridLayout(keys)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE_S)
        spoken = {"*": self.tr("asterisco"), "#": self.tr("cancelletto")}
        for at, digit in enumerate(DIGITS):
            button = action_button(f"digit_{at}", digit)
            set_spoken_name(button, spoken.get(digit, digit))
            button.clicked.connect(lambda _=False, digit=digit: self.pressed.emit(digit))
            grid.addWidget(button, at // 3, at % 3)
        for part in (self._line, self._sent, keys):
            self.content.addWidget(part)
        self._announcer = Announcer(self)
        self.show_sent("")

    def first_focus(self) -> QWidget:
        return self

    def show_sent(self, digits: str) -> None:
        """Show what the other side has got so far."""
        shown = left_to_right(" ".join(digits)) or "–"
        self._sent.setText(self.tr("Inviate: {0}").format(shown))

    def say(self, sentence: str = "") -> None:
        """Say why digits go nowhere now; "": they do go."""
        text = sentence or self.tr("Scrivi le cifre: partono una alla volta.")
        # Asked with every change of the call: it is said only when it changes.
        if text == self._line.text():
            return
        self._line.setText(text)
        self.place.refit()
        if sentence:
            self._announcer.announce(sentence, urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        # A key held down would send digits a menu at the other end takes for choices.
        if digit and digit in DIGITS and not event.isAutoRepeat():
            self.pressed.emit(digit)
            return
        super().keyPressEvent(event)
