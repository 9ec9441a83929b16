"""Draws the cells of one column as tags at the end of their row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.kit.tag import paint_tag, tag_width
from widgets.tables.record_model import TAG_KIND_ROLE

EDGE_PX = 4


class TagDelegate(QStyledItemDelegate):
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
