"""Rows of two lines for a list of entries: what it is, a tag of its state, until when it holds."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.kit.tag import paint_tag, tag_width
from widgets.kit.theme import current_tokens, scaled
from widgets.tables.record_model import TAG_KIND_ROLE, Column
from widgets.tables.record_table import RecordTable

ROW_PX, FIRST_PX, SECOND_PX, LINE_PX, PADDING = 52, 14, 12, 20, 8
TAG_COLUMN = 1
type _Index = QModelIndex | QPersistentModelIndex


class EntryTable(RecordTable):
    """Three columns: a title over its topic, a tag, a day over what is said of it."""

    row_px = ROW_PX

    def __init__(self, name: str, titles: tuple[str, str, str]) -> None:
        first, tag, last = titles
        columns = (
            Column(title=first, width=0),
            Column(title=tag, width=15),
            Column(title=last, width=17),
        )
        super().__init__(name, columns)
        self.setItemDelegate(_EntryCells(self))


class _EntryCells(QStyledItemDelegate):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = str(index.data() or "").split("\n")
        if index.column() == TAG_COLUMN:
            width = tag_width(lines[0], option.font)
        else:
            sizes = (FIRST_PX, SECOND_PX)
            width = max(
                QFontMetrics(_font(option.font, px)).horizontalAdvance(line)
                for px, line in zip(sizes, [*lines, ""], strict=False)
            )
        return QSize(width + 2 * scaled(PADDING), scaled(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        style = bare.widget.style() if bare.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
        first, _, second = str(index.data() or "").partition("\n")
        painter.save()
        if index.column() == TAG_COLUMN:
            kind = str(index.data(TAG_KIND_ROLE) or "")
            self._paint_tag(painter, option, first, kind)
        else:
            weight = QFont.Weight.DemiBold if index.column() == 0 else QFont.Weight.Normal
            lines = [(first, _font(option.font, FIRST_PX, weight), current_tokens().text)]
            if second:
                lines.append((second, _font(option.font, SECOND_PX), current_tokens().text2))
            self._paint_lines(painter, option, lines)
        painter.restore()

    def _paint_tag(
        self, painter: QPainter, option: QStyleOptionViewItem, text: str, kind: str
    ) -> None:
        if text:
            left = option.rect.left() + scaled(PADDING)
            width = min(tag_width(text, option.font), option.rect.right() - left)
            room = QRect(left, option.rect.top(), width, option.rect.height())
            room = QStyle.visualRect(option.direction, option.rect, room)
            paint_tag(painter, QRectF(room), text, kind, option.font)

    def _paint_lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        lines: list[tuple[str, QFont, str]],
    ) -> None:
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeading)
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        room = option.rect.adjusted(scaled(PADDING), 0, -scaled(PADDING), 0)
        top = room.top() + (room.height() - len(lines) * scaled(LINE_PX)) // 2
        for number, (text, font, ink) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            metrics = QFontMetrics(font)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            line = QRect(room.left(), top + number * scaled(LINE_PX), room.width(), scaled(LINE_PX))
            painter.drawText(line, flags, shown)


def _font(font: QFont, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    own = QFont(font)
    own.setPixelSize(scaled(pixels))
    own.setWeight(weight)
    return own
