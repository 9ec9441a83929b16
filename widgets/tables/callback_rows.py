"""The rows of the queue of callbacks, two lines each: by when, whom, about what, how late."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.kit.plain_text import shortened
from widgets.kit.tag import paint_tag, tag_width
from widgets.kit.theme import BODY_PX, current_tokens, scaled
from widgets.tables.record_model import RecordModel

ROW_PX, WHEN_PX, PADDING, GAP, RADIUS = 56, 72, 8, 8, 6
LINE_PX, SMALL_PX = 20, 13


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackRow:
    """All texts as shown. due: "13:00"; tag: how late, or whose it is. said: the whole row."""

    key: str
    due: str
    window: str
    citizen: str
    about: str  # topic and attempt
    tag: str = ""
    tag_kind: str = ""
    said: str = ""
    is_late: bool = False
    is_muted: bool = False  # taken by somebody else


class CallbackRows(QStyledItemDelegate):
    """Paints each row in one piece; rows by the key of their record."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Mapping[str, CallbackRow] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(scaled(240), scaled(ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        model = index.model()
        assert isinstance(model, RecordModel)
        row = self.rows.get(model.records()[index.row()].key)
        if row is None:
            return
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole: QRect = option.rect
        if is_selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(current_tokens().selection))
            painter.drawRoundedRect(QRectF(whole), RADIUS, RADIUS)
        pen = _RowPen(painter, whole, option.direction, option.font)
        _paint_row(pen, row, is_selected=is_selected)
        painter.restore()


class _RowPen:
    """Writes into one row from its reading side; positions are pixels from there."""

    def __init__(
        self, painter: QPainter, whole: QRect, direction: Qt.LayoutDirection, font: QFont
    ) -> None:
        self._painter, self._whole, self._direction = painter, whole, direction
        self.font = font
        self.left, self.right = scaled(PADDING), whole.width() - scaled(PADDING)
        self._top = (whole.height() - 2 * scaled(LINE_PX)) // 2

    def write(
        self, text: str, place: tuple[int, int, int], ink: str, *, px: int, is_bold: bool = False
    ) -> None:
        """place: line (0, 1), where it begins and ends."""
        line, start, end = place
        font = QFont(self.font)
        font.setPixelSize(scaled(px))
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        self._painter.setFont(font)
        self._painter.setPen(QColor(ink))
        shown = shortened(text, QFontMetrics(font), end - start)
        side = QStyle.visualAlignment(self._direction, Qt.AlignmentFlag.AlignLeading)
        self._painter.drawText(
            self._room(line, start, end), side | Qt.AlignmentFlag.AlignVCenter, shown
        )

    def tag(self, text: str, kind: str) -> int:
        """Paint a tag at the end of the first line; return where it begins."""
        start = self.right - tag_width(text, self.font)
        paint_tag(self._painter, QRectF(self._room(0, start, self.right)), text, kind, self.font)
        return start

    def _room(self, line: int, start: int, end: int) -> QRect:
        top = self._whole.top() + self._top + line * scaled(LINE_PX)
        room = QRect(self._whole.left() + start, top, end - start, scaled(LINE_PX))
        return QStyle.visualRect(self._direction, self._whole, room)


def _paint_row(pen: _RowPen, row: CallbackRow, *, is_selected: bool) -> None:
    tokens = current_tokens()
    middle = pen.left + scaled(WHEN_PX)
    end = pen.tag(row.tag, row.tag_kind) - scaled(GAP) if row.tag else pen.right
    ink = tokens.text2 if row.is_muted else tokens.text
    late = tokens.error_text if row.is_late else ink
    pen.write(row.due, (0, pen.left, middle), late, px=BODY_PX, is_bold=True)
    pen.write(row.window, (1, pen.left, middle), tokens.text2, px=SMALL_PX - 1)
    pen.write(row.citizen, (0, middle, end), ink, px=BODY_PX, is_bold=is_selected)
    pen.write(row.about, (1, middle, pen.right), tokens.text2, px=SMALL_PX)
