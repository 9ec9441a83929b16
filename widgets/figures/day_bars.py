"""Bars of a day: what came and how much of it was answered, half hour by half hour."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.kit.plain_text import set_spoken_name
from widgets.kit.theme import current_tokens, scaled

LEAST_PX, WANTED_PX = 64, 212
SCALE_PX, AXIS_PX, LABEL_PX = 32, 18, 11
BAR_SHARE, RADIUS = 0.6, 2
STEPS = (10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000)


@dataclass(frozen=True, slots=True)
class Bar:
    """label: the hour below it, "" for none. whole: what came. part: how much of it was done."""

    label: str
    whole: int
    part: int


class DayBars(QWidget):
    """Painted; the table beside it has the numbers. Its name is a sentence that sums it up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: Sequence[Bar], summary: str) -> None:
        set_spoken_name(self, summary)
        if tuple(bars) != self._bars:
            self._bars = tuple(bars)
            self.update()

    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    def sizeHint(self) -> QSize:
        return QSize(scaled(240), scaled(WANTED_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(120), scaled(LEAST_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return  # a scale of nothing
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(scaled(LABEL_PX))
        painter.setFont(font)
        half = painter.fontMetrics().height() / 2
        room = QRectF(self.rect()).adjusted(scaled(SCALE_PX), half, 0, -scaled(AXIS_PX))
        step = _step(max((bar.whole for bar in self._bars), default=0))
        self._paint_scale(painter, room, step)
        for at, bar in enumerate(self._bars):
            self._paint_bar(painter, room, at, bar, 2 * step)
        painter.end()

    def _paint_scale(self, painter: QPainter, room: QRectF, step: int) -> None:
        tokens = current_tokens()
        for number in range(3):
            y = round(room.bottom() - room.height() * number / 2) + 0.5
            painter.setPen(QPen(QColor(tokens.divider), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(QColor(tokens.text2))
            place = QRectF(0, y - scaled(LABEL_PX), room.left() - 6, 2 * scaled(LABEL_PX))
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, side, str(number * step))

    def _paint_bar(self, painter: QPainter, room: QRectF, at: int, bar: Bar, top: int) -> None:
        each = room.width() / len(self._bars)
        left = room.left() + at * each + each * (1 - BAR_SHARE) / 2
        for value, is_part in ((bar.whole, False), (bar.part, True)):
            height = room.height() * value / top
            if value:
                place = QRectF(left, room.bottom() - height, each * BAR_SHARE, height)
                _paint_column(painter, place, is_part=is_part)
        if bar.label:
            painter.setPen(QColor(current_tokens().text2))
            place = QRectF(left - each, room.bottom() + 2, each * (2 + BAR_SHARE), scaled(AXIS_PX))
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, bar.label)


class BarSample(QWidget):
    """What a kind of bar looks like, for the word beside it; is_part: of what was done."""

    def __init__(self, *, is_part: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_part = is_part
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(scaled(LABEL_PX), scaled(LABEL_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        _paint_column(painter, place, is_part=self._is_part)
        painter.end()


def _paint_column(painter: QPainter, place: QRectF, *, is_part: bool) -> None:
    tokens = current_tokens()
    painter.setPen(Qt.PenStyle.NoPen if is_part else QPen(QColor(tokens.border), 1))
    painter.setBrush(QColor(tokens.primary) if is_part else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place, RADIUS, RADIUS)


def _step(highest: int) -> int:
    """Return a round number; twice that is the height of the scale."""
    return next((step for step in STEPS if 2 * step >= highest), (highest + 1) // 2)
