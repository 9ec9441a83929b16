"""A panel to choose something from a table, and then what is done with it, by digit."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.fields.labelled_field import LineField
from widgets.kit.plain_text import set_spoken_name, wrapped_label
from widgets.kit.scrolling_text import ScrollingText
from widgets.kit.typed_text import cursor_of
from widgets.panels.floating_panel import FloatingPanel
from widgets.panels.panel_place import WIDE_PX
from widgets.speech.announcer import Announcer
from widgets.tables.numbered_list import NumberedRow, ScrollingList
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

ROWS_SHOWN = 12
QUESTION_LINES = 8  # what may be answered stays on the screen, however much was told


class OrderPanel(FloatingPanel):
    """Without columns there is no table: the question is asked at once.

    picked carries a record's key; the owner answers with ask(). ordered carries the value of what
    was chosen; note() is what was typed with it. Esc goes back to the table, then closes.
    """

    picked = Signal(str)
    ordered = Signal(str)
    returned = Signal()  # the table is shown again
    shown = Signal()
    hidden = Signal()

    def __init__(
        self, title: str, columns: Sequence[Column], parent: QWidget, *, urgency_title: str = ""
    ) -> None:
        super().__init__(title, parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # to hold the focus when nothing can
        self._has_table = bool(columns)
        self.place.width_px = WIDE_PX if columns else 0
        self.table = RecordTable(title, columns, urgency_title=urgency_title)
        self._question = ScrollingText("reading", QUESTION_LINES)
        self.field = LineField("order_note", "")
        self.list = ScrollingList(title)
        self._sentence = wrapped_label("", "muted")
        self._hint = wrapped_label("", "muted")
        for part in (self.table, self._question, self.field, self.list, self._sentence, self._hint):
            self.content.addWidget(part)
        self._announcer = Announcer(self)
        self.table.setVisible(self._has_table)
        self._show_question(is_asked=False)
        self.table.opened.connect(self.picked)
        self.list.chosen.connect(self.ordered)
        self.field.edited.connect(self._on_typed)
        self.field.entered.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))

    @property
    def is_asking(self) -> bool:
        return not self._question.isHidden()

    def note(self) -> str:
        return self.field.value()

    def first_focus(self) -> QWidget:
        if self.is_asking and not self.field.isHidden():
            return self.field.editor
        if self.is_asking:
            return self.list if not self.list.isHidden() else self  # Esc closes it all the same
        return self.table if self.table.records() else self

    def show_records(self, records: Sequence[Record]) -> None:
        """Show the rows; the one that is marked stays marked."""
        self.table.want_rows(min(max(1, len(records)), ROWS_SHOWN))
        self.table.set_records(records)
        self.table.flush()
        # Read again every five seconds: what somebody has marked stays marked.
        if records and not self.table.current_key():
            self.mark_first()
        # The panel itself held the focus while there were no rows.
        if cursor_of(self) is self and records and not self.is_asking:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place.refit()

    def mark_first(self) -> None:
        """Mark the first row: the gravest."""
        records = self.table.records()
        if records:
            self.table.select_key(records[0].key)

    def say(self, sentence: str, hint: str = "") -> None:
        """Say how the last order went, and which keys do what."""
        if sentence and sentence != self._sentence.text() and self.isVisible():
            self._announcer.announce(sentence)
        for label, text in ((self._sentence, sentence), (self._hint, hint)):
            label.setText(text)
            label.setVisible(bool(text))
        self.place.refit()

    def _on_typed(self, _: str) -> None:
        """What was said of the words before is not of these."""
        if not self._sentence.isHidden():
            self.say("", self._hint.text())

    def ask(
        self,
        question: str,
        rows: Sequence[NumberedRow],
        *,
        field: str = "",
        value: str = "",
        limit: int = 200,
        is_begun: bool = False,
    ) -> None:
        """Ask what is to be done; field: the label of a line to type with it, "" for none.

        is_begun: value was typed there before. The cursor goes to it: it is not sent unnoticed.
        """
        self._question.setText(question)
        set_spoken_name(self.list, question)
        self.field.label.setText(field)
        set_spoken_name(self.field.editor, field)
        self.field.set_value(value)
        editor = self.field.editor
        assert isinstance(editor, QLineEdit)
        editor.setMaxLength(limit)
        self.list.set_rows(rows)
        self._show_question(is_asked=True, has_field=bool(field), has_rows=bool(rows))
        if self.isVisible():
            others = self.list if rows else self  # before the table goes: the focus stays here
            target: QWidget = editor if is_begun else others
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self._announcer.announce(question, kind="question")
        self.table.hide()
        self.place.refit()

    def back(self) -> None:
        """Show the table again."""
        self.table.setVisible(self._has_table)
        if self.isVisible():
            target = self.table if self._has_table and self.table.records() else self
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_question(is_asked=False)
        self.place.refit()
        self.returned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # One step back at a time: whoever asked about the wrong row marks another one.
        if event.key() == Qt.Key.Key_Escape and self.is_asking and self._has_table:
            self.back()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def _show_question(
        self, *, is_asked: bool, has_field: bool = False, has_rows: bool = False
    ) -> None:
        self._question.setVisible(is_asked)
        self.field.setVisible(is_asked and has_field)
        self.list.setVisible(is_asked and has_rows)
