"""A list whose marked row is current only while the list has the cursor."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QListView, QWidget

_Flag = QItemSelectionModel.SelectionFlag


class MarkedList(QListView):
    """Elsewhere is the cursor: the row stays marked, and none is current.

    Qt tells assistive programs of a current row that it has the focus, also where its list has
    not; two places have it then, and a reader may go on from the wrong one.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pressed.connect(lambda _: self._rest())

    def marked(self) -> QModelIndex:
        """Return the row that is marked, an invalid index where there is none."""
        return next(iter(self.selectedIndexes()), QModelIndex())

    def mark(self, index: QModelIndex) -> None:
        if self.hasFocus():
            self.setCurrentIndex(index)
            return
        # First: with the choice a magnifier is told where the row stands, and goes there.
        self.scrollTo(index)
        self.selectionModel().select(index, _Flag.ClearAndSelect)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self.marked().isValid():
            self.selectionModel().setCurrentIndex(self.marked(), _Flag.NoUpdate)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._rest()

    def _rest(self) -> None:
        if not self.hasFocus():
            self.selectionModel().clearCurrentIndex()
