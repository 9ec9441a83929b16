"""A table whose columns can be chosen to sort it: with a click on the header, or by a digit."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from widgets.tables.record_model import Column
from widgets.tables.record_table import RecordTable

_RISING, _FALLING = "↑", "↓"
_DIGITS = "123456789"


class SortedTable(RecordTable):
    """It sorts nothing itself: it may show a few rows of many. Whoever fills it calls show_sort."""

    column_chosen = Signal(int)  # with a click or with its number, the first is 0

    def __init__(self, name: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(name, columns, parent)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setCursor(Qt.CursorShape.PointingHandCursor)
        header.sectionClicked.connect(self.column_chosen)

    def show_sort(self, column: int, *, is_falling: bool = False, words: str = "") -> None:
        """Mark the column the rows are sorted by; -1: none. words: the same, to be spoken."""
        self._records.mark(column, _FALLING if is_falling else _RISING, words)

    def title_of(self, column: int) -> str:
        found = self._records.column(column)
        return found.title if found is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses the column of that number: no row is searched by digits here."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        at = _DIGITS.find(event.text()) if event.text() and not held else -1
        if 0 <= at < self._records.columnCount():
            self.column_chosen.emit(at)
            event.accept()
        else:
            super().keyPressEvent(event)
