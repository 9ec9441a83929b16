"""A short list to choose from with a digit, with arrows and Enter, or with the mouse."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from widgets.kit.plain_text import without_isolates

ROWS_SHOWN = 9
LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """value is what the program keeps; detail says more, and why it may not be chosen."""

    value: str
    label: str
    enabled: bool = True
    detail: str = ""


class NumberedList(QListView):
    """Rows are shown with their digit; chosen carries the value."""

    chosen = Signal(str)
    not_possible = Signal(str)  # the words of a row that was wanted and may not be chosen

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    def set_rows(self, rows: Sequence[NumberedRow]) -> None:
        """Rows that only say something else keep the one that is marked."""
        # Quotas of pauses change while the list is open: the mark must not jump under a finger.
        if self._same_values(rows):
            self._say_anew(rows)
            return
        self._items.clear()
        for number, row in enumerate(rows, 1):
            item = QStandardItem()
            self._say(item, number, row)
            self._items.appendRow(item)
        self.setCurrentIndex(self._first_enabled())
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _say_anew(self, rows: Sequence[NumberedRow]) -> None:
        for number, row in enumerate(rows, 1):
            self._say(self._items.item(number - 1), number, row)
        if not self.currentIndex().flags() & Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentIndex(self._first_enabled())
        self._fit()

    def _say(self, item: QStandardItem, number: int, row: NumberedRow) -> None:
        gone = "" if row.enabled else self.tr("non più possibile")
        label = " · ".join(part for part in (row.label, row.detail or gone) if part)
        item.setText(f"{number}  {label}" if number <= ROWS_SHOWN else label)
        item.setData(row.value, Qt.ItemDataRole.UserRole)
        item.setData(without_isolates(label), Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(label if row.detail else "")
        item.setEnabled(row.enabled)

    def _same_values(self, rows: Sequence[NumberedRow]) -> bool:
        known = [
            self._items.item(at).data(Qt.ItemDataRole.UserRole)
            for at in range(self._items.rowCount())
        ]
        return bool(known) and known == [row.value for row in rows]

    def _fit(self) -> None:
        """As high as its rows, each as its script needs; before it is seen it has no style."""
        if not hasattr(self, "_items"):
            return
        # Without its style a list tells the height of Qt's default font: rows would be cut.
        self.ensurePolished()
        rows = range(min(self._items.rowCount(), ROWS_SHOWN))
        self.setFixedHeight(sum(max(1, self.sizeHintForRow(row)) for row in rows) + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        # A digit held down would choose again in what opens next.
        elif digit.isdecimal() and not event.isAutoRepeat() and digit != "0":
            self._choose(self._items.index(int(digit) - 1, 0))
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentIndex(index)
            self.chosen.emit(str(index.data(Qt.ItemDataRole.UserRole)))
        else:
            self.not_possible.emit(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _first_enabled(self) -> QModelIndex:
        for row in range(self._items.rowCount()):
            index = self._items.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsEnabled:
                return index
        return QModelIndex()


class ScrollingList(NumberedList):
    """Scrolls where there is no room for all rows."""

    def set_rows(self, rows: Sequence[NumberedRow]) -> None:
        super().set_rows(rows)
        row = max(1, self.sizeHintForRow(0))
        self.setMinimumHeight(min(self.maximumHeight(), row * LEAST_ROWS + 8))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())
