"""Where a floating panel stands: over the receipt, as high as the page; never over the answer."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLayout, QStyle, QWidget

from widgets.kit.theme import dress, scaled
from widgets.panels.shadow import SHADOW_PX

DRAWER_PX, WIDE_PX = 372, 660
CARD_INSET_PX = 8  # of a card, from the band on top and the rail


class Shape(Enum):
    """How a panel stands over the page."""

    DRAWER = auto()  # at the side where reading begins, as high as the page
    CARD = auto()  # as high as its content, with air around it
    PAGE = auto()  # over all of it, the answer too


class PanelRoom(QWidget):
    """The part of a window that panels open over."""

    def receipt(self) -> QRect:
        """Return where a panel of the usual width may stand."""
        room = QRect(0, 0, min(scaled(DRAWER_PX), self.width()), self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), room)

    def beside_answer(self) -> QRect:
        """Return where a wide panel may stand: all but the answer."""
        return self.rect()

    def leave_room(self, panel: QWidget) -> None:
        """Take note that a panel at the end side came or went."""


class PanelPlace(QObject):
    """Keeps a panel where its shape says, however window and content change.

    width_px: at 100 % text; 0 for that of the receipt.
    """

    def __init__(
        self, panel: QFrame, content: QLayout, shape: Shape = Shape.DRAWER, width_px: int = 0
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._content = content
        self._shape = shape
        self.width_px = width_px
        self.is_at_end = False  # a drawer at the other side, over a page that has no answer there
        self._room: QWidget | None = None
        panel.installEventFilter(self)

    def put(self) -> None:
        """Stand in the window's room for panels; where it has none, in the window itself."""
        parent = self._panel.parentWidget()
        window = parent.window() if parent is not None else self._panel
        room = window.findChild(PanelRoom) or window
        if room is not self._room:
            if self._room is not None:
                self._room.removeEventFilter(self)
            self._room = room
            room.installEventFilter(self)
        self._panel.setParent(window)
        dress(self._panel)  # before it is measured
        # A row within a row keeps what it measured before it joined the window and got its looks.
        for row in self._panel.findChildren(QLayout):
            row.invalidate()
        self._settle()

    @property
    def direction(self) -> Qt.LayoutDirection:
        """Return the direction of reading that begins at the side where the panel stands."""
        is_at_right = self._panel.isRightToLeft() is not self.is_at_end
        ways = Qt.LayoutDirection
        return ways.RightToLeft if is_at_right else ways.LeftToRight

    def refit(self) -> None:
        """Take the height of what is shown now; lists that can scroll give way first."""
        if not self._panel.isHidden():
            self._settle()

    def _tell_room(self) -> None:
        """Say that the panel came or went, where it lies over what the room shows at its foot."""
        if self.is_at_end and isinstance(self._room, PanelRoom):
            self._room.leave_room(self._panel)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._room and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self.refit()
            # Columns that part anew with the window's width are laid out after this event.
            QTimer.singleShot(0, self, self.refit)
        elif watched is self._panel and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._tell_room()
        return False

    def _settle(self) -> None:
        panel, room = self._panel, self._wanted()
        panel.setFixedWidth(room.width())
        height = self._height_for(room.height())
        # What cannot scroll is never cut: rather it covers some of what stands above or below.
        window = panel.window().rect()
        top = max(0, min(room.top(), window.height() - height))
        panel.setGeometry(room.left(), top, room.width(), min(height, window.height()))
        self._tell_room()

    def _wanted(self) -> QRect:
        """Return the place it may take in the window, with its shadow."""
        assert self._room is not None
        room = self._room
        whole, receipt, free = room.rect(), room.rect(), room.rect()
        if isinstance(room, PanelRoom):
            receipt, free = room.receipt(), room.beside_answer()
        if self._shape is Shape.PAGE:
            place = whole
        elif self._shape is Shape.CARD:
            place = self._beginning(free, scaled(self.width_px) + 2 * SHADOW_PX)
            gap = scaled(CARD_INSET_PX) - SHADOW_PX
            place = place.adjusted(gap, gap, -gap, -gap)
        elif self.width_px:
            place = self._beginning(free, scaled(self.width_px) + SHADOW_PX)
        else:
            place = self._beginning(whole, min(receipt.width() + SHADOW_PX, free.width()))
        return place.translated(room.mapTo(self._panel.window(), QPoint(0, 0)))

    def _beginning(self, room: QRect, width: int) -> QRect:
        """Return this width of a room, at the side where reading begins."""
        part = QRect(room.left(), room.top(), min(width, room.width()), room.height())
        return QStyle.visualRect(self.direction, room, part)

    def _height_for(self, room: int) -> int:
        """Return the height: all of the room, unless a card needs less, never too little."""
        width, content = self._panel.width(), self._content
        content.activate()
        if content.hasHeightForWidth():
            wanted = content.totalHeightForWidth(width)
            least = content.totalMinimumHeightForWidth(width)
        else:
            wanted, least = content.totalSizeHint().height(), content.totalMinimumSize().height()
        return max(least, min(wanted, room) if self._shape is Shape.CARD else room)
