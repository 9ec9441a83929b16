"""The panel for bringing a call to somebody: letters, lines found, then the word with them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from widgets.fields.labelled_field import LineField
from widgets.kit.action_button import action_button, show_words
from widgets.kit.announcer import Announcer
from widgets.kit.flow_layout import FlowLayout
from widgets.kit.plain_text import wrapped_label
from widgets.kit.theme import SPACE_S, set_look
from widgets.panels.floating_panel import FloatingPanel
from widgets.tables.hit_list import HitList, HitRow

ROWS_SHOWN = 6
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True, kw_only=True)
class PickerButton:
    """name as in the signal acted; kind: "", "primary" or "danger"."""

    name: str
    label: str
    key: str = ""
    kind: str = ""
    enabled: bool = True


class LinePicker(FloatingPanel):
    """Choosing: Enter takes the line that is marked. Speaking: a sentence and what may be done.

    reason() and note() are read by the receiver of `taken`.
    """

    typed = Signal(str)
    selected = Signal(int)
    taken = Signal()  # Enter on a line
    acted = Signal(str)  # name of a button
    left = Signal()  # Esc while speaking
    noted = Signal(str)  # what was typed for whoever receives
    reasoned = Signal(str)  # why a closed line is called all the same

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Trasferisci o consulta"), parent)
        self.setObjectName("line_picker")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # to hold the focus while it waits
        self._is_speaking = False
        self._buttons: dict[str, QPushButton] = {}
        self._field = LineField("line", self.tr("A chi: ufficio, coda, collega o numero"))
        self._hits = HitList()
        self._hits.set_numbered(False)
        self._hits.set_two_lines(True)
        self._hits.setAccessibleName(self.tr("Linee trovate"))
        self._sentence = wrapped_label("", "muted")
        self._reason = LineField("line_reason", self.tr("Perché passi lo stesso"))
        self._note = LineField("line_note", self.tr("Nota per chi riceve (facoltativa)"))
        self._choosing = QWidget()
        self._speaking = wrapped_label("", "reading")
        self._row = QWidget()
        self._flow = FlowLayout(self._row, SPACE_S)
        self._build()
        self._announcer = Announcer(self._field.editor)
        self._field.edited.connect(self.typed)
        self._note.edited.connect(self.noted)
        self._reason.edited.connect(self.reasoned)
        self._hits.selected.connect(self.selected)
        self._hits.used.connect(lambda _: self.taken.emit())
        for field in (self._field, self._reason, self._note):
            field.editor.installEventFilter(self)
        self.show_reason(is_wanted=False)

    @property
    def is_speaking(self) -> bool:
        return self._is_speaking

    def first_focus(self) -> QWidget:
        if self._is_speaking:
            return self._main_button() or self
        return self._field.editor

    def begin(self, note: str = "") -> None:
        """Empty every field: another transfer begins. note: typed before, and not sent."""
        for field in (self._field, self._reason):
            field.set_value("")
        self._note.set_value(note)

    def reason(self) -> str:
        return self._reason.value()

    def note(self) -> str:
        return self._note.value()

    def show_lines(self, rows: Sequence[HitRow], current: int, sentence: str) -> None:
        """Show what was found; sentence says why there is nothing, or what the marked one is."""
        if tuple(rows) != self._hits.hits():
            self._hits.show_hits(rows, current)
        self._hits.select(current)
        self._show_sentence(sentence)

    def say(self, sentence: str) -> None:
        """Say what has become of it; lines and fields stay as they are."""
        # A call that ends while somebody types here closes no panel: what came of it is said.
        if sentence != self.sentence():
            self._announcer.announce(sentence, urgent=True, kind="over")
        self._show_sentence(sentence)

    def _show_sentence(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._fit()

    def lines(self) -> tuple[HitRow, ...]:
        return self._hits.hits()

    def sentence(self) -> str:
        return self._sentence.text() if not self._sentence.isHidden() else ""

    def show_reason(self, *, is_wanted: bool, typed: str = "") -> None:
        """Ask why a closed line is called all the same; the cursor goes there.

        typed: what was written for this line before.
        """
        # Once: asked with each look at the lines, it would take the cursor from the note.
        if is_wanted and self._reason.isHidden():
            self._reason.set_value(typed)
            self._reason.show()
            self._reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not is_wanted and not self._reason.isHidden():
            if self._reason.editor.hasFocus():
                self._field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reason.set_value("")
            self._reason.hide()
        self._fit()

    def show_note(self, *, is_possible: bool) -> None:
        self._note.setVisible(is_possible)
        self._fit()

    def choose(self, buttons: Sequence[PickerButton]) -> None:
        """Show the lines; the cursor is where letters are typed."""
        self._show_buttons(buttons)
        if self._is_speaking or self._choosing.isHidden():
            self._is_speaking = False
            self._choosing.show()
            if self.isVisible():
                self._field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._speaking.hide()
        self._fit()

    def speak(
        self, sentence: str, buttons: Sequence[PickerButton], *, is_under_way: bool = False
    ) -> None:
        """Show whom the operator speaks with; Enter presses the first button.

        is_under_way: nothing else shows it yet, so it is announced to screen readers too.
        """
        was_speaking, self._is_speaking = self._is_speaking, True
        is_news = is_under_way and sentence != self._speaking.text()
        self._speaking.setText(sentence)
        self._speaking.setAccessibleName(sentence)
        self._speaking.show()
        self._show_buttons(buttons)
        first = self._main_button()
        if not was_speaking and self.isVisible():  # before its field is hidden: focus stays here
            (first or self).setFocus(Qt.FocusReason.OtherFocusReason)
            self._announcer.announce(sentence)
        elif is_news and self.isVisible():
            self._announcer.announce(sentence)
        if (
            was_speaking and first is not None and self.hasFocus()
        ):  # nothing could be done until now
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choosing.hide()
        self._fit()

    def button(self, name: str) -> QPushButton | None:
        return self._buttons.get(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_speaking:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in _STEPS and watched is self._field.editor:
            self._hits.move_current(_STEPS[key])
            self._say_current()
        elif key in _ENTER:
            self.taken.emit()
        else:
            return False
        return True

    def _build(self) -> None:
        self._lines = QVBoxLayout(self._choosing)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(SPACE_S)
        for part in (self._field, self._hits, self._sentence, self._reason, self._note):
            self._lines.addWidget(part)
        self.content.addWidget(self._choosing)
        self.content.addWidget(self._speaking)
        self.content.addWidget(self._row)
        self._speaking.hide()

    def _show_buttons(self, buttons: Sequence[PickerButton]) -> None:
        usable = {one.name for one in buttons if one.enabled}
        for name, button in self._buttons.items():
            if button.hasFocus() and name not in usable:
                self.setFocus(Qt.FocusReason.OtherFocusReason)  # else it would leave the panel
        for name in [name for name in self._buttons if name not in {one.name for one in buttons}]:
            gone = self._buttons.pop(name)
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for wanted in buttons:
            button = self._buttons.get(wanted.name) or self._new_button(wanted.name)
            show_words(button, wanted.label, wanted.key)
            set_look(button, "kind", wanted.kind)
            button.setEnabled(wanted.enabled)

    def _new_button(self, name: str) -> QPushButton:
        button = action_button(f"picker_{name}", "", parent=self._row)
        button.clicked.connect(lambda: self.acted.emit(name))
        self._buttons[name] = button
        self._flow.addWidget(button)
        button.show()
        return button

    def _main_button(self) -> QPushButton | None:
        """The first one, when it can be pressed: Enter must never mean another."""
        first = next(iter(self._buttons.values()), None)
        return first if first is not None and first.isEnabled() else None

    def _fit(self) -> None:
        """Take the height of what is shown; the panel may be open already."""
        self._hits.fit_rows(max(1, min(len(self._hits.hits()), ROWS_SHOWN)), least=1)
        self._hits.setVisible(bool(self._hits.hits()))
        self._lines.activate()  # it may not have heard yet of a field that went
        # Qt keeps sizes of parts that were hidden: the panel would open with a hole.
        self._lines.invalidate()
        self.content.invalidate()
        self.refit()

    def _say_current(self) -> None:
        row = self._hits.current_row()
        hits = self._hits.hits()
        if 0 <= row < len(hits):
            said = (hits[row].title, hits[row].mark, hits[row].subtitle)
            self._announcer.announce(", ".join(part for part in said if part), kind="row")
