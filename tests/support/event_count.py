"""Counts events of one kind that reach a widget."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget


class EventCount(QObject):
    """count: those since it was made, once what is queued was delivered."""

    def __init__(self, widget: QWidget, kind: QEvent.Type) -> None:
        super().__init__(widget)
        QApplication.processEvents()
        self._kind = kind
        self._count = 0
        widget.installEventFilter(self)

    @property
    def count(self) -> int:
        QApplication.processEvents()
        return self._count

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._count += event.type() is self._kind
        return False
