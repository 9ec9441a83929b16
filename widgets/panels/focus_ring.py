"""The one ring that shows where the cursor is: it floats over its window and moves nothing."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from widgets.kit.theme import current_tokens

RING_PX, RADIUS = 2, 6
OUTSIDE_PX, ON_EDGE_PX, INSIDE_PX = 2, -1, -2  # from the edge of what has the cursor to the ring
_INPUTS = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit)
_INSIDE, _OWN = "inside", "own"
_MOVES = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
        QEvent.Type.StyleChange,
        QEvent.Type.DynamicPropertyChange,
    }
)


class FocusRing(QFocusFrame):
    """Follows the cursor in one window. Qt's own frame: assistive programs pass it by.

    Qt's own way to follow would hang it into each scroll area, where its sides are cut. A widget
    whose property "ring" is "inside" has no room around it; one with "own" paints its own.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focus_ring")
        self._window = window
        self._target: QWidget | None = None
        self._followed: tuple[QWidget, ...] = ()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        self.hide()

    def target(self) -> QWidget | None:
        """Return what the ring is around, None where nothing in this window has one."""
        return self._target if not self.isHidden() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            if event.type() == QEvent.Type.ParentChange:
                self._follow(self._target)
            if event.type() == QEvent.Type.StyleChange and watched is self._target:
                QTimer.singleShot(0, self, self._show_all)  # once the new size is laid out
            self._settle()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._target is None or not isValid(self._target):
            return
        if not all(map(isValid, self._followed)):  # a page has ended around what it held
            self._follow(self._target)
        painter = QPainter(self)
        # Here, for a panel that opens over the target has this painted anew, and tells nothing.
        painter.setClipRegion(QRegion(self.rect()) - self.covered(self._target))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(_ink(self._target)), RING_PX))
        radius = max(RADIUS + _gap(self._target), 0) + RING_PX // 2
        middle = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(middle, radius, radius)
        painter.end()

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        is_here = now is not None and now is not self._window and now.window() is self._window
        self._follow(_framed(now) if is_here and now is not None else None)
        self._settle()
        # A press that scrolled would be let go beside what it was meant for.
        is_pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if self._target is not None and (self.isHidden() or not (is_pressed or self._is_whole())):
            self._bring_into_sight()

    def _show_all(self) -> None:
        if self._target is not None and isValid(self._target) and not self._is_whole():
            self._bring_into_sight()

    def _is_whole(self) -> bool:
        """Return whether all of the target is in sight: text that grew leaves a strip of it."""
        if self._target is None or isinstance(self._target, QTextEdit | QAbstractItemView):
            return True  # what is read or listed is as high as it is
        place = QRect(self._target.mapTo(self._window, QPoint(0, 0)), self._target.size())
        return self._in_sight(place, 0).contains(place & self._window.rect())

    def _bring_into_sight(self) -> None:
        """Scroll to a cursor that nobody would see; Qt does so for Tab alone, and not for F6."""
        if not isValid(self._window):
            return
        for one in self._followed[1:]:
            if isinstance(one, QScrollArea) and self._target is not None:
                one.ensureWidgetVisible(self._target)
        self._settle()

    def _follow(self, target: QWidget | None) -> None:
        for one in self._followed:
            if isValid(one):
                one.removeEventFilter(self)
        self._target = target
        self._followed = tuple(_upwards(target))
        for one in self._followed:
            one.installEventFilter(self)

    def _settle(self) -> None:
        target, window = self._target, self._window
        if not isValid(window):
            return  # its parts end after it
        if target is None or not isValid(target) or not target.isVisibleTo(window):
            self.hide()
            return
        reach = _gap(target) + RING_PX
        edge = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
        ring = edge.adjusted(-reach, -reach, reach, reach) & window.rect()
        inner = ring.adjusted(RADIUS, RADIUS, -RADIUS, -RADIUS)
        # Only the frame: what is painted within it must not have the ring painted again.
        shape = (QRegion(ring) - QRegion(inner)) & QRegion(self._in_sight(edge, reach))
        if shape.isEmpty():
            self.hide()
            return
        self.setGeometry(ring)
        self.setMask(shape.translated(-ring.topLeft()))
        self.show()
        self.raise_()
        self.update()

    def covered(self, target: QWidget) -> QRegion:
        """Return where something floats over the target: its ring would lie over other words."""
        covered = QRegion()
        edge = QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())
        for child in self._followed[:-1]:
            parent = child.parentWidget()
            siblings = parent.children() if parent is not None else [child]
            for one in siblings[siblings.index(child) + 1 :]:
                if not isinstance(one, QWidget) or one is self or not one.isVisible():
                    continue
                place = QRect(one.mapTo(self._window, QPoint(0, 0)), one.size())
                # What stands beside the target, and only touches its ring, covers nothing.
                if not one.isWindow() and place.intersects(edge):
                    covered += place
        return covered.translated(-self.pos())

    def _in_sight(self, edge: QRect, reach: int) -> QRect:
        """Return where in the window the ring may be seen: not where its target is scrolled away.

        At a side where the target ends within the area, the ring may stand on the area's edge.
        """
        window = self._window
        room = window.rect()
        for area in self._followed[1:]:
            if not isinstance(area, QAbstractScrollArea):
                continue
            port = area.viewport()
            seen = QRect(port.mapTo(window, QPoint(0, 0)), port.size())
            room &= seen.adjusted(
                -reach if edge.left() >= seen.left() else 0,
                -reach if edge.top() >= seen.top() else 0,
                reach if edge.right() <= seen.right() else 0,
                reach if edge.bottom() <= seen.bottom() else 0,
            )
        return room


def _framed(now: QWidget) -> QWidget | None:
    """Return what the ring goes around: the whole field a line to type in is part of."""
    if isinstance(now, QMenuBar) or now.property("ring") == _OWN:
        return None
    parent = now.parentWidget()
    return parent if isinstance(parent, (QComboBox, QAbstractSpinBox)) else now


def _upwards(target: QWidget | None) -> Iterator[QWidget]:
    """Go from the target to its window, both included."""
    while target is not None:
        yield target
        target = None if target.isWindow() else target.parentWidget()


def _gap(target: QWidget) -> int:
    if isinstance(target, _INPUTS):
        return ON_EDGE_PX
    is_page = isinstance(target, QAbstractScrollArea)
    return INSIDE_PX if is_page or target.property("ring") == _INSIDE else OUTSIDE_PX


def _ink(target: QWidget) -> str:
    """Return a colour that is seen on the ground the target stands on."""
    tokens, kind = current_tokens(), target.property("kind")
    if kind == "pill":
        return tokens.pill_link
    if kind in ("ring", "ring_primary"):  # on the band of a call that rings
        return tokens.ringing.ink
    return tokens.focus
