"""A form of any fields: the first ones open, those that come after as one line each."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cards.form_page import FieldShape, FormField, FormPage
from widgets.fields.chooser_field import ChooserField
from widgets.fields.field_group import FieldGroup
from widgets.fields.fold_row import FoldRow, FoldWords
from widgets.fields.hours_field import HoursField
from widgets.fields.labelled_field import Choice, ChoiceField, LabelledField, LineField, TextField
from widgets.fields.markdown_field import Clean, MarkdownField
from widgets.fields.reference_list import ReferenceList
from widgets.fields.rows_field import RowsField
from widgets.kit.plain_text import set_spoken_name
from widgets.kit.theme import SPACE_L, SPACE_M
from widgets.kit.typed_text import has_cursor

type Shape = tuple[tuple[str, FieldShape], ...]


class EntryForm(QWidget):
    """A page of fields for each kind of entry, built once; prepare() builds it ahead."""

    edited = Signal(str, str)  # field, value
    pasted = Signal(bool, int)
    door_opened = Signal(str)

    def __init__(self, clean: Clean, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry_form")
        self._clean = clean
        self._pages: dict[Shape, FormPage] = {}
        self._page = FormPage((), self._made, "")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)
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
        if is_refresh:
            return
        for field in self._page.fields.values():
            if not has_cursor(field.editor):
                field.set_cursor_position(0)  # however long, it shows how it begins
        self._page.close_all()

    def show_rows(self, shown: Mapping[str, FoldWords]) -> None:
        """Say how each closed part begins, and what is wrong with it."""
        self._page.show_rows(shown)

    def rows(self) -> Mapping[str, FoldRow]:
        return self._page.rows

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say errors beside the names of their fields; nothing moves, the cursor neither."""
        for name, field in self._page.fields.items():
            own = field.own_error() if isinstance(field, MarkdownField) else ""
            if not isinstance(field, HoursField):  # it says so beside each of its lines
                field.show_error(errors.get(name, "") or own)

    def focus_field(self, name: str, cursor: int = -1) -> bool:
        """Put the cursor there; return whether the form has the field."""
        field = self._page.fields.get(name)
        self._page.open(name)
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
        """Build no more of them, and return those there are; before each its fields."""
        self._timer.stop()
        pages = tuple(self._pages.values())
        self._pages.clear()
        return tuple(part for page in pages for part in (*page.fields.values(), page))

    def _page_of(self, fields: Sequence[FormField]) -> FormPage:
        shape = tuple((field.name, field.shape) for field in fields)
        page = self._pages.get(shape)
        if page is None:
            page = self._pages[shape] = FormPage(fields, self._made, self.tr("Il resto della voce"))
            page.door_opened.connect(self.door_opened)
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
        field = self._field(one)
        if one.is_folded:  # its line says the name
            field.label.hide()
            if not field.editor.accessibleName():
                set_spoken_name(field.editor, one.label)
        return field

    def _field(self, one: FormField) -> LabelledField:
        match one.shape:
            case FieldShape.TEXT:
                field = MarkdownField(
                    one.name, one.label, self._clean, limit=one.limit, told=one.told
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
                return HoursField(one.name, one.label, in_parts=True)
            case FieldShape.ROWS:
                return RowsField(one.name, one.label, one.columns)
        is_ltr = one.shape is FieldShape.NUMBERS
        return LineField(one.name, one.label, placeholder=one.hint, left_to_right=is_ltr)

    def _on_edited(self, name: str, value: str) -> None:
        if name in self._page.fields:  # not the letters in a chooser
            self.edited.emit(name, value)
