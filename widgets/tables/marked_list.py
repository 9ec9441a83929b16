"""A list whose marked row is current only while the list has the cursor."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QListView

_Flag = QItemSelectionModel.SelectionFlag


class MarkedList(QListView):
    """Elsewhere is the cursor: the row stays marked, and none is current.

    Qt tells assistive programs of a current row that it has the focus, also where its list has
    not; two places have it then, and a reader may go on from the wrong one.
    """

    def marked(self) -> QModelIndex:
        """Return the row that is marked, an invalid index where there is none."""
        return next(iter(self.selectedIndexes()), QModelIndex())

    def mark(self, index: QModelIndex) -> None:
        if self.hasFocus():
            self.setCurrentIndex(index)
            return
        self.selectionModel().select(index, _Flag.ClearAndSelect)
        self.scrollTo(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.hasFocus():
            self.selectionModel().clearCurrentIndex()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.marked().isValid():
            self.selectionModel().setCurrentIndex(self.marked(), _Flag.NoUpdate)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.selectionModel().clearCurrentIndex()
