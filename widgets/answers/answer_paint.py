"""What stands behind the words of an answer: the ground of what to say, of tags, of a notice."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTextBlock, QTextLine

from widgets.cards.answer_document import NOTICE_INSET, TAG_PADDING, AnswerDocument, Tag
from widgets.kit.icons import icon_pixmap
from widgets.kit.theme import current_tokens, scaled

BAR_PX, RADIUS, SIGN_PX, SIGN_INSET_PX, RULE_ABOVE_PX = 4, 8, 16, 10, 12


def paint_answer(painter: QPainter, document: AnswerDocument, width: int) -> None:
    """Paint all of it, in the places of the document; width: of the page, in pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_say(painter, document)
    for tag in document.tags:
        _paint_tag(painter, document, tag)
    if document.rule is not None:  # it parts what can be done from where it is done
        top = block_top(document, document.rule) - scaled(RULE_ABOVE_PX)
        painter.fillRect(QRectF(0, round(top), width, 1), QColor(current_tokens().divider))


def block_top(document: AnswerDocument, place: int) -> float:
    """Return where the line begins that holds this character."""
    block = document.findBlock(place)
    return document.documentLayout().blockBoundingRect(block).top()


def _paint_say(painter: QPainter, document: AnswerDocument) -> None:
    """A soft ground with a bar where the reading begins: it shows what to say from afar."""
    if document.say is None:
        return
    tokens, format_ = current_tokens(), document.say.frameFormat()
    room = document.documentLayout().frameBoundingRect(document.say)
    room.adjust(0, format_.topMargin(), 0, -format_.bottomMargin())
    ground = QPainterPath()
    ground.addRoundedRect(room, RADIUS, RADIUS)
    painter.fillPath(ground, QColor(tokens.soft))
    bar = QRectF(room.topLeft(), QPointF(room.left() + scaled(BAR_PX), room.bottom()))
    if document.side is Qt.LayoutDirection.RightToLeft:
        bar.moveRight(room.right())
    painter.save()
    painter.setClipPath(ground)
    painter.fillRect(bar, QColor(tokens.primary))
    painter.restore()


def _paint_tag(painter: QPainter, document: AnswerDocument, tag: Tag) -> None:
    tokens = current_tokens()
    ground = {"ok": tokens.ok_ground, "warn": tokens.warning_ground}.get(
        tag.kind, tokens.neutral_ground
    )
    block = document.findBlock(tag.start)
    painter.setPen(Qt.PenStyle.NoPen)
    if tokens.name == "contrast":  # its grounds are all black
        inks = {"ok": tokens.ok_text, "warn": tokens.warning_text}
        painter.setPen(QColor(inks.get(tag.kind, tokens.neutral_text)))
    painter.setBrush(QColor(ground))
    padding = scaled(TAG_PADDING)
    # A notice may be longer than a line: each of its lines has a ground.
    for number, room in enumerate(_lines_of(document, block, tag)):
        if tag.kind == "warn":
            wide = room.adjusted(-padding, 0, padding, 0)
            _paint_notice(painter, wide, block, is_first=number == 0)
        else:
            painter.drawRoundedRect(room.adjusted(0, 1, 0, -1), RADIUS, RADIUS)


def _lines_of(document: AnswerDocument, block: QTextBlock, tag: Tag) -> list[QRectF]:
    """Return where its words stand, line by line."""
    top = document.documentLayout().blockBoundingRect(block).topLeft()
    lines, rooms = block.layout(), []
    for number in range(lines.lineCount()):
        line = lines.lineAt(number)
        first = max(tag.start - block.position(), line.textStart())
        last = min(tag.end - block.position(), line.textStart() + line.textLength())
        if first < last:
            ends = sorted(_x(line, place) for place in (first, last))
            room = QRectF(ends[0], line.y(), ends[1] - ends[0], line.height())
            rooms.append(room.translated(top))
    return rooms


def _paint_notice(painter: QPainter, room: QRectF, block: QTextBlock, *, is_first: bool) -> None:
    """The ground of a notice reaches round its sign, which stands where the words begin."""
    inset, side = scaled(NOTICE_INSET - TAG_PADDING), scaled(SIGN_PX)
    is_mirrored = block.textDirection() == Qt.LayoutDirection.RightToLeft
    whole = room.adjusted(0, 0, inset, 0) if is_mirrored else room.adjusted(-inset, 0, 0, 0)
    painter.drawRoundedRect(whole, RADIUS, RADIUS)
    if is_first:
        gap = scaled(SIGN_INSET_PX)
        left = whole.right() - gap - side if is_mirrored else whole.left() + gap
        sign = icon_pixmap("triangle-alert", current_tokens().warning_text, side)
        painter.drawPixmap(QPointF(left, whole.center().y() - side / 2), sign)


def _x(line: QTextLine, place: int) -> float:
    # The binding returns the place too; its types say "object".
    found: Any = line.cursorToX(place)
    return float(found[0])
