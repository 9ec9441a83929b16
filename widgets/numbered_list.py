"""A short list to choose from with a digit, with arrows and Enter, or with the mouse."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from widgets.plain_text import without_isolates

ROWS_SHOWN = 9


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """value is what the program keeps."""

    value: str
    label: str
    enabled: bool = True


class NumberedList(QListView):
    """Rows are shown with their digit; chosen carries the value."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    def set_rows(self, rows: Sequence[NumberedRow]) -> None:
        self._items.clear()
        for number, row in enumerate(rows, 1):
            gone = self.tr("non più possibile")
            label = row.label if row.enabled else f"{row.label} · {gone}"
            item = QStandardItem(f"{number}  {label}" if number <= ROWS_SHOWN else label)
            item.setData(row.value, Qt.ItemDataRole.UserRole)
            item.setData(without_isolates(label), Qt.ItemDataRole.AccessibleTextRole)
            item.setEnabled(row.enabled)
            self._items.appendRow(item)
        self.setCurrentIndex(self._first_enabled())
        self.setFixedHeight(max(1, self.sizeHintForRow(0)) * min(len(rows), ROWS_SHOWN) + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif digit.isdecimal() and not event.isAutoRepeat() and digit != "0":
            self._choose(self._items.index(int(digit) - 1, 0))
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentIndex(index)
            self.chosen.emit(str(index.data(Qt.ItemDataRole.UserRole)))

    def _first_enabled(self) -> QModelIndex:
        for row in range(self._items.rowCount()):
            index = self._items.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                return index
        return QModelIndex()
