"""Undo in the text field that has the cursor, whichever kind it is."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget


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
