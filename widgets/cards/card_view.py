"""Shows a card to read aloud; all its text is plain, and it never loads anything."""

import re
from collections.abc import Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from widgets.cards.answer_document import TAG_PADDING, AnswerDocument, AnswerType, Tag, Type
from widgets.cards.card_text import CardText
from widgets.fields.choice_matching import folded
from widgets.kit.plain_text import places, without_isolates
from widgets.kit.theme import current_percent, current_tokens, scaled

# A short word can stand in a long card thousands of times; each mark costs paint and memory.
MAX_MARKS = 200
MARGIN, BAR_PX, RADIUS = 24, 4, 8
_WORD = re.compile(r"\w+")

# By the width of the page at 100 % text: what is wider than two columns of facts has larger type.
WIDE_PX, NARROW_PX = 760, 460
WIDE = AnswerType(title=Type(26, 32), say=Type(21, 32), fact=Type(16, 24))
USUAL = AnswerType(title=Type(22, 28), say=Type(19, 29), fact=Type(15, 22))
NARROW = AnswerType(title=Type(18, 24), say=Type(18, 26), fact=Type(15, 22), columns=1)


class CardView(QTextBrowser):
    """A read-only page; words of the search are marked in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card_view")
        self.setAccessibleName(self.tr("Scheda"))
        # A card opens and loads nothing: an operator says where a link leads (decision 0020).
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        # A cursor: with it a screen reader reads line by line, and keys can select what to copy.
        self.setTextInteractionFlags(
            self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        copy = QAction(self.tr("Copia"), self)
        copy.triggered.connect(lambda: self.copy())
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._card: CardText | None = None
        self._words: tuple[str, ...] = ()
        self._type = USUAL
        self.setViewportMargins(MARGIN, 0, MARGIN, 0)
        self.viewport().setAutoFillBackground(False)

    def show_card(self, card: CardText | None, words: Sequence[str] = ()) -> None:
        """Show a card from its top, or nothing; words are those to mark."""
        # The same card again must not jump to its top under who is reading aloud (test_card_view).
        if (card, tuple(words)) == (self._card, self._words):
            return
        self._card, self._words = card, tuple(words)
        self._render()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def card(self) -> CardText | None:
        return self._card

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A card is text: nothing is fetched. Qt opens files itself if told there is nothing."""
        # Returning nothing makes Qt open local files by itself (test_no_resource_is_ever_loaded).
        if kind == QTextDocument.ResourceType.ImageResource.value:
            blank = QImage(1, 1, QImage.Format.Format_ARGB32)
            blank.fill(0)
            return blank
        return QByteArray(b" ")

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
            self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._card is not None and self._type != self._type_for_width():
            self._render()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(current_tokens().surface))
        if isinstance(document := self.document(), AnswerDocument):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(
                -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
            )
            self._paint_say(painter, document)
            for tag in document.tags:
                _paint_tag(painter, document, tag)
        painter.end()
        super().paintEvent(event)

    def _paint_say(self, painter: QPainter, document: AnswerDocument) -> None:
        """A soft ground with a bar where the reading begins: it shows what to say from afar."""
        if document.say is None:
            return
        tokens = current_tokens()
        room = document.documentLayout().frameBoundingRect(document.say)
        room.adjust(0, document.say.frameFormat().topMargin(), 0, 0)
        ground = QPainterPath()
        ground.addRoundedRect(room, RADIUS, RADIUS)
        painter.fillPath(ground, QColor(tokens.soft))
        bar = QRectF(room.topLeft(), QPointF(room.left() + scaled(BAR_PX), room.bottom()))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            bar.moveRight(room.right())
        painter.save()
        painter.setClipPath(ground)
        painter.fillRect(bar, QColor(tokens.primary))
        painter.restore()

    def _type_for_width(self) -> AnswerType:
        width = self.viewport().width() * 100 / current_percent()
        return WIDE if width >= WIDE_PX else USUAL if width >= NARROW_PX else NARROW

    def _render(self) -> None:
        if self._card is None:
            self._put(QTextDocument(self))
            return
        selected, scrolled = self.textCursor(), self.verticalScrollBar().value()
        places_there = (selected.anchor(), selected.position())
        self._type = self._type_for_width()
        self._put(AnswerDocument(self._card, self._type, self.font(), self))
        self._select(*places_there)
        self.verticalScrollBar().setValue(scrolled)
        self.setExtraSelections(self._marks())

    def _select(self, anchor: int, position: int) -> None:
        cursor, last = self.textCursor(), self.document().characterCount() - 1
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _put(self, document: QTextDocument) -> None:
        before = self.document()
        self.setDocument(document)
        # Qt deletes a document it made itself; ours would each stay in memory.
        if shiboken6.isValid(before):
            before.deleteLater()

    def _marks(self) -> list[QTextEdit.ExtraSelection]:
        marks = []
        look = QTextCharFormat()
        look.setBackground(QColor(current_tokens().hit))
        text = self.toPlainText()
        for start, end in hits_in(text, self._words)[:MAX_MARKS]:
            cursor = QTextCursor(self.document())
            # Qt counts UTF-16 units: behind an emoji a place of Python's text is one too small.
            cursor.setPosition(places(text[:start]))
            cursor.setPosition(places(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, look
            marks.append(mark)
        return marks


def hits_in(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Places (start, end) in text of words that begin with one of the searched words."""
    starts = tuple(folded(word) for word in words if len(word) > 1)
    words_there = _WORD.finditer(folded(text))
    return [word.span() for word in words_there if word[0].startswith(starts)]


def _paint_tag(painter: QPainter, document: AnswerDocument, tag: Tag) -> None:
    tokens = current_tokens()
    ground = {"ok": tokens.ok_ground, "warn": tokens.warning_ground}.get(
        tag.kind, tokens.neutral_ground
    )
    block = document.findBlock(tag.start)
    top = document.documentLayout().blockBoundingRect(block).topLeft()
    lines = block.layout()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    # A notice may be longer than a line: each of its lines has a ground.
    for number in range(lines.lineCount()):
        line = lines.lineAt(number)
        first = max(tag.start - block.position(), line.textStart())
        last = min(tag.end - block.position(), line.textStart() + line.textLength())
        if first < last:
            ends = sorted(_x(line, place) for place in (first, last))
            room = QRectF(ends[0], line.y(), ends[1] - ends[0], line.height())
            room.translate(top)
            padding = scaled(TAG_PADDING)
            painter.drawRoundedRect(room.adjusted(-padding, 1, padding, -1), RADIUS, RADIUS)


def _x(line: QTextLine, place: int) -> float:
    # The binding returns the place too; its types say "object".
    found: Any = line.cursorToX(place)
    return float(found[0])
