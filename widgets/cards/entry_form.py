"""A form made of any fields, one under the other, each with its label and its error."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.fields.chooser_field import ChooserField
from widgets.fields.field_group import FieldGroup
from widgets.fields.hours_field import HoursField
from widgets.fields.labelled_field import Choice, ChoiceField, LabelledField, LineField, TextField
from widgets.fields.markdown_field import Clean, MarkdownField
from widgets.fields.reference_list import ReferenceList
from widgets.fields.rows_field import RowsField
from widgets.kit.cell_row import RowColumn
from widgets.kit.theme import SPACE_M, SPACE_S


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """hint stands in the empty field; limit: of characters, counted beside the label.

    columns: of rows.
    """

    name: str
    label: str
    shape: FieldShape = FieldShape.LINE
    choices: Sequence[Choice] = ()
    hint: str = ""
    limit: int = 0
    columns: Sequence[RowColumn] = ()


type Shape = tuple[tuple[str, FieldShape], ...]


class _Page(QWidget):
    """The fields of one kind of entry; built a few at a time while nobody waits for them."""

    def __init__(
        self, wanted: Sequence[FormField], make: Callable[[FormField], LabelledField]
    ) -> None:
        super().__init__()
        self.group = FieldGroup(self)
        self.fields: dict[str, LabelledField] = {}
        self.offered: dict[str, Sequence[Choice]] = {}
        self._wanted = list(wanted)
        self._make = make
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)

    @property
    def is_built(self) -> bool:
        return not self._wanted

    def build(self, most: int = 1000) -> None:
        """Build the next fields, so many at most."""
        for _ in range(min(most, len(self._wanted))):
            one = self._wanted.pop(0)
            field = self._make(one)
            self.fields[one.name] = field
            self.group.add(field)
            self._column.addWidget(field)
        if self.is_built:
            self._column.addStretch(1)


class EntryForm(QWidget):
    """A page of fields for each kind of entry, built once; prepare() builds it ahead."""

    edited = Signal(str, str)  # field, value
    pasted = Signal(bool, int)

    def __init__(self, clean: Clean, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry_form")
        self._clean = clean
        self._pages: dict[Shape, _Page] = {}
        self._page = _Page((), self._made)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_M)
        self._timer = QTimer(self)
        # One field a turn of the loop: a whole form built at once would cost several frames.
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._build_some)

    @property
    def fields(self) -> FieldGroup:
        return self._page.group

    def prepare(self, fields: Sequence[FormField]) -> None:
        """Build a page little by little, between what the operator does."""
        if not self._page_of(fields).is_built:
            self._timer.start()

    def show_fields(self, fields: Sequence[FormField]) -> None:
        page = self._page_of(fields)
        page.build()
        if page is not self._page:
            self._page.hide()
            self._page = page
            if self._layout.indexOf(page) < 0:
                self._layout.addWidget(page)
            page.show()
        self.offer({field.name: field.choices for field in fields})

    def offer(self, choices: Mapping[str, Sequence[Choice]]) -> None:
        """Lists that are the same as before are left alone: they may be thousands long."""
        for name, field in self._page.fields.items():
            offered = choices.get(name, ())
            # By identity: comparing thousands of choices at each key would be felt.
            if self._page.offered.get(name) is offered:
                continue
            self._page.offered[name] = offered
            if isinstance(field, ChooserField | ChoiceField | ReferenceList | RowsField):
                field.set_choices(offered)

    def set_values(self, values: Mapping[str, str], *, is_refresh: bool = False) -> None:
        """is_refresh: of the entry that stands there already."""
        self.fields.set_values(values, is_refresh=is_refresh)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say errors under their fields, without moving the cursor."""
        for name, field in self._page.fields.items():
            own = field.own_error() if isinstance(field, MarkdownField) else ""
            if not isinstance(field, HoursField):  # it says so under each of its lines
                field.show_error(errors.get(name, "") or own)

    def focus_field(self, name: str, cursor: int = -1) -> bool:
        """Put the cursor there; return whether the form has the field."""
        field = self._page.fields.get(name)
        if isinstance(field, HoursField | RowsField):  # its cell is marked, as when Tab comes there
            field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.fields.focus_field(name, cursor)
        return field is not None

    def focus_first(self) -> None:
        if self._page.fields:
            self.focus_field(next(iter(self._page.fields)))

    def cursor_of(self, name: str) -> int:
        field = self._page.fields.get(name)
        return field.cursor_position() if field is not None else 0

    def give_up_pages(self) -> tuple[QWidget, ...]:
        """Build no more of them, and return those there are; before each its largest fields."""
        self._timer.stop()
        pages = tuple(self._pages.values())
        self._pages.clear()
        return tuple(part for page in pages for part in (*page.findChildren(HoursField), page))

    def _page_of(self, fields: Sequence[FormField]) -> _Page:
        shape = tuple((field.name, field.shape) for field in fields)
        page = self._pages.get(shape)
        if page is None:
            page = self._pages[shape] = _Page(fields, self._made)
            page.setParent(self)
            page.hide()
            page.group.edited.connect(self._on_edited)
        return page

    def _build_some(self) -> None:
        page = next((one for one in self._pages.values() if not one.is_built), None)
        if page is None:
            self._timer.stop()
        else:
            page.build(1)

    def _made(self, one: FormField) -> LabelledField:
        match one.shape:
            case FieldShape.TEXT:
                lines = 3 if one.limit else 4
                field = MarkdownField(
                    one.name, one.label, self._clean, lines=lines, limit=one.limit
                )
                field.pasted.connect(self.pasted)
                return field
            case FieldShape.LINES:
                return TextField(one.name, one.label, placeholder=one.hint, lines=2)
            case FieldShape.CHOICE:
                return ChoiceField(one.name, one.label, choices=one.choices)
            case FieldShape.REFERENCE:
                return ChooserField(one.name, one.label, placeholder=one.hint)
            case FieldShape.REFERENCES:
                return ReferenceList(one.name, one.label)
            case FieldShape.HOURS:
                return HoursField(one.name, one.label)
            case FieldShape.ROWS:
                return RowsField(one.name, one.label, one.columns)
        is_ltr = one.shape is FieldShape.NUMBERS
        return LineField(one.name, one.label, placeholder=one.hint, left_to_right=is_ltr)

    def _on_edited(self, name: str, value: str) -> None:
        if name in self._page.fields:  # not the letters in a chooser
            self.edited.emit(name, value)
