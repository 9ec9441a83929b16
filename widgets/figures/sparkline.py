"""A small line of a day: its shape says enough, the numbers stand beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.kit.theme import current_tokens, scaled

WIDTH_PX, HEIGHT_PX = 80, 28
LINE_PX, DOT_PX, EDGE_PX = 1.5, 2.5, 3.0
DASHES = (3.0, 3.0)


@dataclass(frozen=True, slots=True)
class Trend:
    """Values in order of time; None where nothing is known: a gap is a gap. target: drawn across.

    least: the value at the bottom, the same for all lines of one kind.
    """

    values: tuple[float | None, ...] = ()
    target: float | None = None
    least: float = 0.0


NO_TREND = Trend()


class Sparkline(QWidget):
    """Not for the keyboard and without a name: the figure beside it says what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trend = NO_TREND
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_trend(self, trend: Trend) -> None:
        if trend != self._trend:
            self._trend = trend
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(WIDTH_PX), scaled(HEIGHT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_trend(painter, QRectF(self.rect()), self._trend)
        painter.end()


def paint_trend(painter: QPainter, room: QRectF, trend: Trend) -> None:
    """Paint the line into a room; time runs from left to right in every language."""
    tokens = current_tokens()
    room = room.adjusted(EDGE_PX, EDGE_PX, -EDGE_PX, -EDGE_PX)
    known = [value for value in trend.values if value is not None]
    top = max([*known, trend.target or 0.0], default=0.0)
    if top <= trend.least or len(trend.values) < 2:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if trend.target is not None:
        pen = QPen(QColor(tokens.border), 1)
        pen.setDashPattern(DASHES)
        painter.setPen(pen)
        y = _y(room, trend.target, trend.least, top)
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
    painter.setPen(QPen(QColor(tokens.primary), LINE_PX * scaled(100) / 100))
    for stretch in _stretches(trend, room, top):
        painter.drawPolyline(QPolygonF(stretch))
    if trend.values[-1] is not None:
        painter.setBrush(QColor(tokens.primary))
        painter.setPen(Qt.PenStyle.NoPen)
        y = _y(room, trend.values[-1], trend.least, top)
        painter.drawEllipse(QPointF(room.right(), y), DOT_PX, DOT_PX)
    painter.restore()


def _y(room: QRectF, value: float, least: float, top: float) -> float:
    return room.bottom() - room.height() * max(0.0, value - least) / (top - least)


def _stretches(trend: Trend, room: QRectF, top: float) -> list[list[QPointF]]:
    """Return the points that belong together: nothing is drawn across a gap."""
    step = room.width() / (len(trend.values) - 1)
    found: list[list[QPointF]] = [[]]
    for at, value in enumerate(trend.values):
        if value is None:
            found.append([])
            continue
        found[-1].append(QPointF(room.left() + at * step, _y(room, value, trend.least, top)))
    return [stretch for stretch in found if stretch]
