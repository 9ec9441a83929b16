"""The text that somebody types: its cursor when a program changes it, and its undo."""

from itertools import takewhile

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from widgets.kit.plain_text import places


def is_being_typed(editor: QWidget, before: str, value: str) -> bool:
    """Return whether a text is to be left alone: only the blank after the last word is not kept.

    The next letter would be joined to that word.
    """
    return editor.hasFocus() and bool(value) and value in (before.strip(), before.rstrip())


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
