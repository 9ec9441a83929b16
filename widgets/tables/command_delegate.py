"""Paints a command found by name: title, keycap at the end, a heading where a group begins."""

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.kit.keycap import keycap_width, paint_keycap
from widgets.kit.theme import SPACE_M, SPACE_S, current_tokens, scaled
from widgets.tables.hit_row import row_at

ROW_PX, HEADING_PX, SMALL_PX, RADIUS = 36, 28, 12, 6


class CommandDelegate(QStyledItemDelegate):
    """The second text of a row is its key."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(10, scaled(ROW_PX) + (scaled(HEADING_PX) if row_at(index).heading else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        hit, room, tokens = row_at(index), QRect(option.rect), current_tokens()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hit.heading:
            head = QRect(room.left(), room.top(), room.width(), scaled(HEADING_PX))
            self._write(painter, option, head, hit.heading, SMALL_PX, tokens.text2, is_bold=True)
            room.setTop(head.bottom() + 1)
        if is_selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.selection))
            painter.drawRoundedRect(room, RADIUS, RADIUS)
        cap = keycap_width(hit.subtitle) if hit.subtitle else 0
        words = room.adjusted(0, 0, -(cap + SPACE_M if cap else 0), 0)
        words = QStyle.visualRect(option.direction, room, words)
        self._write(painter, option, words, hit.title, 0, tokens.text, is_bold=is_selected)
        if cap:
            place = QRect(room.right() - SPACE_S - cap, room.top(), cap, room.height())
            paint_keycap(
                painter, QRectF(QStyle.visualRect(option.direction, room, place)), hit.subtitle
            )
        painter.restore()

    def _write(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, text: str, pixels: int,
        ink: str, *, is_bold: bool,
    ) -> None:  # fmt: skip
        font = QFont(option.font)
        if pixels:
            font.setPixelSize(scaled(pixels))
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        inner = room.adjusted(SPACE_M, 0, -SPACE_M, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        leading = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        painter.drawText(inner, leading | Qt.AlignmentFlag.AlignVCenter, shown)
