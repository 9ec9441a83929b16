"""What a citizen asked and what was done since: one text to read, select and copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QApplication, QWidget

from widgets.cards.card_view import CardView
from widgets.kit.plain_text import may_turn, with_isolated_numbers, without_isolates
from widgets.kit.theme import current_tokens, scaled

HEADING, QUESTION, ROW, WHEN = (12, 16), (15, 22), (13, 18), (12, 18)  # letters, line: pixels
PADDING = 4  # pixels of the style sheet: ring of the focus and what is around it
WHEN_PX, ROW_GAP, PART_GAP = 84, 3, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """when: "oggi 11:02"; what happened in a few words, and the rest of it."""

    when: str
    what: str
    rest: str = ""


type Asked = tuple[str, str]
type Done = tuple[str, tuple[StoryRow, ...]]


class CaseStory(CardView):
    """A page of its own kind; all that keeps a card from loading anything holds here too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case_story")
        self.setViewportMargins(0, 0, 0, 0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._parts: tuple[Asked, Done] | None = None

    def show_story(self, asked: Asked, done: Done) -> None:
        """Each with its heading; rows newest first. The same again leaves the place one reads."""
        if (asked, done) == self._parts:
            return
        is_other, self._parts = self._parts is None or self._parts[0] != asked, (asked, done)
        self._render()
        if is_other:
            self.moveCursor(QTextCursor.MoveOperation.Start)

    def rows(self) -> tuple[StoryRow, ...]:
        return self._parts[1][1] if self._parts is not None else ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _render(self) -> None:
        if self._parts is not None:
            self._put(_StoryDocument(*self._parts, self.font(), self))
            self._fit()

    def _fit(self) -> None:
        """As high as its text: it scrolls with the case around it, not in a view of its own."""
        document = self.document()
        document.setTextWidth(self.viewport().width())
        self.setFixedHeight(ceil(document.size().height()) + 2 * PADDING)


class _StoryDocument(QTextDocument):
    def __init__(
        self,
        asked: Asked,
        done: Done,
        font: QFont,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._cursor = QTextCursor(self)
        self._is_empty = True
        self.setDocumentMargin(0)
        self.setDefaultFont(font)
        self.setUndoRedoEnabled(False)  # nobody takes back what is only shown
        self._cursor.beginEditBlock()
        tokens = current_tokens()
        for heading, text in (asked,) if asked[1] else ():
            self._line(heading, HEADING, tokens.text2, is_bold=True, bottom=4)
            for paragraph in text.split("\n"):
                self._line(paragraph, QUESTION, tokens.text)
        if done[1]:
            top = 0 if self._is_empty else PART_GAP
            self._line(done[0], HEADING, tokens.text2, is_bold=True, top=top, bottom=4)
            self._add_rows(done[1])
        self._cursor.endEditBlock()

    def _add_rows(self, rows: Sequence[StoryRow]) -> None:
        tokens = current_tokens()
        # Qt mirrors no table: in an Arabic window the hours would stand at the far end.
        side = QTextBlockFormat()
        side.setLayoutDirection(QApplication.layoutDirection())
        is_mirrored = side.layoutDirection() == Qt.LayoutDirection.RightToLeft
        when, what = (1, 0) if is_mirrored else (0, 1)
        table = self._cursor.insertTable(len(rows), 2, _table_format(is_mirrored=is_mirrored))
        for number, row in enumerate(rows):
            self._into(table.cellAt(number, when).firstCursorPosition())
            self._line(row.when, WHEN, tokens.text2, bottom=ROW_GAP)
            self._cursor.mergeBlockFormat(side)  # of digits only, it would begin at the left
            self._into(table.cellAt(number, what).firstCursorPosition())
            self._line(row.what, ROW, tokens.text, is_bold=True, bottom=ROW_GAP)
            if row.rest:
                self._insert(f"  {row.rest}", ROW, tokens.text)

    def _into(self, cursor: QTextCursor) -> None:
        self._cursor, self._is_empty = cursor, True

    def _line(
        self,
        text: str,
        size: tuple[int, int],
        ink: str,
        *,
        is_bold: bool = False,
        top: int = 0,
        bottom: int = 0,
    ) -> None:
        line = QTextBlockFormat()
        line.setLineHeight(scaled(size[1]), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        line.setTopMargin(scaled(top))
        line.setBottomMargin(scaled(bottom))
        if self._is_empty:  # a document, and each cell, begins with a line
            self._cursor.setBlockFormat(line)
        else:
            self._cursor.insertBlock(line)
        self._is_empty = False
        self._insert(text, size, ink, is_bold=is_bold)

    def _insert(self, text: str, size: tuple[int, int], ink: str, *, is_bold: bool = False) -> None:
        look = QTextCharFormat()
        look.setProperty(QTextFormat.Property.FontPixelSize, scaled(size[0]))
        look.setFontWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        look.setForeground(QColor(ink))
        # As in an answer: where no number can turn, a screen reader would only spell the signs.
        words = with_isolated_numbers(text) if may_turn(text) else without_isolates(text)
        self._cursor.insertText(words, look)


def _table_format(*, is_mirrored: bool) -> QTextTableFormat:
    room = QTextTableFormat()
    room.setBorder(0)
    room.setCellSpacing(0)
    room.setCellPadding(0)
    room.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    when = QTextLength(QTextLength.Type.FixedLength, scaled(WHEN_PX))
    what = QTextLength(QTextLength.Type.VariableLength, 0)
    room.setColumnWidthConstraints([what, when] if is_mirrored else [when, what])
    return room
