"""The fields of one kind of entry: the first ones open, those that come after a line each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.fields.field_group import FieldGroup
from widgets.fields.fold_row import FoldedField, FoldRow, FoldWords
from widgets.fields.hours_field import HoursField
from widgets.fields.labelled_field import Choice, LabelledField
from widgets.kit.cell_row import RowColumn
from widgets.kit.plain_text import plain_label
from widgets.kit.theme import SPACE_S

ALWAYS_THERE = "why"  # who reviews it needs it, and nobody looks for it among what is empty


class FieldShape(StrEnum):
    LINE = "line"
    NUMBERS = "numbers"  # a line from left to right in every language
    TEXT = "text"
    LINES = "lines"  # plain lines, no Markdown
    CHOICE = "choice"
    REFERENCE = "reference"
    REFERENCES = "references"
    HOURS = "hours"
    ROWS = "rows"
    DOOR = "door"  # no field: a line that leads elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """hint stands in the empty field; limit: of characters, counted beside the label.

    columns: of rows. told: what a large text is for. is_beside: in the line of the field before
    it. is_folded: one line until it is opened.
    """

    name: str
    label: str
    shape: FieldShape = FieldShape.LINE
    choices: Sequence[Choice] = ()
    hint: str = ""
    limit: int = 0
    columns: Sequence[RowColumn] = ()
    told: str = ""
    is_beside: bool = False
    is_folded: bool = False


class FormPage(QWidget):
    """The fields of one kind of entry; built a few at a time while nobody waits for them."""

    door_opened = Signal(str)

    def __init__(
        self, wanted: Sequence[FormField], make: Callable[[FormField], LabelledField], rest: str
    ) -> None:
        """rest: what is said above the fields that are a line each."""
        super().__init__()
        self.group = FieldGroup(self)
        self.fields: dict[str, LabelledField] = {}
        self.folds: dict[str, FoldedField] = {}
        self.rows: dict[str, FoldRow] = {}
        self.offered: dict[str, Sequence[Choice]] = {}
        self._wanted = list(wanted)
        self._make = make
        self._ahead: LabelledField | None = None  # made, and not in its place yet
        self._rest = rest
        self._line = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)
        self._folded = QVBoxLayout()
        self._folded.setSpacing(0)
        self._more = FoldRow("empty_fold", self.tr("Parti ancora vuote"))
        self._more.clicked.connect(self._on_more)
        self._is_fresh = True  # another entry: its empty parts are put away once

    @property
    def is_built(self) -> bool:
        return not self._wanted

    def build(self, most: int = 1000) -> None:
        """Go on by so many steps at most.

        A field is made in one, opening times in some, and put in its place in one.
        """
        steps = 0
        while not self.is_built and steps < most:
            steps += 1
            self._step()

    def _step(self) -> None:
        one = self._wanted[0]
        # Opening times have dozens of cells: made and styled in one turn they held the window.
        if self._ahead is None and one.shape is not FieldShape.DOOR:
            self._ahead = self._make(one)
            return
        if isinstance(self._ahead, HoursField) and not self._ahead.is_made:
            self._ahead.make_part()
            return
        self._build(self._wanted.pop(0))
        if self.is_built:
            self._folded.addWidget(self._more)
            self._column.addStretch(1)

    def close_all(self) -> None:
        """Close every part: another entry is shown."""
        self._is_fresh = True
        for fold in self.folds.values():
            fold.open(is_open=False)

    def open(self, name: str) -> None:
        if name in self.folds:
            self.folds[name].show()
            self.folds[name].open()

    def show_rows(self, shown: Mapping[str, FoldWords]) -> None:
        """Say how each closed part begins, and what is wrong with it; empty ones are put away."""
        for name, row in self.rows.items():
            row.show_words(shown.get(name, FoldWords()))
        is_fresh, self._is_fresh = self._is_fresh, False
        for name, fold in self.folds.items():
            if not self._is_empty(name):
                fold.show()
            elif is_fresh:
                fold.hide()
        away = [name for name, fold in self.folds.items() if fold.isHidden()]
        names = ", ".join(self.rows[name].label for name in away)
        self._more.show_words(FoldWords(words=names, tag=str(len(away)) if away else ""))
        if is_fresh:
            self._more.setChecked(False)
            self._more.setVisible(bool(away))

    def _is_empty(self, name: str) -> bool:
        shown = self.rows[name].shown()
        return name != ALWAYS_THERE and not shown.words and not shown.tag

    def _on_more(self, is_open: bool) -> None:
        """Show the empty parts where they belong, or put them away; the cursor goes to them."""
        empty = [fold for name, fold in self.folds.items() if self._is_empty(name)]
        for fold in empty:
            fold.setVisible(is_open)
        if is_open and empty:
            empty[0].row.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self, one: FormField) -> None:
        if (one.is_folded or one.shape is FieldShape.DOOR) and not self.rows:
            self._column.addWidget(plain_label(self._rest, "section"))
            self._column.addLayout(self._folded)
        if one.shape is FieldShape.DOOR:
            row = self.rows[one.name] = FoldRow(f"{one.name}_door", one.label, is_door=True)
            row.clicked.connect(lambda: self.door_opened.emit(one.name))
            self._folded.addWidget(row)
            return
        assert self._ahead is not None
        field = self.fields[one.name] = self._ahead
        self._ahead = None
        self.group.add(field)
        if one.is_folded:
            fold = self.folds[one.name] = FoldedField(one.name, one.label, field)
            self.rows[one.name] = fold.row
            self._folded.addWidget(fold)
            return
        if not one.is_beside:
            self._line = QHBoxLayout()
            self._line.setSpacing(SPACE_S)
            self._column.addLayout(self._line)
        self._line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
