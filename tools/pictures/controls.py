"""The controls of a window as a screen reader meets them: what takes the focus, and its name."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QScrollBar, QWidget


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
