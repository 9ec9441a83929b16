"""A page that is only read: by eye, by a screen reader, by keys a paragraph at a time."""

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget

from widgets.answers.answer_headings import headings_of
from widgets.kit.plain_text import without_isolates
from widgets.speech.announcer import Announcer

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ReadingText(QTextEdit):
    """↑ ↓ go to the next paragraph, with Ctrl to the next heading. Nothing in it opens or changes.

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

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """It is text: nothing is fetched. Qt opens files itself if told there is nothing."""
        # Returning nothing makes Qt open local files by itself (test_no_resource_is_ever_loaded).
        if kind == QTextDocument.ResourceType.ImageResource.value:
            blank = QImage(1, 1, QImage.Format.Format_ARGB32)
            blank.fill(0)
            return blank
        return QByteArray(b" ")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step and modifiers == Qt.KeyboardModifier.ControlModifier:
            self._go_to_heading(step)
            event.accept()
            return
        if modifiers:
            step = 0
        block = _next_written(self.textCursor().block(), step) if step else QTextBlock()
        if block.isValid():
            self._read(block)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _go_to_heading(self, step: int) -> None:
        """Show a heading at the top and say it, of a text to say its words as well."""
        cursor = self.textCursor()
        if (ahead := _beyond(cursor, step)) is None:
            return
        cursor.setPosition(ahead[0])
        self.setTextCursor(cursor)
        room = self.document().documentLayout().blockBoundingRect(cursor.block())
        self.verticalScrollBar().setValue(round(room.top()))
        self._announcer.announce(_spoken(ahead[1], cursor.block()), kind="paragraph")

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


def _beyond(cursor: QTextCursor, step: int) -> tuple[int, str] | None:
    """Return the next heading, at an end the one there; None where there are none."""
    found, here = sorted(headings_of(cursor.document()), reverse=step < 0), cursor.position()
    return next((one for one in found if (one[0] - here) * step > 0), found[-1] if found else None)


def _spoken(heading: str, block: QTextBlock) -> str:
    line = " ".join(without_isolates(block.text()).split())
    return heading if heading == line else f"{heading}: {line}"
