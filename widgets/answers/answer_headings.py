"""The headings of an answer: where each stands, and how assistive programs find it.

Qt's text has no role for a part of itself. So a part of its own stands over each heading, that is
neither seen nor met by a pointer.
"""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAccessible, QTextDocument
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from widgets.cards.answer_document import HEADING, AnswerDocument
from widgets.kit.plain_text import set_spoken_name, without_isolates
from widgets.speech.own_interface import OwnInterface


def headings_of(document: QTextDocument) -> Iterator[tuple[int, str]]:
    """Yield place and words of each, of the text for the citizen what it is called."""
    said = document.say if isinstance(document, AnswerDocument) else None
    block = document.begin()
    while block.isValid():
        if said is not None and block.position() == said.firstPosition():
            yield block.position(), QCoreApplication.translate("AnswerHeadings", "Da dire")
        elif block.userState() == HEADING:
            yield block.position(), " ".join(without_isolates(block.text()).split())
        block = block.next()


class HeadingMark(OwnInterface, QWidget):
    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.place = 0  # of its heading in the text

    def new_interface(self) -> QAccessibleWidget:
        return QAccessibleWidget(self, QAccessible.Role.Heading)


class HeadingMarks(QObject):
    """Kept for the next card, and made only while an assistive program listens: they cost time."""

    def __init__(self, page: QWidget) -> None:
        """page: what they stand on and scroll with."""
        super().__init__(page)
        self._page = page
        self._marks: list[HeadingMark] = []

    def show_for(self, document: QTextDocument) -> None:
        found = list(headings_of(document)) if QAccessible.isActive() else []
        self._marks += [HeadingMark(self._page) for _ in found[len(self._marks) :]]
        for mark, (place, words) in zip(self._marks, found, strict=False):
            mark.place = place
            set_spoken_name(mark, words)
        for at, mark in enumerate(self._marks):
            mark.setVisible(at < len(found))

    def place(self, document: QTextDocument, scrolled: int) -> None:
        """Put each over its line; scrolled: how far the page is."""
        for mark in self._marks:
            block = document.findBlock(mark.place)
            room = document.documentLayout().blockBoundingRect(block)
            mark.setGeometry(room.translated(0, -scrolled).toAlignedRect())
