"""A field with label and error in the line above: one line, several lines, a choice."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from widgets.fields.field_error import FieldError, FieldWords
from widgets.kit.plain_text import (
    ElidedLabel,
    places,
    shortened,
    tooltip_of,
    without_isolates,
)
from widgets.kit.theme import SPACE_S, scaled, set_look
from widgets.kit.typed_text import has_cursor, is_being_typed, left_alone, moved_cursor


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list: the value a program keeps, the label people read, more search words."""

    value: str
    label: str
    words: str = ""


class FieldLabel(QLabel):
    """As high as a line of the design: letters of another script ask for half as much again."""

    def sizeHint(self) -> QSize:
        whole = super().sizeHint()
        return QSize(whole.width(), min(whole.height(), round(self.fontMetrics().height() * 1.1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class LabelledField(QWidget):
    """Label with mnemonic (&) as buddy, editor, one line of error. name is its objectName."""

    edited = Signal(str)  # the operator changed it; not emitted by programs
    entered = Signal()  # Enter was pressed in it

    def __init__(
        self, name: str, label: str, editor: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        editor.setObjectName(f"{name}_editor")
        self.editor = editor
        self.label = FieldLabel(self)
        set_look(self.label, "role", "label")
        self.label.setBuddy(editor)  # before its text: else a screen reader is told the "&" too
        self.label.setText(label)
        self._error = FieldError(editor, self)
        self.words = FieldWords(editor)
        self._origin: ElidedLabel | None = None
        self._head = QHBoxLayout()
        self._head.setSpacing(SPACE_S)
        self._head.addWidget(self.label)
        self._head.addWidget(self._error, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(self._head)
        layout.addWidget(editor)
        self.setFocusProxy(editor)

    def put_label_away(self) -> None:
        """Spare the line above the editor, where another part names it."""
        for part in (self.label, self._error):
            part.hide()

    def put_label_beside(self) -> None:
        """Spare the line above the editor; its label stands at the editor's start."""
        self._head.removeWidget(self._error)
        self._error.hide()
        self._head.addWidget(self.editor, 1)

    def show_error(self, sentence: str) -> None:
        """Say at the field what is wrong with it; an empty sentence takes that away."""
        # The same again must not be read out once more.
        if sentence == self._error.text():
            return
        self._error.show_text(sentence)
        set_look(self.editor, "invalid", "true" if sentence else "false")
        self.words.set_error(sentence)

    def error(self) -> str:
        return self._error.text()

    def mark_proposed(self, words: str, name: str) -> None:
        """Say beside the label that the value is only proposed, and by what; "" takes that away.

        name: what a screen reader says in place of the label.
        """
        if self._origin is None and words:
            self._origin = self._beside_label()
        # Without a name of its own the label is its name again.
        self.editor.setAccessibleName(name)
        if self._origin is not None and self._origin.text() != words:
            self._origin.show_text(words)
            set_look(self.editor, "proposed", "true" if words else "false")

    def _beside_label(self) -> ElidedLabel:
        """Return a second label in the line of the first: no field moves when it is filled."""
        origin = ElidedLabel("", "origin", self)
        origin.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._head.insertWidget(1, origin)
        return origin

    def value(self) -> str:
        raise NotImplementedError

    def set_value(self, value: str) -> None:
        raise NotImplementedError

    def cursor_position(self) -> int:
        """Where the text cursor stands, counted in characters; 0 where there is none."""
        return 0

    def set_cursor_position(self, position: int) -> None:
        """Put the text cursor back; nothing where there is none."""


class _Unturned(QValidator):
    """Takes out what would turn around the words after it, however it came into a line."""

    def validate(self, text: str, cursor: int) -> tuple[QValidator.State, str, int]:
        # Signs that turn text would have a number read backwards on every other seat.
        kept = without_isolates(text[:cursor])
        return QValidator.State.Acceptable, kept + without_isolates(text[cursor:]), len(kept)


class LineField(LabelledField):
    """One line of text. left_to_right: phone numbers, tax codes, dates."""

    def __init__(
        self,
        name: str,
        label: str,
        parent: QWidget | None = None,
        *,
        placeholder: str = "",
        left_to_right: bool = False,
        secret: bool = False,
    ) -> None:
        self._line = self.new_line()
        super().__init__(name, label, self._line, parent)
        self._line.setPlaceholderText(placeholder)
        if left_to_right:
            self._line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        # A secret is kept to the letter: taking a sign out of it would refuse its owner.
        if secret:
            self._line.setEchoMode(QLineEdit.EchoMode.Password)
            left = left_alone(self, lambda: self.set_value(""))
            self._line.textChanged.connect(lambda text: left.start() if text else left.stop())
        else:
            self._line.setValidator(_Unturned(self._line))
        self._line.textEdited.connect(self.edited)
        self._line.returnPressed.connect(self.entered)

    def new_line(self) -> QLineEdit:
        """Return what is typed in; a kind of its own overrides it."""
        return QLineEdit()

    def fix(self) -> None:
        """Let the text be read and copied here, and not changed."""
        self._line.setReadOnly(True)

    def value(self) -> str:
        return self._line.text()

    def set_value(self, value: str) -> None:
        before, cursor = self._line.text(), self._line.cursorPosition()
        # A program's value may come late: the letter typed meanwhile is newer.
        if value == before or is_being_typed(self._line, before, value):
            return
        self._line.setText(value)
        # Else a colleague's words before the cursor would have the rest typed elsewhere.
        if has_cursor(self._line):
            self._line.setCursorPosition(moved_cursor(before, value, cursor))

    def cursor_position(self) -> int:
        return self._line.cursorPosition()

    def set_cursor_position(self, position: int) -> None:
        self._line.setCursorPosition(position)


class TextEditor(QPlainTextEdit):
    """As high as its lines; more of them scroll. line_px: of one, at 100 % text; 0: by its font."""

    def __init__(self, lines: int, line_px: int = 0) -> None:
        super().__init__()
        self._lines = lines
        self._line_px = line_px

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        # Qt's own asks for as much as there is: the form would have no room for the fields below.
        line = scaled(self._line_px) or self.fontMetrics().lineSpacing()
        return QSize(80, max(line * self._lines, self._prompt_px()) + 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width() and self.placeholderText():
            self.updateGeometry()  # the prompt may have lines more or less now

    def _prompt_px(self) -> int:
        """Return the height of what stands in it while it is empty: Arabic has higher lines."""
        prompt, width = self.placeholderText(), self.viewport().width()
        if not prompt or not self.isVisible():
            return 0
        room = QRect(0, 0, width - 2 * ceil(self.document().documentMargin()), 1)
        return self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, prompt).height()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  # a Qt override
        """Take the text of a paste without what would turn around the words after it."""
        self.textCursor().insertText(without_isolates(source.text()))
        self.ensureCursorVisible()


class TextField(LabelledField):
    """Several lines of plain text; Tab leaves it."""

    def __init__(
        self,
        name: str,
        label: str,
        parent: QWidget | None = None,
        *,
        placeholder: str = "",
        lines: int = 3,
        editor: TextEditor | None = None,
    ) -> None:
        self._text = editor or TextEditor(lines)
        super().__init__(name, label, self._text, parent)
        self._is_filling = False
        # Tab must leave the field: a keyboard user would be caught in it.
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText(placeholder)
        self._text.textChanged.connect(self._on_text_changed)

    def value(self) -> str:
        return self._text.toPlainText()

    def set_value(self, value: str) -> None:
        before, cursor = self._text.toPlainText(), self.cursor_position()
        # As in a line: letters typed meanwhile are newer than what a program shows.
        if value == before or is_being_typed(self._text, before, value):
            return
        self._is_filling = True
        self._text.setPlainText(value)
        self._is_filling = False
        if has_cursor(self._text):
            self.set_cursor_position(moved_cursor(before, value, cursor))

    def cursor_position(self) -> int:
        return self._text.textCursor().position()

    def set_cursor_position(self, position: int) -> None:
        cursor = self._text.textCursor()
        # The text may have become shorter since the cursor was noted, as after a crash.
        cursor.setPosition(min(position, places(self.value())))
        self._text.setTextCursor(cursor)

    def _on_text_changed(self) -> None:
        if not self._is_filling:
            self.edited.emit(self.value())


class _Combo(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a form must not change an answer nobody looks at

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip:
            option, whole = QStyleOptionComboBox(), self.currentText()
            self.initStyleOption(option)
            self.setToolTip("" if option.currentText == whole else tooltip_of(whole))
        return super().event(event)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802
        """End in "…" what has no room: cut in a letter, one desk would look like another's name."""
        super().initStyleOption(option)
        control = QStyle.ComplexControl.CC_ComboBox
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, part, self).width()
        option.currentText = shortened(option.currentText, self.fontMetrics(), room)


class ChoiceField(LabelledField):
    """A drop-down list. value() is the value of the entry shown, "" when the list is empty."""

    def __init__(
        self,
        name: str,
        label: str,
        parent: QWidget | None = None,
        *,
        choices: Sequence[Choice] = (),
        characters: int = 6,
    ) -> None:
        """characters: how many of a choice have room at least."""
        self._combo = _Combo()
        super().__init__(name, label, self._combo, parent)
        self._combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        # Else the longest label would set the width of its column.
        self._combo.setMinimumContentsLength(characters)
        self._combo.activated.connect(lambda _: self.edited.emit(self.value()))
        self._choices: tuple[Choice, ...] = ()
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the entries; the chosen one stays chosen where it still exists.

        The same ones again leave an open list as it is.
        """
        # A list that is open would close under the operator's hand at each refresh.
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        kept = self.value()
        self._combo.clear()
        for choice in choices:
            self._combo.addItem(choice.label, choice.value)
        self.set_value(kept)

    def value(self) -> str:
        return str(self._combo.currentData() or "")

    def set_value(self, value: str) -> None:
        self._combo.setCurrentIndex(max(0, self._combo.findData(value)))
