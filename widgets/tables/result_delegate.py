"""Paints a search result: its number, a title of one or two lines, one smaller line below."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.kit.plain_text import isolated, leading_middle, shortened
from widgets.kit.theme import current_tokens, scaled
from widgets.tables.hit_row import NUMBERED_ROWS, HitRow, row_at

TITLE_LINE, SMALL_PX, SMALL_LINE = 20, 12, 16
AROUND, INSET, NUMBER = 4, 8, 20  # pixels above and below a row, beside it, of its number
RADIUS = 6
HEADING = SMALL_LINE + 8
WARNING = "⚠"
# Arabic letters are higher than an Italian line: at its edge their dots would be cut off.
_WHOLE = (Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip).value


class ResultDelegate(QStyledItemDelegate):
    """Rows are 44 pixels high, 64 where the title needs two lines (at 100 % text)."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        hit, view = row_at(index), option.widget
        # The room of a row that is only measured is empty: it is as wide as the list.
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else 0
        # Measured as bold as it is when selected: a row must not grow under the arrow key.
        lines = len(title_lines(hit.title, _title_width(width), _bold(option.font)))
        heading = HEADING if hit.heading else 0
        return QSize(10, scaled(2 * AROUND + lines * TITLE_LINE + SMALL_LINE + heading))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # type: ignore[override]
        hit, room = row_at(index), QRect(option.rect)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = _Pen(painter, room, option.direction, option.font)
        if hit.heading:
            pen.write(hit.heading, QRect(_line(room, 4, SMALL_LINE)), _small(option.font, 600))
            room.setTop(room.top() + scaled(HEADING))
        if is_selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(current_tokens().selection))
            painter.drawRoundedRect(room, RADIUS, RADIUS)
        self._write(pen, hit, index.row(), room, is_selected=is_selected)
        painter.restore()

    def _write(self, pen: "_Pen", hit: HitRow, row: int, room: QRect, *, is_selected: bool) -> None:
        small = _small(pen.font)
        if row < NUMBERED_ROWS:
            pen.write(str(row + 1), _line(room, AROUND, TITLE_LINE), small)
        text = room.adjusted(scaled(NUMBER), 0, 0, 0)
        top = AROUND
        font = _bold(pen.font) if is_selected else pen.font
        # Broken as when it is bold: the words must not change their lines under the arrow key.
        for line in title_lines(hit.title, _title_width(room.width()), _bold(pen.font)):
            pen.write(line, _line(text, top, TITLE_LINE), font, current_tokens().text)
            top += TITLE_LINE
        below = _line(text, top, SMALL_LINE)
        if hit.mark:
            mark = pen.write(f"{WARNING} {hit.mark}", below, small, current_tokens().warning_text)
            width = QFontMetrics(small).horizontalAdvance(mark)
            below.setLeft(below.left() + width + scaled(INSET))
        pen.write(hit.subtitle, below, small)


class _Pen:
    """Writes a text into a room that is given for reading from the left."""

    def __init__(
        self, painter: QPainter, whole: QRect, direction: Qt.LayoutDirection, font: QFont
    ) -> None:
        self._painter, self._whole, self._direction = painter, whole, direction
        self._flags = leading_middle(direction, _WHOLE)
        self.font = font

    def write(self, text: str, room: QRect, font: QFont, ink: str = "") -> str:
        """Return what is written; what is too long ends in "…"."""
        shown = shortened(text, QFontMetrics(font), room.width())
        self._painter.setFont(font)
        self._painter.setPen(QColor(ink or current_tokens().text2))
        self._painter.drawText(
            QStyle.visualRect(self._direction, self._whole, room),
            self._flags,
            # In an Arabic window the colon of an Italian title would stand before it.
            isolated(shown),
        )
        return shown


@lru_cache(maxsize=512)
def title_lines(title: str, width: int, font: QFont) -> tuple[str, ...]:
    """Break a title between words into one or two lines; the second has all that is left."""
    metrics, words = QFontMetrics(font), title.split(" ")
    fits = len(words)
    # Two pixels to spare: a line that just fits would be given an "…" where it is painted.
    while fits > 1 and metrics.horizontalAdvance(" ".join(words[:fits])) + 2 > width:
        fits -= 1
    rest = " ".join(words[fits:])
    return (" ".join(words[:fits]), rest) if rest else (title,)


def is_cut(hit: HitRow, width: int, font: QFont) -> bool:
    """Return whether a row of this width does not show all of its texts."""
    bold, room = QFontMetrics(_bold(font)), _title_width(width)
    small = QFontMetrics(_small(font)).horizontalAdvance(f"{WARNING} {hit.mark}  {hit.subtitle}")
    lines = title_lines(hit.title, room, _bold(font))
    return small > room or any(bold.horizontalAdvance(line) > room for line in lines)


def _title_width(width: int) -> int:
    return width - scaled(2 * INSET + NUMBER)


def _line(room: QRect, top: int, height: int) -> QRect:
    inset = scaled(INSET)
    return QRect(
        room.left() + inset, room.top() + scaled(top), room.width() - 2 * inset, scaled(height)
    )


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _small(font: QFont, weight: int = 400) -> QFont:
    small = QFont(font)
    small.setPixelSize(scaled(SMALL_PX))
    small.setWeight(QFont.Weight(weight))
    return small
