"""The text that somebody types: its cursor when it is changed, its undo, what is kept out of it."""

from collections.abc import Callable
from itertools import takewhile
from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from widgets.kit.plain_text import places

SECRET_KEPT_MS = 600_000  # time to copy a long one to a telephone, and its codes to paper
LATE_MS = 500  # a key that bounced, or was pressed twice; nobody types a number so soon


def is_being_typed(editor: QWidget, before: str, value: str) -> bool:
    """Return whether a text is to be left alone: only the blank after the last word is not kept.

    The next letter would be joined to that word.
    """
    return has_cursor(editor) and bool(value) and value in (before.strip(), before.rstrip())


def cursor_of(part: QWidget) -> QWidget | None:
    """Return what has the cursor in the window of a part, also while another program is in front.

    Qt tells then that nothing has the focus: what asked it took the cursor from the field to which
    whoever looks something up elsewhere comes back.
    """
    now = part.window().focusWidget()
    return now if now is not None and now.isVisible() else None


def has_cursor(part: QWidget) -> bool:
    """Return whether the cursor stands in a part, also while another program is in front."""
    now, proxy = cursor_of(part), part.focusProxy()
    if now is None:
        return False
    return now is part or now is proxy or part.isAncestorOf(now)


def left_alone(owner: QObject, over: Callable[[], None]) -> QTimer:
    """Return a timer that ends a secret once nobody has touched it: whoever began has left."""
    timer = QTimer(owner, singleShot=True, interval=SECRET_KEPT_MS)
    timer.setObjectName("left_alone")
    timer.timeout.connect(over)
    return timer


def moved_cursor(before: str, value: str, cursor: int) -> int:
    """Return the place of the cursor in the new text: between the same letters as before.

    Within letters that are others now it stands behind them, and where none stood behind all.
    """
    behind = before.encode("utf-16-le", "surrogatepass")[: 2 * cursor]
    return places(value[: _moved(before, value, len(behind.decode("utf-16-le", "surrogatepass")))])


def _moved(before: str, value: str, cursor: int) -> int:
    """cursor, and what is returned: in characters."""
    if not before:
        return len(value)
    same = _same_letters(before, value)
    if cursor <= same:
        return cursor
    rest, new_rest = before[same:], value[same:]
    after = len(before) - cursor
    return len(value) - min(after, _same_letters(rest[::-1], new_rest[::-1]))


def _same_letters(one: str, other: str) -> int:
    """Return how many letters they begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def can_undo_text(field: QWidget | None) -> bool:
    """Return whether the field holds a change of its text that can be undone."""
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() and not field.isReadOnly()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isUndoAvailable() and not field.isReadOnly()
    return False


def undo_text(field: QWidget | None) -> bool:
    """Undo the last change of the field's text; return whether there was one."""
    if not can_undo_text(field):
        return False
    assert isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit)
    field.undo()
    return True


def forget_typing(field: QWidget) -> None:
    """Keep the text of a line, and nothing of how it came there."""
    if isinstance(field, QLineEdit):
        field.setText(field.text())


class LateDigits(QObject):
    """Keeps digits out of texts for a moment after a choice by digit, or while its key is held.

    The panel of the choice has closed by then, and they must become no text.

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
