"""A list that floats under a field inside the same window and never takes the focus."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

MAX_ROWS = 8


class ChoicePopup(QListView):
    """Belongs to the window of its anchor while shown; opens upwards when there is no room."""

    picked = Signal(int)  # a row was clicked

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._anchor = anchor
        self._labels = QStringListModel(self)
        self.setModel(self._labels)
        # The cursor stays in the field: letters typed on must narrow this list.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.clicked.connect(self._on_clicked)
        # It is moved to the window when shown, and would outlive its field there.
        anchor.destroyed.connect(self.deleteLater)
        self.hide()

    def show_labels(self, labels: Sequence[str], *, has_current: bool = True) -> None:
        """Show these rows, the first one current if wanted; nothing to show hides the list."""
        self._labels.setStringList(list(labels))
        if not labels:
            self.hide()
            return
        # When this list is made its field may not be in a window yet.
        if self.parentWidget() is not self._anchor.window():
            self.setParent(self._anchor.window())
        self.clearSelection()
        if has_current:
            self._choose(0)
        self.setGeometry(self._place(len(labels)))
        self.raise_()
        self.show()

    def current_row(self) -> int:
        return next((one.row() for one in self.selectedIndexes()), -1)

    def move_current(self, step: int) -> None:
        """Go up or down, staying at the ends."""
        last = self._labels.rowCount() - 1
        self._choose(max(0, min(last, self.current_row() + step)))

    def _choose(self, row: int) -> None:
        # Chosen, not current: Qt tells assistive programs of a current row that it has the focus.
        index = self._labels.index(row)
        self.scrollTo(index)  # first: a magnifier goes where the row stands as it is chosen
        self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _place(self, rows: int) -> QRect:
        window = self._anchor.window()
        at = self._anchor.mapTo(window, QPoint(0, 0))
        height = self.sizeHintForRow(0) * min(rows, MAX_ROWS) + 6
        below = QRect(at.x(), at.y() + self._anchor.height(), self._anchor.width(), height)
        if below.bottom() <= window.height() or at.y() < height:
            return below
        return QRect(at.x(), at.y() - height, self._anchor.width(), height)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.picked.emit(index.row())
