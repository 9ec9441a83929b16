"""A line under a table with what its columns have no room for, of the row that is looked at."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.kit.plain_text import wrapped_label
from widgets.kit.scrolling_text import ScrollingText
from widgets.tables.record_table import RecordTable


class RecordDetail(QWidget):
    """Hidden while there is nothing to say. A screen reader has it with the row itself."""

    changed = Signal()  # it may need another height

    def __init__(
        self, table: RecordTable, parent: QWidget | None = None, *, most_lines: int = 0
    ) -> None:
        """most_lines: a longer text scrolls, 0: never."""
        super().__init__(parent)
        self._table = table
        self._label = (
            ScrollingText("muted", most_lines) if most_lines else wrapped_label("", "muted")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        table.selected.connect(self._refresh)
        table.refreshed.connect(self._refresh)
        self.hide()

    def text(self) -> str:
        return self._label.text() if not self.isHidden() else ""

    def _refresh(self) -> None:
        record = self._table.current_record()
        words = record.detail if record is not None else ""
        if words == self.text():
            return
        self._label.setText(words)
        self.setVisible(bool(words))
        self.changed.emit()
