"""Several entries chosen by their first letters: a chooser, and below it what is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from widgets.fields.chooser_field import ChooserField
from widgets.fields.labelled_field import Choice, LabelledField
from widgets.kit.plain_text import set_spoken_name

ROWS_SHOWN = 4


class _Chosen(QListWidget):
    removed = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentRow() >= 0:
            self.removed.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        row = max(self.sizeHintForRow(0), self.fontMetrics().lineSpacing() + 8)
        return QSize(80, row * min(max(1, self.count()), ROWS_SHOWN) + 8)


class ReferenceList(LabelledField):
    """value() holds one id a line. Enter in the chooser adds; Canc on a row takes it out."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        self._chooser = ChooserField(f"{name}_add", "")
        super().__init__(name, label, self._chooser.editor, parent)
        self._choices: dict[str, Choice] = {}
        self._ids: list[str] = []
        self._list = _Chosen()
        self._list.setAccessibleName(label.replace("&", ""))
        self._list.setAccessibleDescription(self.tr("Canc toglie la riga."))
        set_spoken_name(self.editor, self.tr("{0}: aggiungi").format(label.replace("&", "")))
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._chooser)
        layout.addWidget(self._list)
        self._chooser.put_label_away()
        self._chooser.chosen.connect(self._add)
        self._list.removed.connect(self._remove)
        self._show()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        self._choices = {choice.value: choice for choice in choices}
        self._chooser.set_choices(choices)
        self._show()

    def value(self) -> str:
        return "\n".join(self._ids)

    def set_value(self, value: str) -> None:
        self._ids = [line for line in value.splitlines() if line.strip()]
        self._show()

    def _add(self, value: str) -> None:
        # What is published names nothing twice in a list (docs/handbook/editing.md).
        if value and value not in self._ids:
            self._ids.append(value)
            self._show()
            self.edited.emit(self.value())
        if value:
            self._chooser.set_value("")

    def _remove(self, row: int) -> None:
        del self._ids[row]
        self._show()
        self._list.setCurrentRow(min(row, len(self._ids) - 1))
        self.edited.emit(self.value())

    def _show(self) -> None:
        row = self._list.currentRow()
        self._list.clear()
        for one in self._ids:
            known = self._choices.get(one)
            self._list.addItem(QListWidgetItem(known.label if known is not None else one))
        self._list.setCurrentRow(min(row, len(self._ids) - 1))
        self._list.setVisible(bool(self._ids))
        self._list.updateGeometry()
