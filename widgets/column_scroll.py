"""A column that scrolls up and down when large text needs more height, never sideways."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def column_scroll(content: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Wrap content; Tab goes through it and brings each field into view."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)  # setWidget had it painted like a window
    content.setAutoFillBackground(False)
    return area
