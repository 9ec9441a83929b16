"""Draws the cells of a table: texts, or tags at the end of their row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.kit.plain_text import shortened
from widgets.kit.tag import paint_tag, tag_width
from widgets.tables.record_model import TAG_KIND_ROLE

EDGE_PX = 4


class CellDelegate(QStyledItemDelegate):
    """A text that has no room ends in "…", and a number in it is whole."""

    def initStyleOption(  # noqa: N802  # a Qt override
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
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
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        text = str(index.data() or "")
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        style = bare.widget.style() if bare.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
        if not text:
            return
        width = min(tag_width(text, option.font), option.rect.width() - EDGE_PX)
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        left = option.rect.left() + EDGE_PX if is_rtl else option.rect.right() - EDGE_PX - width
        room = QRectF(left, option.rect.top(), width, option.rect.height())
        paint_tag(painter, room, text, str(index.data(TAG_KIND_ROLE) or ""), option.font)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        whole = super().sizeHint(option, index)
        text = str(index.data() or "")
        return QSize(tag_width(text, option.font) + 2 * EDGE_PX if text else 0, whole.height())
