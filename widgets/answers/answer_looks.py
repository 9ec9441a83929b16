"""The sizes of an answer's letters, and the formats of its lines in one theme and text size."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextFormat

from widgets.kit.theme import current_percent, current_tokens

ITEM_INDENT = 12


@dataclass(frozen=True, slots=True)
class Type:
    """Size of the letters and height of their line, in pixels at 100 % text."""

    px: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerType:
    title: Type
    say: Type
    fact: Type
    heading: Type = Type(12, 16)
    question: Type = Type(14, 20)
    notice: Type = Type(14, 28)
    columns: int = 2


class AnswerLooks:
    """Formats, each made once: a card has dozens of lines in a few looks.

    Made anew for each line, or each card, they cost a quarter of all that a card's text does.
    """

    def __init__(self, type_: AnswerType) -> None:
        self.type = type_
        self.tokens = current_tokens()
        self._percent = current_percent()
        self._lines: dict[
            tuple[Type, Qt.LayoutDirection, int, int, int, int], QTextBlockFormat
        ] = {}
        self._letters: dict[tuple[int, str, bool], QTextCharFormat] = {}

    def are_of_now(self, type_: AnswerType) -> bool:
        now = (current_tokens(), current_percent())
        return self.type == type_ and (self.tokens, self._percent) == now

    def px(self, pixels: int) -> int:
        """Pixels at 100 % text turned into pixels at this text size."""
        return round(pixels * self._percent / 100)

    def line(
        self,
        type_: Type,
        side: Qt.LayoutDirection,
        top: int = 0,
        bottom: int = 0,
        left: int = 0,
        right: int = 0,
    ) -> QTextBlockFormat:
        """side: where the lines of the whole answer begin, whatever direction these words have."""
        wanted = (type_, side, top, bottom, left, right)
        if wanted not in self._lines:
            self._lines[wanted] = self._line(*wanted)
        return self._lines[wanted]

    def letters(self, type_: Type, colour: str, *, is_bold: bool = False) -> QTextCharFormat:
        """Return the same format to each who asks: nobody may change it."""
        wanted = (type_.px, colour, is_bold)
        look = self._letters.get(wanted)
        if look is None:
            look = self._letters[wanted] = QTextCharFormat()
            look.setProperty(QTextFormat.Property.FontPixelSize, self.px(type_.px))
            look.setFontWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
            look.setForeground(QColor(colour))
        return look

    def _line(
        self, type_: Type, side: Qt.LayoutDirection, top: int, bottom: int, left: int, right: int
    ) -> QTextBlockFormat:
        room = QTextBlockFormat()
        edges = Qt.AlignmentFlag
        edge = edges.AlignLeft if side is Qt.LayoutDirection.LeftToRight else edges.AlignRight
        room.setAlignment(edge | edges.AlignAbsolute)
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        room.setLineHeight(self.px(type_.line), fixed)
        room.setTopMargin(self.px(top))
        room.setBottomMargin(self.px(bottom))
        room.setLeftMargin(self.px(left))
        room.setRightMargin(self.px(right))
        # A sign of a list stands before its lines; nothing else is indented so.
        room.setTextIndent(-self.px(left) if left == ITEM_INDENT else 0)
        return room


def emphasised(look: QTextCharFormat, emphasis: tuple[bool, bool]) -> QTextCharFormat:
    """Return the look of words that are bold or italic, in this order."""
    is_bold, is_italic = emphasis
    if not is_bold and not is_italic:
        return look
    other = QTextCharFormat(look)
    if is_bold:
        other.setFontWeight(QFont.Weight.DemiBold)
    other.setFontItalic(is_italic)
    return other
