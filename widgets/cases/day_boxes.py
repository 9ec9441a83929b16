"""A run of days as boxes: which count towards a term, which do not, today, and the last."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from widgets.kit.plain_text import set_spoken_name
from widgets.kit.theme import current_tokens, scaled
from widgets.kit.tokens import Tokens

FIRST, COUNTED, SKIPPED, LAST, LEFT_OUT = "first", "counted", "skipped", "last", "left_out"
BOX_PX, WIDEST_PX, GAP, RADIUS = 36, 64, 4, 4
TEXT_PX, LINE_PX, RING_PX = 11, 14, 2
STRIPE_PX = 8  # from one stripe to the next, along the slope


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBox:
    """word: "lun"; number: "23"; kind: FIRST, COUNTED, SKIPPED, LAST, or LEFT_OUT for several."""

    word: str
    number: str
    kind: str = COUNTED
    is_today: bool = False


class DayBoxes(QLabel):
    """A label, since a screen reader then has one sentence for it, and Tab passes it by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("day_boxes")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._days: tuple[DayBox, ...] = ()

    def show_days(self, days: Sequence[DayBox], sentence: str) -> None:
        """sentence: the same for who does not see it."""
        self._days = tuple(days)
        set_spoken_name(self, sentence)
        self.update()

    def days(self) -> tuple[DayBox, ...]:
        return self._days

    def sizeHint(self) -> QSize:
        # The ring of today stands around its box.
        return QSize(scaled(320), scaled(BOX_PX) + 4 * RING_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, many = scaled(GAP), max(1, len(self._days))
        wide = min(scaled(WIDEST_PX), (self.width() - 4 * RING_PX - gap * (many - 1)) // many)
        for number, day in enumerate(self._days):
            left = 2 * RING_PX + number * (wide + gap)
            room = QRect(left, 2 * RING_PX, wide, scaled(BOX_PX))
            placed = QStyle.visualRect(self.layoutDirection(), self.rect(), room)
            _paint_box(painter, day, placed, current_tokens())
        painter.end()


def _paint_box(painter: QPainter, day: DayBox, room: QRect, tokens: Tokens) -> None:
    # On half a pixel: an edge of one pixel is sharp there.
    box = QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(_edge(day.kind, tokens))
    painter.setBrush(_ground(day.kind, tokens))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    if day.is_today:
        painter.setPen(QPen(QColor(tokens.primary), RING_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), RADIUS + 2, RADIUS + 2)
    painter.setPen(QColor(_ink(day.kind, tokens)))
    line = scaled(LINE_PX)
    top = room.top() + (room.height() - 2 * line) // 2
    for text, is_bold in ((day.word, False), (day.number, True)):
        font = QFont(painter.font())
        font.setPixelSize(scaled(TEXT_PX))
        font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
        painter.setFont(font)
        place = QRect(room.left(), top, room.width(), line)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        top += line


def _ink(kind: str, tokens: Tokens) -> str:
    return {COUNTED: tokens.info_text, LAST: tokens.error_text}.get(kind, tokens.text2)


def _edge(kind: str, tokens: Tokens) -> QPen:
    if kind == FIRST:
        return QPen(QColor(tokens.border))
    if kind == LAST:
        return QPen(QColor(tokens.error_edge))
    # Where grounds are all black the edge alone tells a day that counts from one that does not.
    if kind in (COUNTED, SKIPPED) and tokens.neutral_ground == tokens.surface:
        dashed = Qt.PenStyle.DashLine if kind == SKIPPED else Qt.PenStyle.SolidLine
        return QPen(QColor(_ink(kind, tokens)), 1, dashed)
    return QPen(Qt.PenStyle.NoPen)


def _ground(kind: str, tokens: Tokens) -> QBrush:
    if kind == COUNTED:
        return QBrush(QColor(tokens.info_ground))
    if kind == LAST:
        return QBrush(QColor(tokens.error_ground))
    if kind != SKIPPED:
        return QBrush(Qt.BrushStyle.NoBrush)
    step = scaled(STRIPE_PX) / 1.414  # of each axis: a slope of 45 degrees
    stripes = QLinearGradient(0, 0, step, step)
    stripes.setSpread(QLinearGradient.Spread.RepeatSpread)
    for at, colour in ((0, 0), (0.49, 0), (0.51, 1), (1, 1)):
        stripes.setColorAt(at, QColor(tokens.surface if colour else tokens.neutral_ground))
    return QBrush(stripes)
