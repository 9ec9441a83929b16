"""Which keycaps a picture of a window has, and on which of its parts."""

import sys
from collections import Counter
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from console.shell.keyboard import with_parents
from console.shell.panels import KeysPanel
from widgets.kit import keycap
from widgets.panels.command_palette import CommandPalette

LISTS_ALL = {KeysPanel, CommandPalette}


def painted_keys(window: QWidget) -> list[tuple[QWidget, str]]:
    """Return each keycap of a picture of the window, with the part it stands on."""
    found: list[tuple[QWidget, str]] = []
    real = keycap.paint_keycap

    def noted(painter: QPainter, room: Any, key: str, *rest: Any, **more: Any) -> None:
        part = painter.device()
        assert isinstance(part, QWidget)
        found.append((part, keycap.shown_key(key)))
        real(painter, room, key, *rest, **more)

    modules = [one for one in sys.modules.values() if hasattr(one, "__dict__")]
    users = [one for one in modules if vars(one).get("paint_keycap") is real]
    try:
        for module in users:
            vars(module)["paint_keycap"] = noted
        window.grab()
    finally:
        for module in users:
            vars(module)["paint_keycap"] = real
    return found


def is_seen(part: QWidget, window: QWidget) -> bool:
    """Return whether nothing lies over the middle of a part."""
    at = window.childAt(part.mapTo(window, QPoint(part.width() // 2, part.height() // 2)))
    return at is None or at is part or part.isAncestorOf(at) or at.isAncestorOf(part)


def shown_twice(window: QWidget) -> set[str]:
    """Return the keys that are seen at more than one place, but for the lists of all keys."""
    parts = [one for one in painted_keys(window) if is_seen(one[0], window)]
    seen = Counter(key for part, key in parts if not LISTS_ALL & {*map(type, with_parents(part))})
    return {key for key, count in seen.items() if count > 1}
