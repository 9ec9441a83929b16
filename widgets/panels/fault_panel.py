"""A panel to say what is wrong with something on the screen: where, in words, Enter sends."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.fields.labelled_field import LineField
from widgets.kit.plain_text import wrapped_label
from widgets.panels.floating_panel import FloatingPanel
from widgets.speech.announcer import Announcer
from widgets.tables.numbered_list import NumberedRow, ScrollingList

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class FaultPanel(FloatingPanel):
    """The cursor is in the words; ↑ ↓ there change the place, as a digit does in the list."""

    place_chosen = Signal(int)
    edited = Signal(str)
    entered = Signal()

    def __init__(self, title: str, places: str, words: str, parent: QWidget) -> None:
        """places, words: the labels of list and line."""
        super().__init__(title, parent)
        self.setObjectName("fault_panel")
        self._subject = wrapped_label("", "reading")
        self.places = ScrollingList(places)
        self.field = LineField("fault_words", words)
        self._sentence = wrapped_label("", "warning")
        self._hint = wrapped_label("", "muted")
        self._list_label = wrapped_label(places, "muted")
        for part in (
            self._subject, self._list_label, self.places, self.field, self._sentence, self._hint,
        ):  # fmt: skip
            self.content.addWidget(part)
        self._announcer = Announcer(self)
        self.places.chosen.connect(self._on_chosen)
        self.places.selectionModel().selectionChanged.connect(lambda *_: self._on_row_changed())
        self.field.edited.connect(self.edited)
        self.field.entered.connect(self.entered)
        self.field.editor.installEventFilter(self)

    def first_focus(self) -> QWidget:
        return self.field.editor

    def show_fault(
        self, subject: str, rows: Sequence[NumberedRow], chosen: int, words: str, limit: int
    ) -> None:
        """Show what is reported, the places with one chosen, and what was typed before."""
        self._subject.setText(subject)
        self.places.set_rows(rows)
        self._mark(chosen)
        editor = self.field.editor
        assert isinstance(editor, QLineEdit)
        # The server refuses longer words: said by the field, not after they are sent.
        editor.setMaxLength(limit)
        self.field.set_value(words)
        self.place.refit()

    def say(self, sentence: str, hint: str) -> None:
        """Say what will happen to the words, and which keys do what."""
        if sentence and sentence != self._sentence.text() and self.isVisible():
            self._announcer.announce(sentence)
        for label, text in ((self._sentence, sentence), (self._hint, hint)):
            label.setText(text)
            label.setVisible(bool(text))
        self.place.refit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field.editor and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and event.type() == QEvent.Type.KeyPress:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        """Change the place while the cursor stays in the words, and say which it is now."""
        model = self.places.model()
        row = min(max(self.places.marked().row() + by, 0), model.rowCount() - 1)
        self._mark(row)
        index = model.index(row, 0)
        row_words = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
        # The cursor stays in the words: by itself the list would be silent to a screen reader.
        self._announcer.announce(row_words, kind="row")

    def _mark(self, row: int) -> None:
        self.places.mark(self.places.model().index(row, 0))

    def _on_row_changed(self) -> None:
        row = self.places.marked().row()
        if row >= 0:
            self.place_chosen.emit(row)

    def _on_chosen(self) -> None:
        """A digit or Enter in the list: go on to the words."""
        self.field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
