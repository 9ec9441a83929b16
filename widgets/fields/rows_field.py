"""Rows of a few named cells: people of an office, what differs at a place; all by keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.fields.chooser_field import ChooserField
from widgets.fields.labelled_field import Choice, LabelledField
from widgets.kit.action_button import action_button
from widgets.kit.cell_row import BAR, CellRow, RowColumn
from widgets.kit.plain_text import set_spoken_name
from widgets.kit.theme import SPACE_XS

# Each row is a row of widgets: a whole spreadsheet pasted here would stop the window.
ROWS_LIMIT = 500


class RowsField(LabelledField):
    """value() holds one row a line, its cells between bars; rows without a word are no rows."""

    def __init__(
        self,
        name: str,
        label: str,
        columns: Sequence[RowColumn],
        parent: QWidget | None = None,
    ) -> None:
        self._box = QWidget()
        super().__init__(name, label, self._box, parent)
        self._columns = columns
        self._plain = label.replace("&", "")
        self._choices: Sequence[Choice] = ()
        self._rows: list[CellRow] = []
        self._made = 0  # rows, ever: their names stay different
        self._add = action_button(f"{name}_add", self.tr("Aggiungi una riga"), "Alt+Invio")
        set_spoken_name(self._add, self.tr("{0}: aggiungi una riga").format(self._plain))
        self._add.clicked.connect(lambda: self._insert(len(self._rows)))
        self._layout = QVBoxLayout(self._box)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE_XS)
        self._layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        self._box.setAccessibleName(self._plain)
        self._renumber()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """What the references may be."""
        self._choices = choices
        for row in self._rows:
            row.offer(choices)

    def value(self) -> str:
        lines = (f" {BAR} ".join(row.values()).rstrip(f" {BAR}") for row in self._rows)
        return "\n".join(line for line in lines if line)

    def set_value(self, value: str) -> None:
        # Written anew, a row that is begun and has no word yet would be gone under the cursor.
        if value == self.value():
            return
        wanted = [self._cells_of(line) for line in value.splitlines() if line.strip()]
        rows = [row for row in self._rows if any(row.values())]
        if len(rows) != len(wanted):  # else a row that is begun stays where it is
            while len(self._rows) > len(wanted):
                self._drop(self._rows[-1])
            while len(self._rows) < len(wanted):
                self._make(len(self._rows))
            rows = self._rows
        for row, cells in zip(rows, wanted, strict=True):
            row.set_values(cells)
        self._renumber()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for row in self._rows:
            row.arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_rows"):
            for row in self._rows:
                row.arrange()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Keys of a row, in whichever of its cells the cursor is."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        place = next(
            (
                (at, number)
                for at, row in enumerate(self._rows)
                for number, cell in enumerate(row.cells)
                if cell.editor is watched
            ),
            None,
        )
        return place is not None and self._pressed(event, *place)

    def _pressed(self, event: QKeyEvent, at: int, number: int) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._pasted(QGuiApplication.clipboard().text(), at, number)
        # The Enter of the number pad comes with a modifier of its own.
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != (
            Qt.KeyboardModifier.AltModifier
        ):
            return False
        does: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Return: lambda: self._insert(at + 1),
            Qt.Key.Key_Enter: lambda: self._insert(at + 1),
            Qt.Key.Key_Delete: lambda: self._remove(at),
            Qt.Key.Key_Up: lambda: self._move(at, at - 1, number),
            Qt.Key.Key_Down: lambda: self._move(at, at + 1, number),
        }
        action = does.get(event.key())
        if action is not None:
            action()
        return action is not None

    def _pasted(self, text: str, at: int, number: int) -> bool:
        """Lines with tabs, as a spreadsheet copies them, go into rows and cells from here on."""
        lines = text.rstrip("\r\n").splitlines()[:ROWS_LIMIT]
        # One word without a tab is no table: it is pasted into the cell like any text.
        if "\t" not in text and len(lines) < 2:
            return False
        for offset, line in enumerate(lines):
            if at + offset >= len(self._rows):
                self._make(len(self._rows))
            row = self._rows[at + offset]
            for cell, part in zip(row.cells[number:], line.split("\t"), strict=False):
                row.show_value(cell, part.strip())
        self._changed()
        return True

    def _insert(self, at: int) -> None:
        self._make(at)
        self._changed()
        self._focus(at, 0)

    def _remove(self, at: int) -> None:
        self._drop(self._rows[at])
        self._changed()
        self._focus(min(at, len(self._rows) - 1), 0)

    def _move(self, at: int, to: int, number: int) -> None:
        if not 0 <= to < len(self._rows):
            return
        row = self._rows.pop(at)
        self._rows.insert(to, row)
        self._layout.insertWidget(to, row)
        self._changed()
        self._focus(to, number)

    def _focus(self, at: int, number: int) -> None:
        target = self._rows[at].cells[number].editor if self._rows else self._add
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, at: int) -> None:
        row = CellRow(f"{self.objectName()}_{self._made}", self._columns, self)
        self._made += 1
        self._rows.insert(at, row)
        self._layout.insertWidget(at, row)
        row.show()  # now, for the cursor goes there
        row.offer(self._choices)
        for cell in row.cells:
            told = cell.chosen if isinstance(cell, ChooserField) else cell.edited
            told.connect(self._on_edited)
        row.up.clicked.connect(lambda: self._move(self._at(row), self._at(row) - 1, 0))
        row.down.clicked.connect(lambda: self._move(self._at(row), self._at(row) + 1, 0))
        row.remove.clicked.connect(lambda: self._remove(self._at(row)))

    def _drop(self, row: CellRow) -> None:
        self._rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _at(self, row: CellRow) -> int:
        return self._rows.index(row)

    def _cells_of(self, line: str) -> list[str]:
        # So many at most: the last cell may hold a bar of its own.
        parts = [part.strip() for part in line.split(BAR, len(self._columns) - 1)]
        return parts + [""] * (len(self._columns) - len(parts))

    def _on_edited(self, *_: object) -> None:
        self.edited.emit(self.value())

    def _changed(self) -> None:
        self._renumber()
        self.edited.emit(self.value())

    def _renumber(self) -> None:
        for number, row in enumerate(self._rows, 1):
            row.raise_()  # readers are told the parts in the order in which they were raised
            row.name_cells(self._plain, number)
            row.up.setEnabled(number > 1)
            row.down.setEnabled(number < len(self._rows))
        self._add.raise_()
        first = self._rows[0].cells[0].editor if self._rows else self._add
        # The rows move: label and Tab must lead to what is the first cell now.
        self.setFocusProxy(first)
        self.label.setBuddy(first)
