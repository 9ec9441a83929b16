"""The way in through the browser, beside the password: one button, and its end while one waits."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.kit.action_button import action_button
from widgets.kit.plain_text import isolated

KEY = "Alt+B"


class ProviderButton(QWidget):
    """pressed asks for the browser, left gives it up. Without a name it is not there at all."""

    pressed = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._provider = ""
        self._is_waiting = False
        self._button = action_button(name, "", KEY)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._button)
        self._button.clicked.connect(self._on_pressed)
        shortcut = QShortcut(QKeySequence(KEY), self, self._button.click)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        self.hide()

    def offer(self, provider: str) -> None:
        """provider: what people call it, "" for none."""
        self._provider = provider
        self._say_words()
        self.setVisible(bool(provider))

    def set_busy(self, is_busy: bool, *, is_waiting: bool) -> None:
        """is_waiting: for the browser, which one may give up."""
        self._is_waiting = is_waiting
        self._button.setEnabled(is_waiting or not is_busy)
        self._say_words()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say_words()

    def _say_words(self) -> None:
        if self._is_waiting:
            self._button.show_words(self.tr("Non aspettare il browser"), KEY)
        else:
            self._button.show_words(isolated(self.tr("Accedi con {}").format(self._provider)), KEY)

    def _on_pressed(self) -> None:
        (self.left if self._is_waiting else self.pressed).emit()
