"""Draws the cells of a table: texts, or tags at the end of their row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.kit.plain_text import shortened
from widgets.kit.tag import paint_tag, tag_width
from widgets.tables.record_model import TAG_KIND_ROLE

EDGE_PX = 4
type Index = QModelIndex | QPersistentModelIndex


def is_flush(table: QWidget | None) -> bool:
    """Return whether its rows have no ground of their own: they begin and end as their heading."""
    return table is not None and table.property("place") == "receipt"


def at_edges(
    option: QStyleOptionViewItem, index: Index, *, is_drawn_whole: bool = False
) -> QStyleOptionViewItem:
    """Have the words of a flush table begin and end at its edges, where Qt leaves a margin.

    is_drawn_whole: the cell ends in what is painted, and that has no margin.
    """
    table, last = option.widget, index.model().columnCount() - 1
    if not is_flush(table) or index.column() not in (0, last):
        return option
    own = table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, table) + 1
    start = own if index.column() == 0 else 0
    end = own if index.column() == last and not is_drawn_whole else 0
    if option.direction == Qt.LayoutDirection.RightToLeft:
        start, end = end, start
    moved = QStyleOptionViewItem(option)
    moved.rect = option.rect.adjusted(-start, 0, end, 0)
    return moved


class CellDelegate(QStyledItemDelegate):
    """A text that has no room ends in "…", and a number in it is whole."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, at_edges(option, index), index)

    def initStyleOption(  # noqa: N802  # a Qt override
        self, option: QStyleOptionViewItem, index: Index
    ) -> None:
        super().initStyleOption(option, index)
        if option.rect.isEmpty() or not option.text:  # it is only measured
            return
        if option.features & QStyleOptionViewItem.ViewItemFeature.WrapText:
            return  # there is a second line, and its end is cut by the style
        style = option.widget.style() if option.widget else QApplication.style()
        room = style.subElementRect(
            QStyle.SubElement.SE_ItemViewItemText, option, option.widget
        ).width()
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, option.widget) + 1
        option.text = shortened(option.text, QFontMetrics(option.font), room - 2 * margin)


class TagDelegate(QStyledItemDelegate):
    """Draws the cells of one column as tags."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        text = str(index.data() or "")
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        style = bare.widget.style() if bare.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
        if not text:
            return
        edge = 0 if is_flush(option.widget) else EDGE_PX
        width = min(tag_width(text, option.font), option.rect.width() - edge)
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        end = option.rect.right() + 1 - edge
        left = option.rect.left() + edge if is_rtl else end - width
        room = QRectF(left, option.rect.top(), width, option.rect.height())
        paint_tag(painter, room, text, str(index.data(TAG_KIND_ROLE) or ""), option.font)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        whole = super().sizeHint(option, index)
        text = str(index.data() or "")
        return QSize(tag_width(text, option.font) + 2 * EDGE_PX if text else 0, whole.height())
