"""Lucide icons in a colour of the theme, drawn from the installed package, cached."""

from functools import lru_cache

import lucide
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel

_SHOWN = "icon_shown"  # property of a label
SHARPNESS = 2  # device pixels per pixel, so a scaled screen stays crisp


@lru_cache(maxsize=512)
def icon_pixmap(name: str, colour: str, size: int) -> QPixmap:
    """The icon in "#RRGGBB", size pixels square. Needs a running QApplication."""
    svg = lucide.lucide_icon(name).replace("currentColor", colour)  # QtSvg would draw it black
    pixmap = QPixmap(size * SHARPNESS, size * SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(SHARPNESS)
    return pixmap


@lru_cache(maxsize=512)
def icon(name: str, colour: str, size: int) -> QIcon:
    """The same as QIcon, one instance per name, colour and size."""
    return QIcon(icon_pixmap(name, colour, size))


def show_icon(label: QLabel, name: str, colour: str, size: int) -> None:
    """Put an icon on a label. One that is there stays: a new one has the window laid out anew."""
    wanted = f"{name} {colour} {size}"
    if label.property(_SHOWN) != wanted:
        label.setProperty(_SHOWN, wanted)
        label.setPixmap(icon_pixmap(name, colour, size))
