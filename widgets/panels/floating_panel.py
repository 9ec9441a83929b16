"""A panel that floats over the work inside the window, blocks nothing and closes with Esc."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from widgets.kit.plain_text import ElidedLabel
from widgets.kit.theme import SPACE_M, SPACE_S, scaled

PANEL_PX = 340


class FloatingPanel(QFrame):
    """Not modal: calls can still be answered while it is open.

    It takes the focus, keeps Tab to itself, gives the focus back when closed by Esc or by a
    choice, and closes by itself when the focus goes elsewhere by mouse or by another key.
    """

    dismissed = Signal()  # closed without a choice
    middle_px = PANEL_PX * 2  # how wide it is in the middle of the window
    under_px = PANEL_PX  # and under a part of it

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("panel", "floating")
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._focus_before: QWidget | None = None
        self._wanted_y = 0
        self._below: QWidget | None = None
        self._is_in_the_middle = False
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_M)
        self.content.setSpacing(SPACE_S)
        self._heading = ElidedLabel(title, "section")
        self.content.addWidget(self._heading)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # Of the application: the part that takes the focus away may be in no relation to this
        # panel.
        app.focusChanged.connect(self._on_focus_changed)
        self.hide()

    def first_focus(self) -> QWidget:
        """The part that gets the focus on opening."""
        raise NotImplementedError

    def rename(self, title: str) -> None:
        """Give the panel another title: what it is for now."""
        self.setAccessibleName(title)
        self._heading.show_text(title)

    def stand_below(self, part: QWidget) -> None:
        """Leave what is above this part of the window free, and follow it up and down."""
        self._below = part
        part.installEventFilter(self)

    def open_under(self, anchor: QWidget) -> None:
        """Open below a part of the window, or above where there is no room."""
        window = anchor.window()
        at = anchor.mapTo(window, QPoint(0, anchor.height()))
        if self.isRightToLeft():
            at.setX(at.x() + anchor.width() - min(scaled(self.under_px), window.width()))
        self._is_in_the_middle = False
        self._open(window, at, anchor.height())

    def open(self) -> None:
        """Open in the middle of the window, at its upper third, not over what stands above it."""
        above = self.parentWidget()
        window = above.window() if above is not None else self
        width = min(scaled(self.middle_px), window.width() - SPACE_M * 2)
        self._is_in_the_middle = True
        at = QPoint((window.width() - width) // 2, self._top(window))
        self._open(window, at, 0, width)

    def refit(self) -> None:
        """Take the height of what is shown now, as near to the first place as the window allows.

        Lists that can scroll give way before the panel moves over what stands above it.
        """
        if self.isHidden():
            return
        window = self.window()
        height = self._height_for(window.height() - self._wanted_y - SPACE_S, window)
        self.resize(self.width(), height)
        self.move(self.x(), max(0, min(self._wanted_y, window.height() - height)))

    def return_to(self, part: QWidget) -> None:
        """Give the focus to this part when closed: what had it before is gone."""
        self._focus_before = part

    def close_panel(self) -> None:
        """Hide and give the focus back."""
        before, self._focus_before = self._focus_before, None
        has_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        # Only with the focus in it: somebody who went on elsewhere keeps the cursor where it is.
        if has_focus and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            self.dismissed.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The band above grows by a row when a call comes: the panel must not cover its buttons.
        moved = event.type() in (QEvent.Type.Move, QEvent.Type.Resize)
        if moved and watched is self._below and self._is_in_the_middle and self.isVisible():
            self._wanted_y = self._top(self.window())
            self.refit()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # a Qt override
        """Tab goes round inside the panel: what was typed would be gone with it."""
        # Asked each time: buttons and fields of a panel come and go while it is open.
        stops = self._tab_stops()
        now = QApplication.focusWidget()
        if not stops:
            return False
        if now in stops:
            place = (stops.index(now) + (1 if forward else -1)) % len(stops)
        else:
            place = 0 if forward else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[place].setFocus(reason)
        return True

    def _tab_stops(self) -> list[QWidget]:
        """Return what Tab stops at, in reading order."""
        stops = [
            part
            for part in self.findChildren(QWidget)
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus
            and part.isVisibleTo(self)
            and part.isEnabled()
            and part.focusProxy() is None
        ]
        side = -1 if self.isRightToLeft() else 1

        def place(part: QWidget) -> tuple[int, int]:
            at = part.mapTo(self, QPoint(0, 0))
            return at.y() + part.height() // 2, side * at.x()

        return sorted(stops, key=place)

    def _top(self, window: QWidget) -> int:
        """Return where a panel in the middle begins."""
        y = window.height() // 8
        if self._below is None or not self._below.isVisible():
            return y
        return max(y, self._below.mapTo(window, QPoint(0, self._below.height())).y() + SPACE_S)

    def _height_for(self, room: int, window: QWidget) -> int:
        """Return the height of the content, less where its lists can scroll, never cut."""
        self.content.activate()
        width, content = self.width(), self.content
        if content.hasHeightForWidth():
            wanted = content.totalHeightForWidth(width)
            least = content.totalMinimumHeightForWidth(width)
        else:
            wanted, least = content.totalSizeHint().height(), content.totalMinimumSize().height()
        # Never below what cannot scroll: cut fields would still take the cursor.
        return min(max(least, min(wanted, room)), window.height())

    def _open(self, window: QWidget, at: QPoint, anchor_height: int, width: int = 0) -> None:
        self._focus_before = QApplication.focusWidget()
        self.setParent(window)
        self.setFixedWidth(min(width or scaled(self.under_px), window.width()))
        self.adjustSize()
        room = window.height() if anchor_height else window.height() - at.y() - SPACE_S
        height = self._height_for(room, window)
        self.resize(self.width(), height)
        x = max(0, min(at.x(), window.width() - self.width()))
        y = self._wanted_y = at.y()
        if y + height > window.height():
            above = at.y() - anchor_height - height if anchor_height else window.height()
            y = max(0, min(window.height() - height, above))
        self.move(x, y)
        self.show()
        self.raise_()
        self.first_focus().setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        # None: another program has the focus; who looks something up there comes back to this
        # panel.
        if self.isHidden() or now is None or now is self or self.isAncestorOf(now):
            return
        # Whoever took the focus keeps it.
        self._focus_before = None
        self.hide()
        self.dismissed.emit()


def panel_of(widget: QWidget | None) -> FloatingPanel | None:
    """Return the open panel a widget is part of."""
    while widget is not None and not isinstance(widget, FloatingPanel):
        widget = widget.parentWidget()
    return widget


def is_in_panel(widget: QWidget | None) -> bool:
    return panel_of(widget) is not None
