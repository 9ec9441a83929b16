"""Named fields handled together: values, errors, and where the cursor was."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal

from widgets.fields.chooser_field import ChooserField
from widgets.fields.labelled_field import LabelledField


class FieldGroup(QObject):
    """Fields by objectName, in the order of the form.

    A chooser gives two values: its own name holds the choice, name_text the letters in it.
    """

    edited = Signal(str, str)  # name, value

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._fields: dict[str, LabelledField] = {}

    def add(self, field: LabelledField) -> None:
        name = field.objectName()
        self._fields[name] = field
        if isinstance(field, ChooserField):
            field.chosen.connect(lambda value: self.edited.emit(name, value))
            field.edited.connect(lambda text: self.edited.emit(f"{name}_text", text))
        else:
            field.edited.connect(lambda value: self.edited.emit(name, value))

    def field(self, name: str) -> LabelledField:
        return self._fields[name]

    def values(self) -> dict[str, str]:
        found = {}
        for name, field in self._fields.items():
            found[name] = field.value()
            if isinstance(field, ChooserField):
                found[f"{name}_text"] = field.text()
        return found

    def set_values(self, values: Mapping[str, str], *, is_refresh: bool = False) -> None:
        """Show values without a signal; names not given keep theirs.

        is_refresh: of what is shown already. Letters in a chooser with the cursor stay, and the
        list that is open stays open.
        """
        for name, field in self._fields.items():
            letters = values.get(f"{name}_text", "")
            if isinstance(field, ChooserField) and (
                field.is_choosing(values.get(name, ""), letters, is_refresh=is_refresh)
                or (is_refresh and field.is_offering() and values.get(name) == field.value())
            ):
                continue
            if name in values:
                field.set_value(values[name])
            # A choice wins over old letters: they are what was typed before it (test_contact_form).
            if isinstance(field, ChooserField) and letters and not field.value():
                field.set_text(letters)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Say each error under its field and put the cursor into the first wrong one."""
        for name, field in self._fields.items():
            field.show_error(errors.get(name, ""))
        wrong = next((name for name in self._fields if errors.get(name)), "")
        if wrong:
            self.focus_field(wrong)

    def focus_field(self, name: str, cursor: int = -1) -> None:
        """Give a field the focus, and its text cursor a place in characters; unknown: nothing."""
        field = self._fields.get(name)
        if field is None:
            return
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if cursor >= 0:
            field.set_cursor_position(cursor)

    def focused_field(self) -> tuple[str, int]:
        """Name and cursor of the field that has the focus, ("", 0) for none."""
        for name, field in self._fields.items():
            if field.editor.hasFocus():
                return name, field.cursor_position()
        return "", 0
