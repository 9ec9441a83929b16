"""Gives the parts of a window the style sheet: those that are seen at once, then the others."""

from collections import deque
from collections.abc import Iterator
from weakref import WeakSet

from PySide6.QtCore import QChildEvent, QEvent, QObject, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_HOLDS = "holdsParts"


def hold_parts(holder: QWidget) -> None:
    """Say that this one only holds parts, which wear the sheet themselves; it needs no looks."""
    holder.setProperty(_HOLDS, True)


class Wardrobe(QObject):
    """Of one window.

    A sheet on the window itself would style all that is below it in one go, and twice. Seven of
    eight parts are those of pages and panels that nobody sees: with them a change of theme held the
    window for a tenth of a second.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._sheet, self._font = "", QFont()
        self._waiting: deque[QWidget] = deque()
        self._dressed: WeakSet[QWidget] = WeakSet()
        self._has_new = False  # parts that joined and are not seen yet
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._dress_next)
        hold_parts(window)
        self._window = window

    @staticmethod
    def of(window: QWidget) -> "Wardrobe | None":
        return next((one for one in window.children() if isinstance(one, Wardrobe)), None)

    def wear(self, sheet: str, font: QFont) -> None:
        """Change what all parts wear; what joins the window later wears it too."""
        before, self._sheet, self._font = self._sheet, sheet, font
        self._waiting.clear()
        parts = tuple(self._parts(self._window))
        # The strip, which stands in the page of the lock while somebody is on the line.
        for one in set(self._dressed).difference(parts):
            if isValid(one) and self._window.isAncestorOf(one) and one.styleSheet() == before:
                self.dress(one)
        for part in parts:
            if part.isVisible():
                self.dress(part)
            else:
                part.installEventFilter(self)  # it may be shown before its turn
                self._waiting.append(part)
        for holder in tuple(self._holders(self._window)):
            QApplication.sendEvent(holder, QEvent(QEvent.Type.StyleChange))
        self._timer.start(0)

    def dress(self, part: QWidget) -> None:
        """Give a part that joins the window its looks."""
        for _ in self.dress_by_parts(part):
            pass

    def dress_by_parts(self, part: QWidget) -> Iterator[None]:
        """Do the same a part at a time; what is shown meanwhile is dressed as it is shown."""
        if part.property(_HOLDS):
            parts = tuple(self._parts(part))
            for one in parts:
                one.installEventFilter(self)
            for one in parts:
                if isValid(one):
                    one.removeEventFilter(self)
                    self.dress(one)
                    yield
        elif part.styleSheet() != self._sheet:
            self._dressed.add(part)
            part.setFont(self._font)  # what wears a sheet hears nothing of the window's font
            part.setStyleSheet(self._sheet)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.Show and isinstance(watched, QWidget):
            if not watched.property(_HOLDS):  # its parts are shown one by one
                watched.removeEventFilter(self)
                self.dress(watched)
        elif kind is QEvent.Type.ChildAdded:  # it may be half made: it is looked for in a turn
            self._has_new = True
            self._timer.start(0)
        elif kind is QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()
            if isinstance(child, QWidget) and child.property(_HOLDS):
                self._has_new = True  # its parts, a turn each
                self._timer.start(0)
            elif isinstance(child, QWidget):
                self.dress(child)
        return False

    def _parts(self, holder: QWidget) -> Iterator[QWidget]:
        holder.installEventFilter(self)  # once, however often it is asked for
        for child in holder.children():
            if not isinstance(child, QWidget):
                continue
            if child.property(_HOLDS):
                yield from self._parts(child)
            else:
                yield child

    def _holders(self, holder: QWidget) -> Iterator[QWidget]:
        """Go through those that wear no sheet, and so hear of a new one from here alone."""
        yield holder
        for child in holder.children():
            if isinstance(child, QWidget) and child.property(_HOLDS):
                yield from self._holders(child)

    def _dress_next(self) -> None:
        if self._has_new:
            self._has_new = False
            self._waiting.extend(self._parts(self._window))
        while self._waiting:
            part = self._waiting.popleft()
            if isValid(part) and part.styleSheet() != self._sheet:
                part.removeEventFilter(self)
                self.dress(part)
                return
        self._timer.stop()
