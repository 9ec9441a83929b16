"""One row of named cells, with what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from widgets.fields.chooser_field import ChooserField
from widgets.fields.labelled_field import Choice, LabelledField, LineField
from widgets.kit.action_button import action_button
from widgets.kit.column_scroll import WHOLE
from widgets.kit.plain_text import set_spoken_name
from widgets.kit.theme import SPACE_S, SPACE_XS, scaled
from widgets.kit.typed_text import has_cursor

BAR = "|"  # between the cells of a row in the value
INSTEAD = "/"  # of a bar that was typed
CELL_PX = 150  # the least a cell should have


@dataclass(frozen=True, slots=True, kw_only=True)
class RowColumn:
    """is_reference: the cell is chosen by its first letters, and holds an id."""

    label: str
    is_reference: bool = False
    left_to_right: bool = False


class CellRow(QFrame):
    """The cells of one row, and what can be done with it."""

    def __init__(self, name: str, columns: Sequence[RowColumn], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", "true")
        self.setProperty(WHOLE, True)
        self._owner = parent
        self._choices: Sequence[Choice] = ()
        self.cells = [_cell(f"{name}_{number}", one) for number, one in enumerate(columns)]
        self.up = action_button("", self.tr("Su"))
        self.down = action_button("", self.tr("Giù"))
        self.remove = action_button("", self.tr("Togli"))
        self._grid = QGridLayout()
        self._grid.setSpacing(SPACE_XS)
        self._grid.setHorizontalSpacing(SPACE_S)
        self._across = 0
        buttons = QHBoxLayout()
        for button in (self.up, self.down, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_S, SPACE_XS, SPACE_S, SPACE_XS)
        layout.setSpacing(SPACE_XS)
        layout.addLayout(self._grid)
        layout.addLayout(buttons)
        for cell in self.cells:
            cell.editor.installEventFilter(parent)
        self.arrange()
        for button in (self.up, self.down, self.remove):
            button.raise_()  # told after the cells, as they stand

    def arrange(self) -> None:
        """As many cells beside each other as have room; the order of Tab is that of the row.

        Fewer cells in the last line share its whole width: an address is longer than a name.
        """
        across = max(1, min(len(self.cells), self._owner.width() // scaled(CELL_PX)))
        # Told at every pixel of a resize.
        if across == self._across:
            return
        self._across = across
        last = len(self.cells) % across or across
        for number, cell in enumerate(self.cells):
            is_last = number >= len(self.cells) - last
            wide = across if is_last else last  # of across * last columns
            self._grid.addWidget(cell, number // across, number % across * wide, 1, wide)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, int(column < across * last))

    def name_cells(self, field: str, number: int) -> None:
        """Say to a screen reader in which row each part stands."""
        for cell in self.cells:
            words = self.tr("{0}, riga {1}, {2}").format(field, number, cell.label.text())
            set_spoken_name(cell.editor, words)
            cell.editor.setAccessibleDescription(
                self.tr("Alt+Invio aggiunge una riga, Alt+Canc la toglie, Alt+freccia la sposta.")
            )
        set_spoken_name(self.up, self.tr("Sposta su la riga {0}").format(number))
        set_spoken_name(self.down, self.tr("Sposta giù la riga {0}").format(number))
        set_spoken_name(self.remove, self.tr("Togli la riga {0}").format(number))

    def values(self) -> list[str]:
        found = [cell.value().strip() for cell in self.cells]
        # A bar typed into a cell would be read as the beginning of the next one.
        return [*(one.replace(BAR, INSTEAD) for one in found[:-1]), found[-1]]

    def set_values(self, values: Sequence[str]) -> None:
        for cell, value in zip(self.cells, values, strict=True):
            if cell.value().strip() != value:
                self.show_value(cell, value)

    def offer(self, choices: Sequence[Choice]) -> None:
        """What its references may be; an id that is none of these stays as it is."""
        self._choices = choices
        for cell in self.cells:
            if isinstance(cell, ChooserField):
                kept = cell.value()
                cell.set_choices(choices)
                if kept:  # else letters may stand there: she is still choosing
                    self.show_value(cell, kept)

    def show_value(self, cell: LabelledField, value: str) -> None:
        cell.set_value(value)
        # An office that has not been copied to this seat yet must not be lost by showing it.
        if isinstance(cell, ChooserField) and cell.value() != value:
            cell.set_choices([*self._choices, Choice(value, value)])
            cell.set_value(value)
        if not has_cursor(cell.editor):
            cell.set_cursor_position(0)  # a narrow cell shows how its text begins


def _cell(name: str, column: RowColumn) -> LineField | ChooserField:
    if column.is_reference:
        return ChooserField(name, column.label)
    return LineField(name, column.label, left_to_right=column.left_to_right)
