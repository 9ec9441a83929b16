"""Draws the cells of a table: a text that has no room ends in "…", and a number in it is whole."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.kit.plain_text import shortened


class CellDelegate(QStyledItemDelegate):
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
