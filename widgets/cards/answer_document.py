"""Lays an answer out as one document: title, notice, text to say, facts, offices, questions.

Built with a cursor, not as HTML: no text can become markup, nothing can be loaded, and a card is
laid out in 1.5 ms.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QFont,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from widgets.answers.answer_looks import ITEM_INDENT, AnswerLooks, Type, emphasised
from widgets.cards.card_text import CardText, OfficeText
from widgets.cards.markdown_text import Block, markdown_blocks, plain_blocks
from widgets.kit.plain_text import (
    isolated,
    may_turn,
    side_of,
    with_isolated_numbers,
    without_isolates,
)

GAP, COLUMN_GAP, PADDING, SAY_INSET = 12, 24, 12, 8
HEADING, FOOTER = 1, 2  # states of blocks that only name something: no word is marked there
TAG_LINE, TAG_PADDING = 20, 8
NO_BREAK = "\u00a0"
TAG_SIDE = NO_BREAK * 2  # of an office's tag: where a line begins there is no room beside words
NOTICE_INSET = 32  # of a notice's words: its sign stands before them


@dataclass(frozen=True, slots=True)
class Tag:
    """Characters start to end of a document stand on a ground of their own."""

    start: int
    end: int
    kind: str  # "ok", "neutral", "warn"


class AnswerDocument(QTextDocument):
    """What the view paints behind the text, by the places of its characters.

    It is empty until the view has it and fill() is called: filled before, it was laid out twice.
    say: the text to say; rule: the block with a line above it; callable_offices: where the name of
    each stands that has a phone, with its number among the offices; side: where its lines begin,
    which are Italian in an Arabic window as well.
    """

    def __init__(
        self,
        card: CardText,
        looks: AnswerLooks,
        font: QFont,
        parent: QObject,
        *,
        button_px: int = 0,
    ) -> None:
        """button_px: what the lines of an office leave free at their end for its button."""
        super().__init__(parent)
        self.say: QTextFrame | None = None
        self.tags: list[Tag] = []
        self.rule: int | None = None
        self.callable_offices: dict[int, int] = {}
        self.side = side_of(card.title)
        self._button_px = button_px
        self._last_frame: QTextFrame | None = None
        self._looks = looks
        self._type = looks.type
        self._tokens = looks.tokens
        self._blocks = markdown_blocks if card.is_markdown else plain_blocks
        self._card, self._may_turn = card, may_turn(repr(card))
        self._cursor = QTextCursor(self)
        self._is_empty = True
        self.setDocumentMargin(0)
        self.setDefaultFont(font)
        # Nobody takes back what is only shown; the stack would double each card's memory.
        self.setUndoRedoEnabled(False)

    def fill(self) -> None:
        """Write the card, once."""
        edit = QTextCursor(self)  # behind the facts the writing cursor is another one
        edit.beginEditBlock()
        self._lay_out(self._card)
        edit.endEditBlock()

    def _lay_out(self, card: CardText) -> None:
        if card.title:
            self._add_title(card)
        if card.warning:
            self._add_notice(card.warning)
        if card.say and not card.is_withdrawn:  # nobody may read it out any more
            self._add_say(card)
        self._add_facts([(heading, text) for heading, text in card.facts if text])
        self._leave_room_before(2 * GAP if card.offices else GAP)
        for number, office in enumerate(card.offices):
            self._add_office(number, office)
        for heading, answer in card.questions:
            self._add_question(heading, answer)
        if card.footer:
            self._line(self._type.heading, top=GAP)
            self._cursor.block().setUserState(FOOTER)
            self._insert(card.footer, self._looks.letters(self._type.heading, self._tokens.text2))

    @property
    def _is_mirrored(self) -> bool:
        return self.side is Qt.LayoutDirection.RightToLeft

    def _leave_room_before(self, pixels: int) -> None:
        """Qt knows no margin above the line after a frame or table: it is one below these."""
        if self._is_empty and self._last_frame is not None:
            room = self._last_frame.frameFormat()
            room.setBottomMargin(self._looks.px(pixels))
            self._last_frame.setFrameFormat(room)

    def _add_title(self, card: CardText) -> None:
        ink = self._tokens.text2 if card.is_withdrawn else self._tokens.text
        look = QTextCharFormat(self._looks.letters(self._type.title, ink, is_bold=True))
        look.setFontStrikeOut(card.is_withdrawn)
        self._line(self._type.title, bottom=4)
        self._cursor.block().setUserState(HEADING)
        self._insert(card.title, look)

    def _add_say(self, card: CardText) -> None:
        room = QTextFrameFormat()
        room.setTopMargin(GAP)
        inset = self._looks.px(SAY_INSET)
        (room.setRightMargin if self._is_mirrored else room.setLeftMargin)(inset)
        room.setPadding(self._looks.px(PADDING))
        self.say = self._last_frame = self._cursor.insertFrame(room)
        self._is_empty = True
        ink = self._tokens.text
        if card.question:
            self._line(self._type.fact, bottom=4)
            self._insert(
                card.question, self._looks.letters(self._type.fact, self._tokens.text, is_bold=True)
            )
        for line in card.say.split("\n"):
            self._line(self._type.say)
            self._insert(line, self._looks.letters(self._type.say, ink))
        self._cursor.setPosition(self.say.lastPosition() + 1)
        self._is_empty = True

    def _add_facts(self, facts: list[tuple[str, str]]) -> None:
        columns = min(self._type.columns, len(facts))
        if not columns:
            return
        rows = -(-len(facts) // columns)
        table = self._last_frame = self._cursor.insertTable(rows, columns, _table_format(columns))
        for place, (heading, text) in enumerate(facts):
            row, column = divmod(place, columns)
            # Qt mirrors no table.
            cell = table.cellAt(row, columns - 1 - column if self._is_mirrored else column)
            room = cell.format().toTableCellFormat()
            room.setTopPadding(self._looks.px(GAP))
            room.setRightPadding(self._looks.px(COLUMN_GAP) if cell.column() + 1 < columns else 0)
            cell.setFormat(room)
            self._cursor, self._is_empty = cell.firstCursorPosition(), True
            self._line(self._type.heading, bottom=2)
            self._cursor.block().setUserState(HEADING)
            self._insert(
                heading, self._looks.letters(self._type.heading, self._tokens.text2, is_bold=True)
            )
            self._add_blocks(text, self._type.fact)
        self._cursor = QTextCursor(self)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_empty = True

    def _add_office(self, number: int, office: OfficeText) -> None:
        # The button stands where the answer's lines end, whatever direction these words have.
        button = self._button_px if office.has_phone else 0
        left, right = (button, 0) if self._is_mirrored else (0, button)
        self._line(
            self._type.fact,
            top=GAP if number or self._is_empty else 2 * GAP,
            left=left,
            right=right,
        )
        place = self._cursor.position()
        if not number:
            self.rule = place
        if office.has_phone:
            self.callable_offices[number] = place
        self._cursor.block().setUserState(HEADING)
        self._insert(
            office.name, self._looks.letters(self._type.fact, self._tokens.text, is_bold=True)
        )
        if office.tag:
            kind = "ok" if office.is_open else "neutral"
            ink = self._tokens.ok_text if office.is_open else self._tokens.neutral_text
            self._insert("   ", self._looks.letters(self._type.fact, self._tokens.text))
            start = self._cursor.position()
            # A tag in two pieces is two tags: it goes to the next line as a whole.
            # Isolated: between words of another direction it would have no place of its own.
            tag = isolated(f"{TAG_SIDE}{office.tag.replace(' ', NO_BREAK)}{TAG_SIDE}")
            self._insert(tag, self._looks.letters(Type(12, TAG_LINE), ink))
            self.tags.append(Tag(start, self._cursor.position(), kind))
        for line in office.lines:
            self._line(self._type.fact, left=left, right=right)
            self._insert(line, self._looks.letters(self._type.fact, self._tokens.text))

    def _add_question(self, question: str, answer: str) -> None:
        """Put both into one line: many a question is answered in three words."""
        type_ = self._type.question
        self._line(type_, top=GAP // 2)
        self._insert(question, self._looks.letters(type_, self._tokens.text, is_bold=True))
        blocks = list(self._blocks(answer))
        if len(blocks) == 1 and not blocks[0].mark:
            look = self._looks.letters(type_, self._tokens.text)
            self._insert(" ", look)
            for words, emphasis in _words(blocks[0]):
                self._insert(words, emphasised(look, emphasis))
        else:
            self._add_blocks(answer, type_)

    def _add_notice(self, text: str) -> None:
        # At both ends: its sign stands where the words begin.
        self._line(self._type.notice, left=NOTICE_INSET, right=NOTICE_INSET)
        start = self._cursor.position()
        self._insert(
            text, self._looks.letters(self._type.notice, self._tokens.warning_text, is_bold=True)
        )
        self.tags.append(Tag(start, self._cursor.position(), "warn"))

    def _add_blocks(self, text: str, type_: Type) -> None:
        look = self._looks.letters(type_, self._tokens.text)
        for block in self._blocks(text):
            bottom = 4 if block.is_last else 0
            self._line(type_, bottom=bottom, left=ITEM_INDENT if block.mark else 0)
            for words, emphasis in _words(block):
                self._insert(words, emphasised(look, emphasis))

    def _line(
        self, type_: Type, *, top: int = 0, bottom: int = 0, left: int = 0, right: int = 0
    ) -> None:
        room = self._looks.line(type_, self.side, top, bottom, left, right)
        # A document, a frame and a cell begin with a line of their own.
        if self._is_empty:
            self._cursor.setBlockFormat(room)
        else:
            self._cursor.insertBlock(room)
        self._is_empty = False

    def _insert(self, text: str, look: QTextCharFormat) -> None:
        # A line separator: a new block would begin with the looks of none.
        # None where none is needed: a screen reader spells these signs in the line it reads.
        words = with_isolated_numbers(text) if self._may_turn else without_isolates(text)
        self._cursor.insertText(words.replace("\n", "\u2028"), look)


def _words(block: Block) -> Iterator[tuple[str, tuple[bool, bool]]]:
    if block.mark:
        yield f"{block.mark}\u00a0", (False, False)
    for run in block.runs:
        yield run.text, (run.is_bold, run.is_italic)


def _table_format(columns: int) -> QTextTableFormat:
    room = QTextTableFormat()
    room.setBorder(0)
    room.setCellSpacing(0)
    room.setCellPadding(0)
    percentage = QTextLength.Type.PercentageLength
    room.setWidth(QTextLength(percentage, 100))
    room.setColumnWidthConstraints([QTextLength(percentage, 100 / columns)] * columns)
    return room
