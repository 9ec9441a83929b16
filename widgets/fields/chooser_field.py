"""A field that finds an entry of a fixed list by its first letters; Enter or Tab takes it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.fields.choice_matching import matching_choices
from widgets.fields.choice_popup import ChoicePopup
from widgets.fields.labelled_field import Choice, LabelledField
from widgets.kit.icons import icon_pixmap
from widgets.kit.keycap import keycap_width, paint_keycap
from widgets.kit.theme import SPACE_S, SPACE_XS, current_tokens, scaled
from widgets.kit.typed_text import has_cursor
from widgets.speech.announcer import Announcer

MAX_OFFERS = 40
ARROW_PX = 14
type Tolerant = Callable[[str, Sequence[Choice]], Sequence[Choice]]


# By mouse somebody wants a place between the letters; who comes back from another program goes on
# typing, and the next letter must not replace the others. A panel that opens is begun anew.
GOES_ON = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class _ChooserLine(QLineEdit):
    stepped = Signal(int)
    taken = Signal()
    dismissed = Signal()
    focus_lost = Signal()
    left = Signal()
    is_offering = False  # the list is open
    enter_does = ""  # in a word, while Enter does something with what stands here

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        # With Alt or Ctrl the arrows are keys of a row or of the window.
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not event.modifiers():
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        # A closed list leaves Enter to the form, and Esc to the panel around it.
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_offering:
            self.taken.emit()
        elif key == Qt.Key.Key_Escape and self.is_offering:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # a Qt override
        # Tab takes what is marked and goes on; Shift+Tab goes back and takes nothing (its tests).
        # A field that is hidden or disabled with the cursor in it is asked too: nobody chose then.
        if forward and self.is_offering and self.isVisible() and self.isEnabled():
            self.taken.emit()
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in GOES_ON:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_lost.emit()
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint an arrow at the end, the sign of a list; a click anywhere opens it."""
        super().paintEvent(event)
        side = scaled(ARROW_PX)
        end = SPACE_S if self.isRightToLeft() else self.width() - SPACE_S - side
        painter = QPainter(self)
        arrow = icon_pixmap("chevron-down", current_tokens().text2, side)
        painter.drawPixmap(end, (self.height() - side) // 2, arrow)
        if self.enter_does and self.hasFocus():
            self._paint_enter(painter, side + 2 * SPACE_S)
        painter.end()

    def _paint_enter(self, painter: QPainter, arrow_px: int) -> None:
        """Say what Enter does now, where the text leaves room for it."""
        metrics, key = self.fontMetrics(), self.tr("Invio", "key")
        cap, words = keycap_width(key), metrics.horizontalAdvance(self.enter_does)
        # On the right in each window: what is chosen is Italian, and begins on the left.
        end = self.width() - (SPACE_S if self.isRightToLeft() else arrow_px)
        left = end - words - SPACE_XS - cap
        if metrics.horizontalAdvance(self.text()) + arrow_px > left:
            return
        painter.setPen(QColor(current_tokens().link))
        said = QRect(left + cap + SPACE_XS, 0, words, self.height())
        painter.drawText(said, Qt.AlignmentFlag.AlignCenter, self.enter_does)
        paint_keycap(painter, QRectF(left, 0, cap, self.height()), key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = scaled(ARROW_PX) + SPACE_XS
        self.setTextMargins(*((room, 0, 0, 0) if self.isRightToLeft() else (0, 0, room, 0)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.is_offering:
            self.stepped.emit(0)


class ChooserField(LabelledField):
    """value() is the chosen entry's value, "" while only letters are typed; text() is the letters.

    `tolerant` is asked when no word begins as typed: it may offer entries in spite of a slip.
    """

    chosen = Signal(str)  # the new value, "" when the choice was undone
    left = Signal()  # the cursor went elsewhere in the window

    def __init__(
        self,
        name: str,
        label: str,
        parent: QWidget | None = None,
        *,
        choices: Sequence[Choice] = (),
        placeholder: str = "",
        tolerant: Tolerant | None = None,
    ) -> None:
        self._line = _ChooserLine()
        super().__init__(name, label, self._line, parent)
        self._line.setPlaceholderText(placeholder)
        self._choices = tuple(choices)
        self._offers: list[Choice] = []
        self._chosen: Choice | None = None
        self._tolerant = tolerant
        self._popup = ChoicePopup(self._line)
        self._popup.setAccessibleName(label.replace("&", ""))
        self._popup.picked.connect(self._take)
        self._announcer = Announcer(self._line)
        self._line.textEdited.connect(self._on_typed)
        self._line.stepped.connect(self._on_stepped)
        self._line.taken.connect(lambda: self._take(self._popup.current_row()))
        self._line.dismissed.connect(self._close)
        self._line.focus_lost.connect(self._close)
        self._line.left.connect(self.left)
        self._line.returnPressed.connect(self.entered)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the list; a chosen entry that is still there stays chosen."""
        kept = self.value()
        self._choices = tuple(choices)
        # Else the letters of an operator who is still choosing would be emptied.
        if kept:
            self.set_value(kept)

    def value(self) -> str:
        return self._chosen.value if self._chosen else ""

    def set_value(self, value: str) -> None:
        """Choose by value without a signal; an unknown value empties the field."""
        found = [choice for choice in self._choices if choice.value == value]
        self._chosen = found[0] if value and found else None
        self._line.setText(self._chosen.label if self._chosen else "")
        self._close()

    def is_choosing(self, value: str, letters: str, *, is_refresh: bool) -> bool:
        """Return whether the operator is typing these letters and has chosen nothing yet."""
        # Only with the cursor in it: else letters of another entry would stay (test_entry_widgets).
        if value or self._chosen is not None or not has_cursor(self._line):
            return False
        return is_refresh or letters == self._line.text()

    def show_enter(self, words: str) -> None:
        """Say in the field what Enter does with it, "" for nothing; seen only with the cursor."""
        self._line.enter_does = words
        self._line.update()

    def text(self) -> str:
        """What stands in the field, chosen or only typed."""
        return self._line.text()

    def set_text(self, text: str) -> None:
        """Show letters that are no choice yet, as after a restart."""
        self._chosen = None
        self._line.setText(text)

    def is_offering(self) -> bool:
        """The list of matches is open."""
        return self._line.is_offering

    def cursor_position(self) -> int:
        return self._line.cursorPosition()

    def set_cursor_position(self, position: int) -> None:
        self._line.setCursorPosition(position)

    def _on_typed(self, text: str) -> None:
        # A letter typed after a choice undoes it: else the old value would be saved with new words.
        if self._chosen is not None:
            self._chosen = None
            self.chosen.emit("")
        if text.strip():
            self._offer(text)
        else:
            self._close()
        self.edited.emit(text)

    def _on_stepped(self, step: int) -> None:
        if not self.is_offering():
            # From a choice the whole list is offered: its own label would find itself alone.
            self._offer("" if self._chosen else self._line.text(), has_current=step != 0)
        else:
            self._popup.move_current(step)
        self._say_current()

    def _offer(self, text: str, *, has_current: bool = True) -> None:
        found = matching_choices(text, self._choices)
        # Only without an exact find: guesses among right answers would be taken by mistake.
        if not found and self._tolerant is not None:
            found = list(self._tolerant(text, self._choices))
        self._offers = found[:MAX_OFFERS]
        self._popup.show_labels([choice.label for choice in self._offers], has_current=has_current)
        self._line.is_offering = bool(self._offers)

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self._offers):
            return
        self._chosen = chosen = self._offers[row]
        self._line.setText(chosen.label)
        self._close()
        self.edited.emit(chosen.label)
        self.chosen.emit(chosen.value)

    def _close(self) -> None:
        self._line.is_offering = False
        self._popup.hide()

    def _say_current(self) -> None:
        row = self._popup.current_row()
        if 0 <= row < len(self._offers):
            words = self.tr("{0}, {1} di {2}")
            sentence = words.format(self._offers[row].label, row + 1, len(self._offers))
            self._announcer.announce(sentence)
