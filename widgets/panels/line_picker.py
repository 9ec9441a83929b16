"""The panel for bringing a call to somebody: letters, lines found, then the word with them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.cards.strip_buttons import StripAction, StripButtons
from widgets.fields.labelled_field import LineField
from widgets.kit.plain_text import set_spoken_name, wrapped_label
from widgets.kit.theme import SPACE_S
from widgets.kit.typed_text import cursor_of, has_cursor
from widgets.panels.floating_panel import FloatingPanel
from widgets.speech.announcer import Announcer
from widgets.tables.hit_list import HitList, HitRow

ROWS_SHOWN = 6
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinePicker(FloatingPanel):
    """Choosing: Enter takes the line that is marked. Speaking: a sentence and what may be done.

    reason: why a closed line is called all the same; note: for whoever receives the call.
    """

    taken = Signal()  # Enter on a line
    left = Signal()  # Esc while speaking

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Trasferisci o consulta"), parent)
        self.setObjectName("line_picker")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # to hold the focus while it waits
        self.is_speaking = False
        self.field = LineField("line", self.tr("A chi: ufficio, coda, collega o numero"))
        self.hits = HitList()
        self.hits.set_numbered(False)
        self.hits.set_lines(2)
        self.hits.setAccessibleName(self.tr("Linee trovate"))
        self._sentence = wrapped_label("", "muted")
        self.reason = LineField("line_reason", self.tr("Perché trasferisci lo stesso"))
        self.reason.words.require()
        self.note = LineField("line_note", self.tr("Nota per chi riceve (facoltativa)"))
        self._choosing = QWidget()
        self._speaking = wrapped_label("", "reading")
        self.buttons = StripButtons("picker", is_in_band=False)
        self._build()
        self._announcer = Announcer(self.field.editor)
        self.hits.used.connect(lambda _: self.taken.emit())
        for field in (self.field, self.reason, self.note):
            field.editor.installEventFilter(self)
        self.show_reason(is_wanted=False)

    def first_focus(self) -> QWidget:
        if self.is_speaking:
            return self.buttons.first() or self
        return self.field.editor

    def begin(self, note: str = "") -> None:
        """Empty every field: another transfer begins. note: typed before, and not sent."""
        for field in (self.field, self.reason):
            field.set_value("")
        self.note.set_value(note)

    def show_lines(self, rows: Sequence[HitRow], current: int, sentence: str) -> None:
        """Show what was found; sentence says why there is nothing, or what the marked one is."""
        if tuple(rows) != self.hits.hits():
            self.hits.show_hits(rows, current)
        self.hits.select(current)
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
        self.fit()

    def sentence(self) -> str:
        return self._sentence.text() if not self._sentence.isHidden() else ""

    def show_reason(self, *, is_wanted: bool, typed: str = "") -> None:
        """Ask why a closed line is called all the same; the cursor goes there.

        typed: what was written for this line before.
        """
        # Once: asked with each look at the lines, it would take the cursor from the note.
        if is_wanted and self.reason.isHidden():
            self.reason.set_value(typed)
            self.reason.show()
            self.reason.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._announcer.announce(self.sentence(), kind="over")
        elif not is_wanted and not self.reason.isHidden():
            if has_cursor(self.reason.editor):
                self.field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reason.set_value("")
            self.reason.hide()
        self.fit()

    def show_note(self, *, is_possible: bool) -> None:
        self.note.setVisible(is_possible)
        self.fit()

    def choose(self, buttons: Sequence[StripAction]) -> None:
        """Show the lines; the cursor is where letters are typed."""
        self._show_buttons(buttons)
        self._close.show()
        if self.is_speaking or self._choosing.isHidden():
            self.is_speaking = False
            self._choosing.show()
            if self.isVisible():
                self.field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._speaking.hide()
        self.fit()

    def speak(
        self, sentence: str, buttons: Sequence[StripAction], *, is_under_way: bool = False
    ) -> None:
        """Show whom the operator speaks with; Enter presses the first button.

        is_under_way: nothing else shows it yet, so it is announced to screen readers too.
        """
        was_speaking, self.is_speaking = self.is_speaking, True
        self._close.setVisible(not buttons)  # with some, Esc does something else first
        is_news = is_under_way and sentence != self._speaking.text()
        self._speaking.setText(sentence)
        set_spoken_name(self._speaking, sentence)
        self._speaking.show()
        self._show_buttons(buttons)
        first = self.buttons.first()
        begins = not was_speaking and self.isVisible()
        # Before its field is hidden: focus stays here. Later: nothing could be done until now.
        if begins or (was_speaking and first is not None and cursor_of(self) is self):
            (first or self).setFocus(Qt.FocusReason.OtherFocusReason)
        if begins or (is_news and self.isVisible()):
            self._announcer.announce(sentence)
        self._choosing.hide()
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_speaking:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in _STEPS and watched is self.field.editor:
            self.hits.move_current(_STEPS[key])
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
        for part in (self.field, self.hits, self._sentence, self.reason, self.note):
            self._lines.addWidget(part)
        self.content.addWidget(self._choosing)
        self.content.addWidget(self._speaking)
        self.content.addWidget(self.buttons)
        self._speaking.hide()

    def _show_buttons(self, actions: Sequence[StripAction]) -> None:
        usable = [self.buttons.button(one.name) for one in actions if one.enabled]
        now = cursor_of(self)
        if now is not None and self.buttons.isAncestorOf(now) and now not in usable:
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # else it would leave the panel
        self.buttons.show_actions(actions)

    def fit(self) -> None:
        """Take the height of what is shown; the panel may be open already."""
        self.hits.fit_rows(max(1, min(len(self.hits.hits()), ROWS_SHOWN)), least=1)
        self.hits.setVisible(bool(self.hits.hits()))
        self._lines.activate()  # it may not have heard yet of a field that went
        # Qt keeps sizes of parts that were hidden: the panel would open with a hole.
        self._lines.invalidate()
        self.content.invalidate()
        self.place.refit()

    def _say_current(self) -> None:
        row = self.hits.current_row()
        hits = self.hits.hits()
        if 0 <= row < len(hits):
            said = (hits[row].title, hits[row].mark, hits[row].subtitle)
            self._announcer.announce(", ".join(part for part in said if part), kind="row")
