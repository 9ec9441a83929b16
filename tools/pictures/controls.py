"""The controls of a window without mouse or sight: what takes the focus, its name, its letter."""

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QMainWindow,
    QScrollBar,
    QWidget,
)


def focusable(window: QWidget) -> Iterator[QWidget]:
    """All visible, enabled parts that can have the focus, without Qt's inner ones."""
    for part in window.findChildren(QWidget):
        if (
            part.focusPolicy() != Qt.FocusPolicy.NoFocus
            and part.isVisibleTo(window)
            and part.isEnabled()
            and part.focusProxy() is None
            and not part.objectName().startswith("qt_")
            and not isinstance(part, QScrollBar)
        ):
            yield part


def spoken_name(part: QWidget) -> str:
    """What a screen reader says; a combo's name is its label, not its text."""
    interface = QAccessible.queryAccessibleInterface(part)
    if interface is None:
        return ""
    if isinstance(part, QComboBox):
        labels = interface.relations(QAccessible.RelationFlag.Label)
        return " ".join(label.text(QAccessible.Text.Name) for label, _ in labels)
    return interface.text(QAccessible.Text.Name)


def nameless(window: QWidget) -> list[str]:
    return [
        f"{type(part).__name__} {part.objectName()}"
        for part in focusable(window)
        if not spoken_name(part).strip()
    ]


def claimed_twice(window: QWidget) -> dict[str, list[str]]:
    """Return the letters that more than one part claims, with their texts.

    Menus count that are not shown to this operator: Qt gives them their letter all the same.
    """
    claims = defaultdict(list)
    for text in _texts_with_letters(window):
        if letter := QKeySequence.mnemonic(text).toString():
            claims[letter].append(text)
    return {letter: texts for letter, texts in claims.items() if len(texts) > 1}


def _texts_with_letters(window: QWidget) -> Iterator[str]:
    if isinstance(window, QMainWindow):
        yield from (menu.text() for menu in window.menuBar().actions())
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.buddy() is not None:
            yield label.text()
    for button in window.findChildren(QAbstractButton):
        if button.isVisible():
            yield button.text()
