"""The shadow of what floats, painted by the floating part itself.

An effect of Qt would render all children again with each letter typed.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

SHADOW_PX = 8
_ALPHA = 5  # of 255, for each of the steps, which lie over each other


def paint_shadow(painter: QPainter, room: QRectF, radius: float) -> None:
    """Paint SHADOW_PX of shadow round a room; a bit lower than it, as light from above throws."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, _ALPHA))
    for step in range(1, SHADOW_PX):
        wide = room.adjusted(-step, -step + 2, step, step)
        painter.drawRoundedRect(wide, radius + step, radius + step)
