"""Where a floating panel stands in its window, and how high it is there."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from widgets.kit.theme import SPACE_M, SPACE_S


class PanelPlace(QObject):
    """In the middle of the window, at its upper third, or under a part of it."""

    def __init__(self, panel: QFrame, content: QLayout) -> None:
        super().__init__(panel)
        self._panel = panel
        self._content = content
        self._wanted_y = 0
        self._below: QWidget | None = None
        self._is_in_the_middle = False

    def stand_below(self, part: QWidget) -> None:
        """Leave what is above this part of the window free, and follow it up and down."""
        self._below = part
        part.installEventFilter(self)

    def put_under(self, anchor: QWidget, width: int) -> None:
        """Stand below a part of the window, or above where there is no room."""
        window = anchor.window()
        width = min(width, window.width())
        at = anchor.mapTo(window, QPoint(0, anchor.height()))
        if self._panel.isRightToLeft():
            at.setX(at.x() + anchor.width() - width)
        self._is_in_the_middle = False
        height = self._fitted(window, width, window.height())
        above = max(0, at.y() - anchor.height() - height)
        self._move(window, at, at.y() if at.y() + height <= window.height() else above)

    def put_in_the_middle(self, width: int) -> None:
        """Stand in the window's upper third, not over what stands above it."""
        above = self._panel.parentWidget()
        window = above.window() if above is not None else self._panel
        width = min(width, window.width() - SPACE_M * 2)
        at = QPoint((window.width() - width) // 2, self._top(window))
        self._is_in_the_middle = True
        self._fitted(window, width, window.height() - at.y() - SPACE_S)
        self._move(window, at, at.y())

    def refit(self) -> None:
        """Take the height of what is shown now, as near to the first place as the window allows.

        Lists that can scroll give way before the panel moves over what stands above it.
        """
        panel = self._panel
        if not panel.isHidden():
            window = panel.window()
            room = window.height() - self._wanted_y - SPACE_S
            panel.resize(panel.width(), self._height_for(room, window))
            self._move(window, QPoint(panel.x(), self._wanted_y), self._wanted_y)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The band above grows by a row when a call comes: the panel must not cover its buttons.
        moved = event.type() in (QEvent.Type.Move, QEvent.Type.Resize)
        if not moved or watched is not self._below:
            return False
        if self._is_in_the_middle and self._panel.isVisible():
            self._wanted_y = self._top(self._panel.window())
            self.refit()
        return False

    def _fitted(self, window: QWidget, width: int, room: int) -> int:
        """Return the height that it takes in the window."""
        self._panel.setParent(window)
        self._panel.setFixedWidth(width)
        # A row within a row keeps what it measured before it joined the window and got its looks.
        for row in self._panel.findChildren(QLayout):
            row.invalidate()
        self._panel.adjustSize()
        height = self._height_for(room, window)
        self._panel.resize(width, height)
        return height

    def _move(self, window: QWidget, wanted: QPoint, y: int) -> None:
        """Go there, or as near as the whole panel is in the window."""
        panel, self._wanted_y = self._panel, wanted.y()
        x = max(0, min(wanted.x(), window.width() - panel.width()))
        panel.move(x, max(0, min(y, window.height() - panel.height())))

    def _top(self, window: QWidget) -> int:
        """Return where a panel in the middle begins."""
        y = window.height() // 8
        if self._below is None or not self._below.isVisible():
            return y
        return max(y, self._below.mapTo(window, QPoint(0, self._below.height())).y() + SPACE_S)

    def _height_for(self, room: int, window: QWidget) -> int:
        """Return the height of the content, less where its lists can scroll, never cut."""
        width, content = self._panel.width(), self._content
        content.activate()
        if content.hasHeightForWidth():
            wanted = content.totalHeightForWidth(width)
            least = content.totalMinimumHeightForWidth(width)
        else:
            wanted, least = content.totalSizeHint().height(), content.totalMinimumSize().height()
        # Never below what cannot scroll: cut fields would still take the cursor.
        return min(max(least, min(wanted, room)), window.height())
