"""How a window is parted: by its width at the size of the text, the same on every page."""

from enum import IntEnum

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.fields.segmented_switch import SegmentedSwitch
from widgets.kit.theme import current_percent

FOUR_PX, THREE_PX, TWO_PX = 1800, 1270, 900  # logical widths of the window at 100 % text
ONE_COLUMN_PERCENT = 200
ANY_PX = 16_777_215  # Qt's own greatest size: no limit


class Columns(IntEnum):
    ONE = 1  # one page at a time, and no rail
    TWO = 2  # receipt | results that drop over the answer
    THREE = 3  # receipt | results | answer
    FOUR = 4  # the same, wider, with the history


def columns_for(width_px: int, text_percent: int) -> Columns:
    """Return how a window of this width is parted at this text size."""
    wide = width_px * 100 / text_percent
    if text_percent >= ONE_COLUMN_PERCENT or wide < TWO_PX:
        return Columns.ONE
    if wide >= FOUR_PX:
        return Columns.FOUR
    return Columns.THREE if wide >= THREE_PX else Columns.TWO


def columns_of(part: QWidget) -> Columns:
    """Return how the window that a part stands in is parted now."""
    # By the window, not by the part: without the rail a part is wider, and would bring it back.
    return columns_for(part.window().width(), current_percent())


class ArrangedPage(QWidget):
    """A page that is arranged anew whenever its size, or that of its text, is another."""

    def _arrange(self) -> None:
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.layout() is not None:
            self._arrange()


class PartedPage(ArrangedPage):
    """A page of which parts may have no room: those stand in a row below its switch."""

    switch: SegmentedSwitch

    def __init__(self, parts: dict[str, QWidget], revealed: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._revealed = revealed
        self.columns = Columns.THREE
        self._top, self._row = QHBoxLayout(), QHBoxLayout()

    def parts(self) -> tuple[QWidget, ...]:
        """Return all of them, also what does not fit."""
        return tuple(self._parts.values())

    def reveal(self, name: str) -> None:
        """Make sure a part is on the screen."""
        raise NotImplementedError

    def bring(self, inside: QWidget) -> None:
        """Make sure the part that inside is in is on the screen."""
        if name := self._name_around(inside):
            self.reveal(name)

    def _name_around(self, inside: QWidget | None) -> str:
        return next((name for name, part in self._parts.items() if is_in(inside, part)), "")

    def _fill(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._top.addWidget(self.switch)
        layout.addLayout(self._top)
        layout.addLayout(self._row, 1)


def is_in(inside: QWidget | None, part: QWidget) -> bool:
    """Return whether a widget is a part of a window, or in it."""
    return inside is not None and (inside is part or part.isAncestorOf(inside))


def stacked(*parts: QWidget) -> QWidget:
    """Return a holder with parts below each other and no gaps; the last one grows."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for part in parts:
        layout.addWidget(part, 1 if part is parts[-1] else 0)
    return holder
