"""One line of real-time text as a bubble: headed by whose it is, the operator's at the far side."""

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.kit.theme import BODY_PX, current_tokens, scaled

IS_CITIZEN_ROLE = Qt.ItemDataRole.UserRole + 1
HEAD_PX, HEAD_LINE_PX, RADIUS, SIDE_PX, TOP_PX, GAP_PX, INDENT_PX = 12, 16, 8, 10, 6, 8, 28


class TextBubbles(QStyledItemDelegate):
    """A bubble is as wide as its words, and as high as they need in what the row leaves it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        text, _ = _laid_out(str(index.data()), option.font, _most(option.rect.width()))
        height = int(text.boundingRect().height()) + scaled(HEAD_LINE_PX + 2 * TOP_PX + GAP_PX)
        return QSize(option.rect.width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        is_citizen = bool(index.data(IS_CITIZEN_ROLE))
        text, width = _laid_out(str(index.data()), option.font, _most(option.rect.width()))
        head = self.tr("Cittadino") if is_citizen else self.tr("Tu")
        room = _room(option, width + 2 * scaled(SIDE_PX), is_at_start=is_citizen)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        _paint_ground(painter, room, is_citizen=is_citizen, is_current=is_current)
        inner = QRectF(room).adjusted(scaled(SIDE_PX), scaled(TOP_PX), -scaled(SIDE_PX), 0)
        font = QFont(option.font)
        font.setPixelSize(scaled(HEAD_PX))
        painter.setFont(font)
        painter.setPen(QColor(current_tokens().text2))
        line = QRectF(inner.left(), inner.top(), inner.width(), scaled(HEAD_LINE_PX))
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeading)
        painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, head)
        painter.setPen(QColor(current_tokens().text))
        text.draw(painter, QPointF(inner.left(), line.bottom()))
        painter.restore()


def _most(row: int) -> int:
    """Return how wide the words of a bubble may be in a row of so many pixels."""
    return max(1, row - scaled(INDENT_PX + 2 * SIDE_PX))


def _room(option: QStyleOptionViewItem, width: int, *, is_at_start: bool) -> QRect:
    row: QRect = option.rect
    least = max(width, scaled(4 * INDENT_PX))  # its head has room, too
    start = row.left() if is_at_start else row.right() + 1 - least
    bubble = QRect(start, row.top(), least, row.height() - scaled(GAP_PX))
    return QStyle.visualRect(option.direction, row, bubble)


def _paint_ground(painter: QPainter, room: QRect, *, is_citizen: bool, is_current: bool) -> None:
    tokens = current_tokens()
    ground = tokens.surface if is_citizen else tokens.selection
    edge = QPen(QColor(tokens.focus if is_current else tokens.divider), 2 if is_current else 1)
    painter.setPen(edge)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(room).adjusted(1, 1, -1, -1), RADIUS, RADIUS)


def _laid_out(text: str, font: QFont, most: int) -> tuple[QTextLayout, int]:
    """Return the words in lines, and how wide the longest of these is."""
    own = QFont(font)
    own.setPixelSize(scaled(BODY_PX + 1))
    layout = QTextLayout(text, own)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(most)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    width = max(
        (layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount())), default=0
    )
    return layout, int(width) + 1
