"""Shows a card to read aloud; all its text is plain, and it never loads anything."""

import re
from collections.abc import Collection, Iterator
from itertools import islice

import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from widgets.answers.answer_headings import HeadingMarks
from widgets.answers.answer_looks import AnswerLooks, AnswerType, Type
from widgets.answers.answer_paint import paint_answer
from widgets.answers.office_calls import OfficeCalls
from widgets.answers.reading_text import ReadingText
from widgets.cards.answer_document import HEADING, AnswerDocument
from widgets.cards.card_text import CardText
from widgets.fields.choice_matching import folded
from widgets.kit.plain_text import places, without_isolates
from widgets.kit.theme import current_percent, current_tokens

# A short word can stand in a long card thousands of times; each mark costs paint and memory.
MAX_MARKS = 200
MARGIN = 24
_WORD = re.compile(r"\w+")

# By the width of the page at 100 % text: what is wider than two columns of facts has larger type.
WIDE_PX, NARROW_PX = 760, 460
WIDE = AnswerType(title=Type(26, 32), say=Type(21, 32), fact=Type(16, 24))
USUAL = AnswerType(title=Type(22, 28), say=Type(19, 29), fact=Type(15, 22))
NARROW = AnswerType(title=Type(18, 24), say=Type(18, 26), fact=Type(15, 22), columns=1)


class CardView(ReadingText):
    """A read-only page; words of the search are marked in it.

    It opens and loads nothing: an operator says where a link leads (decision 0020).

    Offices that have a phone get a button, where one was asked for by offer_calls.
    """

    office_called = Signal(int)  # its number among the offices of the card

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_view")
        self.setAccessibleName(self.tr("Scheda"))
        copy = QAction(self.tr("Copia"), self)
        copy.triggered.connect(lambda: self.copy())
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._card: CardText | None = None
        self._words: frozenset[str] = frozenset()
        self._looks = AnswerLooks(USUAL)
        self._drawn_in: tuple[object, ...] = ()
        self._calls, self._heads = OfficeCalls(self.viewport()), HeadingMarks(self.viewport())
        self._calls.called.connect(self.office_called)
        self.setViewportMargins(MARGIN, 0, MARGIN, 0)
        self.viewport().setAutoFillBackground(False)
        # paintEvent fills it: else all that it stands on is painted behind it first.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_card(self, card: CardText | None, words: Collection[str] = ()) -> None:
        """Show a card from its top, or nothing; words are those to mark, whole and folded."""
        # The same card again must not jump to its top under who is reading aloud (test_card_view).
        if (card, frozenset(words)) == (self._card, self._words):
            return
        is_same, self._words = card == self._card, frozenset(words)
        if is_same:  # another letter was typed: what is being read aloud stays where it is
            self.setExtraSelections(self._marks())
            return
        self._card = card
        self.setAccessibleName(
            self.tr("Scheda: {0}").format(card.title) if card else self.tr("Scheda")
        )
        self._render()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def offer_calls(self, label: str, key: str = "") -> None:
        """Have a button at each office with a phone; key: what does the same for the first one."""
        if self._calls.offer(label, key):
            self._render()
        else:
            self._show_parts()

    def card(self) -> CardText | None:
        return self._card

    def first_in_sight(self) -> str:
        """Return the first heading that is seen, else the line at the top of what is seen."""
        top = self.cursorForPosition(QPoint(0, 0)).block()
        lowest = self.cursorForPosition(self.viewport().rect().bottomLeft()).position()
        block = top
        while block.isValid() and block.position() <= lowest:
            if block.userState() == HEADING:
                return without_isolates(block.text())
            block = block.next()
        return without_isolates(top.text())

    def copy(self) -> None:
        """Copy plain text without the invisible direction marks.

        Not by createMimeDataFromSelection(): Python and the clipboard would both own its result,
        and the program would crash when it ends.
        """
        selected = self.textCursor().selection().toPlainText()
        QGuiApplication.clipboard().setText(without_isolates(selected))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Taken before Qt's own copy, whose shared data crashed the program at its end.
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_words"):
            self._follow_looks()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_looks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_looks()
        self._place_parts()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802  # a Qt override
        super().scrollContentsBy(dx, dy)
        self._place_parts()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(current_tokens().surface))
        if isinstance(document := self.document(), AnswerDocument):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(
                -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
            )
            paint_answer(painter, document, self.viewport().width())
        painter.end()
        super().paintEvent(event)

    def _type_for_width(self) -> AnswerType:
        width = self.viewport().width() * 100 / current_percent()
        return WIDE if width >= WIDE_PX else USUAL if width >= NARROW_PX else NARROW

    def _follow_looks(self) -> None:
        """Lay it out anew in other looks; out of sight once it is shown."""
        now = (self._type_for_width(), current_tokens(), current_percent(), self.font())
        # A change of theme tells each view three times of it, also those of pages behind.
        if self.isVisible() and now != self._drawn_in:
            self._drawn_in = now
            self._render()

    def _render(self) -> None:
        if self._card is None:
            self._put(QTextDocument(self))
            return
        selected, scrolled = self.textCursor(), self.verticalScrollBar().value()
        places_there = (selected.anchor(), selected.position())
        if not self._looks.are_of_now(self._type_for_width()):
            self._looks = AnswerLooks(self._type_for_width())
        room = self._calls.wanted_px()
        self._put(AnswerDocument(self._card, self._looks, self.font(), self, button_px=room))
        self._select(*places_there)
        self.verticalScrollBar().setValue(scrolled)
        self.setExtraSelections(self._marks())

    def _show_parts(self) -> None:
        self._calls.show_for(self._card, self.document())
        self._heads.show_for(self.document())
        self._place_parts()

    def _place_parts(self) -> None:
        for parts in (self._calls, self._heads):
            parts.place(self.document(), self.verticalScrollBar().value())

    def _select(self, anchor: int, position: int) -> None:
        cursor, last = self.textCursor(), self.document().characterCount() - 1
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _put(self, document: QTextDocument) -> None:
        before, policy = self.document(), self.verticalScrollBarPolicy()
        # While the new document is empty the bar would go, and come again: each lays out anew.
        if self.verticalScrollBar().isVisible():
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setDocument(document)
        if isinstance(document, AnswerDocument):
            document.fill()
        self.setVerticalScrollBarPolicy(policy)
        # Qt deletes a document it made itself; ours would each stay in memory.
        if shiboken6.isValid(before):
            before.deleteLater()
        self._show_parts()

    def _marks(self) -> list[QTextEdit.ExtraSelection]:
        marks = []
        look = QTextCharFormat()
        look.setBackground(QColor(current_tokens().hit))
        for start, end in islice(self._places_of_words(), MAX_MARKS):
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        return marks

    def _places_of_words(self) -> Iterator[tuple[int, int]]:
        """Yield where in the document a word stands that is marked: in no heading or footer."""
        block = self.document().begin() if self._words else QTextBlock()
        while block.isValid():
            text = block.text()
            for start, end in hits_in(text, self._words) if block.userState() < 0 else ():
                # Qt counts UTF-16 units: behind an emoji Python's place is one too small.
                yield block.position() + places(text[:start]), block.position() + places(text[:end])
            block = block.next()


def hits_in(text: str, words: Collection[str]) -> list[tuple[int, int]]:
    """Places (start, end) in text of words that are one of these, folded."""
    return [word.span() for word in _WORD.finditer(folded(text)) if word[0] in words]
