"""A page that is only read: by eye, by a screen reader, by keys a paragraph at a time."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextBlock
from PySide6.QtWidgets import QTextEdit, QWidget

from widgets.kit.plain_text import without_isolates
from widgets.speech.announcer import Announcer

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ReadingText(QTextEdit):
    """↑ ↓ go to the next paragraph. Nothing in it opens or is changed.

    Not Qt's browser of pages: assistive programs take that for a label, and read all of it as one
    sentence, a minute and more, wherever the cursor comes to it. A text they read by its lines.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        # A cursor: with it a screen reader reads on from there, and keys select what to copy.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._announcer = Announcer(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            step = 0
        block = _next_written(self.textCursor().block(), step) if step else QTextBlock()
        if block.isValid():
            self._read(block)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _read(self, block: QTextBlock) -> None:
        cursor = self.textCursor()
        cursor.setPosition(block.position())
        self.setTextCursor(cursor)
        self._show_whole(block)
        # The line at the cursor a reader says by itself: what is said here is the rest of it.
        rest = without_isolates(block.text()[block.layout().lineAt(0).textLength() :]).strip()
        if rest:
            self._announcer.announce(rest, kind="paragraph")
        else:
            self._announcer.withdraw("paragraph")

    def _show_whole(self, block: QTextBlock) -> None:
        """Scroll to the end of a paragraph, as far as its beginning stays in sight."""
        room = self.document().documentLayout().blockBoundingRect(block)
        bar = self.verticalScrollBar()
        lowest = min(round(room.top()), round(room.bottom()) - self.viewport().height())
        if bar.value() < lowest:
            bar.setValue(lowest)


def _next_written(block: QTextBlock, step: int) -> QTextBlock:
    """Return the next paragraph with words in it; an invalid one behind the last."""
    while True:
        block = block.next() if step > 0 else block.previous()
        if not block.isValid() or without_isolates(block.text()).strip():
            return block
