"""Ground, shadow and margins of a floating panel, by its shape."""

from PySide6.QtCore import QMargins, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from widgets.kit.theme import SPACE_L, SPACE_M, current_tokens
from widgets.panels.panel_place import Shape
from widgets.panels.shadow import SHADOW_PX, paint_shadow

CARD_RADIUS = 10


def shadow_of(shape: Shape, direction: Qt.LayoutDirection) -> QMargins:
    """Return how much of a panel's edge its shadow takes: a drawer throws it to one side only."""
    if shape is Shape.CARD:
        return QMargins(SHADOW_PX, SHADOW_PX, SHADOW_PX, SHADOW_PX)
    if shape is Shape.PAGE:
        return QMargins(0, 0, 0, 0)
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    return QMargins(SHADOW_PX if is_mirrored else 0, 0, 0 if is_mirrored else SHADOW_PX, 0)


def margins_of(shape: Shape, direction: Qt.LayoutDirection) -> QMargins:
    return shadow_of(shape, direction) + QMargins(SPACE_L, SPACE_M, SPACE_L, SPACE_M)


def paint_panel(panel: QWidget, shape: Shape, direction: Qt.LayoutDirection) -> None:
    """direction: the one that begins at the side where a drawer stands."""
    tokens = current_tokens()
    painter = QPainter(panel)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    body = QRectF(panel.rect().marginsRemoved(shadow_of(shape, direction)))
    radius = CARD_RADIUS if shape is Shape.CARD else 0
    paint_shadow(painter, body, radius)
    # In the contrast theme all grounds are black: there an edge parts panel and page.
    edge = tokens.border if tokens.name == "contrast" else tokens.raised
    painter.setPen(QPen(QColor(edge)))
    painter.setBrush(QColor(tokens.raised))
    painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.end()
