"""What an editor should mend, as a list: Enter leads to the field."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from widgets.kit.theme import current_tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """word says how grave it is; sign shows it; field is where Enter leads, "" nowhere."""

    text: str
    sign: str = "✓"
    word: str = ""
    field: str = ""
    is_error: bool = False


class CheckList(QListWidget):
    field_wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("check_list")
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines: tuple[CheckLine, ...] = ()
        self.itemActivated.connect(self._on_activated)

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show them; the one that is marked stays marked where it is still there."""
        # Checked at each rest of the keys: the same lines again must not move the marked one.
        if tuple(lines) == self._lines:
            return
        row = self.currentRow()
        self._lines = tuple(lines)
        self.clear()
        for line in self._lines:
            item = QListWidgetItem(f"{line.sign}  {line.text}")
            words = " ".join(part for part in (line.word, line.text) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            self.addItem(item)
        self.setCurrentRow(min(row, len(self._lines) - 1))
        self._colour()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().lineSpacing() * 4)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_lines"):
            self._colour()

    def _colour(self) -> None:
        tokens = current_tokens()
        for row, line in enumerate(self._lines):
            ink = tokens.error_text if line.is_error else tokens.text
            self.item(row).setForeground(QColor(ink))

    def _on_activated(self, item: QListWidgetItem) -> None:
        line = self._lines[self.row(item)]
        if line.field:
            self.field_wanted.emit(line.field)
