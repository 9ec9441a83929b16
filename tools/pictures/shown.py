"""What of a window can be seen: visible parts in the order of painting, and their texts."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from tools.pictures.drawn import Drawn, DrawnText, drawn_by

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
COVERS_SHARE = 0.5  # of a part: its ground hides what lies below, a shadow round it does not


@dataclass(frozen=True, slots=True)
class Frame:
    """Something that cuts off what reaches over it; what scrolls may do so at top and bottom."""

    rect: QRectF
    scrolls: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A visible widget. All places in pixels of the window."""

    widget: QWidget
    rect: QRect
    frames: tuple[Frame, ...]  # from the window to the widget itself
    drawn: Drawn
    order: int  # of painting

    @property
    def is_control(self) -> bool:
        return isinstance(self.widget, CONTROLS)

    @property
    def seen(self) -> QRect:
        """Return what the frames around it leave of it."""
        left = QRectF(self.rect)
        for frame in self.frames:
            left = left.intersected(frame.rect)
        return left.toAlignedRect()

    def cut_off(self, place: QRectF, *, by_itself: bool = True) -> float | None:
        """Return by how many pixels a place in it reaches over an edge that cuts it off for good.

        None: it is scrolled away.
        """
        most = 0.0
        for frame in reversed(self.frames if by_itself else self.frames[:-1]):
            room = frame.rect
            most = max(most, room.left() - place.left(), place.right() - room.right())
            if frame.scrolls:
                place = place.intersected(
                    QRectF(place.left(), room.top(), place.width(), room.height())
                )
                if place.isEmpty():
                    return None
            most = max(most, room.top() - place.top(), place.bottom() - room.bottom())
        return most


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text and the part that draws it; places of drawn in pixels of the window."""

    part: Part
    drawn: DrawnText
    is_whole: bool  # nothing floats over some of it


class Shown:
    """One look at a window."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.parts = tuple(_walk(window))
        grounds = ((part, _cover(part)) for part in self.parts)
        self._covers = [(part, ground) for part, ground in grounds if ground is not None]
        self.texts = tuple(self._texts())

    def of(self, part: Part, place: QRect) -> QRegion:
        """Return what floats not over this place of a part."""
        left = QRegion(place)
        for cover, ground in self._covers:
            if cover.order > part.order and not _are_kin(cover.widget, part.widget):
                left -= ground
        return left

    def is_bare(self, part: Part, place: QRect) -> bool:
        """Return whether nothing floats over this place of a part."""
        return not place.isEmpty() and self.of(part, place) == QRegion(place)

    def _texts(self) -> Iterator[ShownText]:
        for part in self.parts:
            for drawn in part.drawn.texts:
                place = drawn.ink.toAlignedRect()
                left = self.of(part, place)
                if not left.isEmpty() and part.cut_off(drawn.ink) is not None:
                    yield ShownText(part, drawn, left == QRegion(place))


def path_of(widget: QWidget) -> str:
    """Return where a widget is found: the names of what it lies in, the last four."""
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None and not at.isWindow():
        if at.objectName() or at is widget:
            names.append(at.objectName() or type(at).__name__)
        at = at.parentWidget()
    return "/".join(reversed(names[:4]))


def _walk(window: QWidget) -> Iterator[Part]:
    waiting: list[tuple[QWidget, tuple[Frame, ...]]] = [(window, ())]
    order = 0
    while waiting:
        widget, around = waiting.pop()
        rect = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        frames = (*around, Frame(QRectF(rect), _scrolls(widget)))
        offset = rect.topLeft()
        yield Part(widget, rect, frames, _moved(drawn_by(widget), offset), order)
        order += 1
        children = [
            one
            for one in widget.children()
            if isinstance(one, QWidget) and one.isVisible() and not one.isWindow()
        ]
        waiting += [(one, frames) for one in reversed(children)]


def _moved(drawn: Drawn, by: QPoint) -> Drawn:
    return Drawn(
        [one.moved(by) for one in drawn.texts],
        [one.translated(by) for one in drawn.signs],
        [one.translated(by) for one in drawn.grounds],
    )


def _scrolls(widget: QWidget) -> bool:
    """Return whether what is cut off at its foot can be scrolled to."""
    area = widget.parentWidget()
    if not isinstance(area, QAbstractScrollArea) or area.viewport() is not widget:
        return False
    bar = area.verticalScrollBar()
    return bar.maximum() > bar.minimum()


def _cover(part: Part) -> QRect | None:
    """Return the ground of a part that floats, outside every layout; None for any other."""
    widget = part.widget
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(parent, QSplitter | QStackedWidget):
        return None
    if isinstance(parent, QAbstractScrollArea) or _is_laid_out(parent.layout(), widget):
        return None
    seen = QRectF(part.seen)
    grounds = [one.intersected(seen) for one in part.drawn.grounds]
    largest = max(grounds, key=_area, default=QRectF())
    is_enough = _area(largest) >= COVERS_SHARE * _area(seen) > 0
    return largest.toAlignedRect() if is_enough else None


def _are_kin(one: QWidget, other: QWidget) -> bool:
    return one.isAncestorOf(other) or other.isAncestorOf(one)


def _area(rect: QRectF) -> float:
    return rect.width() * rect.height()


def _is_laid_out(layout: QLayout | None, widget: QWidget) -> bool:
    if layout is None:
        return False
    if layout.indexOf(widget) >= 0:
        return True
    rows = (layout.itemAt(at) for at in range(layout.count()))
    return any(_is_laid_out(row.layout(), widget) for row in rows if row is not None)
