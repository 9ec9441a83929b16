"""A table of figures: numbers at the end of their cells, what is off target in its ink, a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.figures.sparkline import NO_TREND, Trend, paint_trend
from widgets.kit.icons import icon
from widgets.kit.plain_text import shortened
from widgets.kit.theme import current_tokens, scaled, set_look
from widgets.tables.cell_delegate import CellDelegate, Index, at_edges
from widgets.tables.record_model import Column, Record
from widgets.tables.record_table import RecordTable

ROW_PX, SHORT_ROW_PX, FRAME_PX = 32, 28, 4
ICON_PX, BAR_PX, PAD_PX, DRAWN_PX = 16, 8, 6, 48
TAG_PX, TAG_TEXT_PX, TAG_GAP_PX, NAME_PX = 20, 12, 8, 48
STRONG, MUTED, WARNING, ERROR, GOOD = "strong", "muted", "warning", "error", "good"
TREND, SHARE, TAG = "trend", "share", "tag"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColumn(Column):
    """holds: TREND or SHARE, a line or a bar instead of words; TAG, words in their ink.

    At most one column of a table of each. With is_tag as well, tags are whole and end their rows.
    """

    holds: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRecord(Record):
    """inks: of the cells, of STRONG, MUTED, WARNING, ERROR or "". tag: ends the first cell.

    icon and look: before the first cell, in the colour of a state. trend and share are shown in the
    columns named so; share: 0 to 1, in the same colour.
    """

    inks: tuple[str, ...] = ()
    tag: str = ""
    short_tag: str = ""  # where the other leaves no room for a name
    icon: str = ""
    look: str = ""
    trend: Trend = NO_TREND
    share: float = 0.0


class FigureTable(RecordTable):
    """As high as its rows: what is around it scrolls. Short rows have no line of titles above.

    is_wrapped: a name that has no room goes on in a second line, for which each row has the place.
    """

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        parent: QWidget | None = None,
        *,
        is_short: bool = False,
        is_wrapped: bool = False,
    ) -> None:
        self.row_px = SHORT_ROW_PX if is_short else ROW_PX
        self.pad_px = 0 if is_short else PAD_PX  # short rows begin below their heading
        super().__init__(name, columns, parent)
        if is_short:
            set_look(self, "ground", "none")
            set_look(self, "place", "receipt")
        self.setWordWrap(is_wrapped)
        cells = _Cells(self, columns)
        self.setItemDelegate(cells)
        for place, column in enumerate(columns):
            if column.is_tag:
                self.setItemDelegateForColumn(place, cells)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().setVisible(not is_short)
        # It comes for a moment while columns wait for their share: its room goes with it.
        self.horizontalScrollBar().rangeChanged.connect(self._grow)

    def flush(self) -> None:
        super().flush()
        self._grow()
        if self.isVisible():
            # Now: a turn of the loop that paints in between shows the rows over what stands below.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _fit(self) -> None:
        super()._fit()
        self._grow()

    def _grow(self) -> None:
        header = self.horizontalHeader()
        above = 0 if header.isHidden() else header.sizeHint().height()
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        height = above + self.row_height() * self._records.rowCount() + FRAME_PX + below
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)


class _Cells(CellDelegate):
    def __init__(self, table: FigureTable, columns: Sequence[Column]) -> None:
        super().__init__(table)
        self._table = table
        self._tags_at_end = any(one.is_tag for one in columns)
        held = [one.holds if isinstance(one, FigureColumn) else "" for one in columns]
        self._trend_at, self._share_at, self._tag_at = (
            held.index(what) if what in held else -1 for what in (TREND, SHARE, TAG)
        )

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        record = self._record(index)
        tokens = current_tokens()
        ink = record.inks[index.column()] if record.inks else ""
        if record.is_muted:
            ink = MUTED
        colour = {MUTED: tokens.text2, WARNING: tokens.warning_text, ERROR: tokens.error_text}
        if ink in colour:
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, QColor(colour[ink]))
        if ink in (STRONG, WARNING, ERROR):
            option.font = _strong(option.font)
        if index.column() == self._tag_at:
            option.text = ""  # painted as a tag
        if index.column() == 0 and record.tag:
            whole = option.rect.width() - 2 * self._table.pad_px
            room = whole - self._tag_width(self._tag(record, whole))
            option.text = shortened(record.cells[0], QFontMetrics(option.font), room)
        if index.column() == 0 and record.icon:
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
            side = scaled(ICON_PX)
            option.icon = icon(record.icon, tokens.state(record.look).fill, side)
            option.decorationSize = QSize(side, side)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """What is painted needs room, though the cell shows no words."""
        found = super().sizeHint(option, index)
        if index.column() in (self._trend_at, self._share_at):
            found.setWidth(scaled(DRAWN_PX))
        if index.column() == self._tag_at:
            words = self._record(index).cells[self._tag_at]
            found.setWidth(self._tag_width(words) - TAG_GAP_PX + 2 * self._table.pad_px)
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_drawn = index.column() == self._tag_at
        option = at_edges(option, index, is_drawn_whole=is_drawn)
        QStyledItemDelegate.paint(self, painter, option, index)
        record = self._record(index)
        pad = PAD_PX if index.column() in (self._trend_at, self._share_at) else self._table.pad_px
        room = QRect(option.rect).adjusted(pad, 0, -pad, 0)
        if index.column() == self._trend_at:
            paint_trend(painter, QRectF(room), record.trend)
        elif index.column() == self._share_at:
            self._paint_share(painter, room, record)
        elif index.column() == self._tag_at:
            words = record.cells[self._tag_at]
            width = min(room.width(), self._tag_width(words) - TAG_GAP_PX)
            left = room.right() + 1 - width if self._tags_at_end else room.left()
            place = QRect(left, 0, width, 0)
            self._paint_pill(painter, room, place, words, record.inks[self._tag_at])
        elif index.column() == 0 and record.tag:
            self._paint_tag(painter, room, record)

    def _paint_share(self, painter: QPainter, room: QRect, record: FigureRecord) -> None:
        tokens = current_tokens()
        height = scaled(BAR_PX)
        room = QRect(room.left(), room.center().y() - height // 2, room.width(), height)
        part = QRect(room)
        part.setWidth(round(room.width() * record.share))
        part = QStyle.visualRect(self._table.layoutDirection(), room, part)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.neutral_ground))
        painter.drawRoundedRect(room, height / 2, height / 2)
        painter.setBrush(QColor(tokens.state(record.look).fill))
        if part.width() > 0:
            painter.drawRoundedRect(part, height / 2, height / 2)
        painter.restore()

    def _paint_tag(self, painter: QPainter, room: QRect, record: FigureRecord) -> None:
        """At the end of the cell, always whole: the name gives way."""
        tag = self._tag(record, room.width())
        width = self._tag_width(tag)
        place = QRect(room.right() - width + TAG_GAP_PX, 0, width - TAG_GAP_PX, 0)
        self._paint_pill(painter, room, place, tag, WARNING)

    def _paint_pill(
        self, painter: QPainter, room: QRect, place: QRect, words: str, ink: str
    ) -> None:
        tokens, height = current_tokens(), scaled(TAG_PX)
        text, ground, edge = {
            WARNING: (tokens.warning_text, tokens.warning_ground, tokens.warning_edge),
            ERROR: (tokens.error_text, tokens.error_ground, tokens.error_edge),
            GOOD: (tokens.ok_text, tokens.ok_ground, tokens.ok_ground),
        }.get(ink, (tokens.neutral_text, tokens.neutral_ground, tokens.neutral_ground))
        place.setTop(room.center().y() - height // 2)
        place.setHeight(height)
        place = QStyle.visualRect(self._table.layoutDirection(), room, place)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # In high contrast all grounds are black: there the edge has the ink.
        painter.setPen(QColor(text if ground == tokens.surface else edge))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setPen(QColor(text))
        painter.setFont(self._tag_font())
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, place.width() - scaled(12)
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()

    def _tag(self, record: FigureRecord, room: int) -> str:
        is_tight = self._tag_width(record.tag) > room - scaled(NAME_PX)
        return record.short_tag if is_tight and record.short_tag else record.tag

    def _tag_width(self, tag: str) -> int:
        words = QFontMetrics(self._tag_font()).horizontalAdvance(tag)
        return words + scaled(16) + TAG_GAP_PX

    def _tag_font(self) -> QFont:
        font = QFont(self._table.font())
        font.setPixelSize(scaled(TAG_TEXT_PX))
        return font

    def _record(self, index: Index) -> FigureRecord:
        record = self._table.records()[index.row()]
        assert isinstance(record, FigureRecord)
        return record


def _strong(font: QFont) -> QFont:
    found = QFont(font)
    found.setWeight(QFont.Weight.DemiBold)
    return found
