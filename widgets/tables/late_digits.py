"""Digits pressed once more behind a choice: the panel has closed, and they must become no text."""

from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

LATE_MS = 500  # a key that bounced, or was pressed twice; nobody types a number so soon


class LateDigits(QObject):
    """Keeps digits out of texts for a moment after a choice by digit, or while its key is held.

    Any other key or a click ends it: who goes on means what is typed. In the part that the choices
    stand in a line may be the next question.
    """

    def __init__(self, choices: QWidget) -> None:
        super().__init__(choices)
        self._choices = choices
        self._timer = QTimer(self, singleShot=True, interval=LATE_MS)
        self._timer.timeout.connect(self._end)

    @property
    def is_waiting(self) -> bool:
        return self._timer.isActive()

    def begin(self) -> None:
        if not self.is_waiting:
            self._app().installEventFilter(self)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self._end()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not event.text().isdecimal():
            self._end()
            return False
        around = self._choices.parentWidget() or self._choices
        if not is_typed_in(watched) or (around.isVisible() and around.isAncestorOf(watched)):
            return False
        self._timer.start()
        return True

    def _end(self) -> None:
        self._timer.stop()
        self._app().removeEventFilter(self)

    def _app(self) -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app


def is_typed_in(part: object) -> TypeGuard[QWidget]:
    return isinstance(part, QLineEdit | QPlainTextEdit | QTextEdit) and not part.isReadOnly()
