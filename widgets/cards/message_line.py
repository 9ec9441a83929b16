"""One line for a message a citizen left: how long it is, a button that plays and stops it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from widgets.kit.action_button import action_button
from widgets.kit.plain_text import ElidedLabel, set_spoken_description, wrapped_label
from widgets.kit.theme import SPACE_S, SPACE_XS


class MessageLine(QFrame):
    """Hidden while there is no message."""

    toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_line")
        self._words = ElidedLabel("")
        self._error = wrapped_label("", "warning")
        self.button = action_button("message_play", self.tr("Ascolta"))
        self.button.clicked.connect(self.toggled)
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(row)
        layout.addWidget(self._error)
        self._error.hide()
        self.hide()

    @property
    def can_play(self) -> bool:
        return self.button.isEnabled() and not self.isHidden()

    def show_message(
        self, words: str, action: str, key: str, error: str = "", *, may_play: bool = True
    ) -> None:
        """Show what it is, what the button does and its key; "" for no message."""
        self.button.setEnabled(may_play)
        self._words.show_text(words)
        self.button.show_words(action, key)
        set_spoken_description(self.button, " ".join(filter(None, (words, error))))
        self._error.setText(error)
        self._error.setVisible(bool(error))
        self.setVisible(bool(words))
