"""The line at the bottom: what stands, else the connection; queue, seat, hour."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QRect, QTime, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStyle, QWidget

from widgets.kit.action_button import WHOLE, Less, action_button
from widgets.kit.notice_bar import NOTICE_ICONS
from widgets.kit.plain_text import ElidedLabel, left_to_right, plain_label, set_spoken_name
from widgets.kit.theme import SPACE_L, SPACE_S, SPACE_XS, current_tokens, scaled, set_look

STATUS_PX, WIDE_PX = 26, 760


class StatusLine(QFrame):
    """Plain texts in fixed places. What stands, else the connection, is a button: tell me more.

    pages: opens the list of pages, where nothing else on the screen leads to them.
    """

    details_requested = Signal()
    seat_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.setAccessibleName(self.tr("Barra di stato"))
        self.setProperty("panel", "bar")
        self._seat_words = ""
        self._connected: tuple[str, str] = ("", "")  # icon and words
        self._standing: tuple[str, str] = ("", "")  # kind and words
        self._also = ""  # what stands besides
        self.pages = action_button("status_pages", "", kind="flat", parent=self)
        set_look(self.pages, "place", "status")
        self.pages.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._connection = action_button("status_connection", "", kind="flat", parent=self)
        set_look(self._connection, "place", "status")
        self._connection.clicked.connect(self.details_requested)
        self._waiting = plain_label("", parent=self)
        self._copy = plain_label("", "muted", self)
        self._centre = ElidedLabel(parent=self)
        self._seat = action_button("status_seat", "", kind="flat", parent=self)
        set_look(self._seat, "place", "status")
        self._seat.clicked.connect(self.seat_pressed)
        self._clock = plain_label("", parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_XS, 0, SPACE_XS, 0)
        layout.setSpacing(SPACE_L)
        layout.addWidget(self.pages)
        layout.addWidget(self._connection)
        layout.addWidget(self._waiting)
        layout.addWidget(self._copy)
        layout.addWidget(self._centre, 1)
        layout.addWidget(self._seat)
        layout.addWidget(self._clock)
        layout.addSpacing(SPACE_L - SPACE_XS)  # margins stay where they are when all is mirrored
        self._time_of_day: Callable[[], QTime] = QTime.currentTime
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        self._tick()
        self.show_connection(is_online=False, text="")
        self.show_seat("")
        self.show_page("")

    def show_connection(self, *, is_online: bool, text: str, icon: str = "") -> None:
        """A filled circle when online, a crossed cloud when not, or an icon; words in any case."""
        self._connected = (icon or ("circle-check" if is_online else "cloud-off"), text)
        self._dress()

    def show_condition(self, kind: str, words: str, also: str = "") -> None:
        """Tint the line's first place for what stands; kind: of NOTICE_ICONS, "" for nothing.

        also: what stands besides, and gives way where there is no room for both.
        """
        self._standing, self._also = (kind, words), also
        self._dress()

    def show_page(self, title: str) -> None:
        """Name the page in front on the button that leads to the others; "" for no button."""
        self.pages.show_words(title, icon_name="layout-grid")
        set_spoken_name(self.pages, self.tr("Pagine: {0}").format(title))
        self.pages.setVisible(bool(title))
        self._fit()

    def show_waiting(self, text: str) -> None:
        """What still has to be sent, as "3 contatti da inviare"."""
        self._waiting.setText(text)
        self._dress()

    def show_copy(self, text: str) -> None:
        """How old what is read here is, while the server does not answer; "" while it does."""
        self._copy.setText(text)
        self._fit()

    def show_centre(self, text: str, *, is_old: bool = False) -> None:
        """The queues; is_old greys what nobody vouches for any more."""
        set_look(self._centre, "role", "muted" if is_old else "")
        self._centre.show_text(text)

    def show_seat(self, text: str) -> None:
        """Seat and version; pressed, it leads to the settings of who works there."""
        self._seat_words = text
        self._fit()
        self._seat.setAccessibleDescription(self.tr("Impostazioni"))
        self._seat.setToolTip(self.tr("Impostazioni"))
        self._seat.setVisible(bool(text))

    def _fit(self) -> None:
        """Name less of the seat where large text leaves no room: what stands is never cut.

        What stands says how old the copy is, a line above it.
        """
        is_wide = self.width() >= scaled(WIDE_PX)
        # What stands goes before it where the pages need their room: its details tell the age too.
        has_room = not self._standing[0] or (is_wide and self.pages.isHidden())
        # Decided once: hidden while it is being shown, it would be neither for Qt.
        self._copy.setVisible(bool(self._copy.text()) and has_room)
        forms = (self._seat_words, self._seat_words.partition(" · ")[0], "")
        # Beside the button of the pages its sign alone has room.
        offered = forms[0 if is_wide else 1 :] if self.pages.isHidden() else ("",)
        for also in (self._also, "") if self._also else ("",):
            self._name(also)
            if any(self._has_room(words, WHOLE) for words in offered):
                return
        self._has_room("", Less(has_key=False))

    def _name(self, also: str) -> None:
        """Write what stands, and also this, on the first place."""
        kind, words = self._standing
        icon, text = self._connected
        if kind:
            words = " · ".join(filter(None, (words, also, self._waiting.text())))
            self._connection.show_words(words, "Ctrl+D", NOTICE_ICONS[kind])
        else:
            self._connection.show_words(text or self.tr("Collegamento"), "", icon)

    def _has_room(self, seat_words: str, less: Less) -> bool:
        """Show so much; return whether what stands has room beside it."""
        self._seat.show_words(seat_words, "", "settings")
        set_spoken_name(self._seat, self._seat_words)
        self._connection.show_less(less)
        layout = self.layout()
        assert layout is not None
        parts = (self.pages, self._waiting, self._copy, self._seat, self._clock)
        seen = [part.sizeHint().width() for part in parts if not part.isHidden()]
        seen += [self._connection.sizeHint().width(), self._centre.minimumSizeHint().width()]
        return sum(seen) + SPACE_L * len(seen) + SPACE_L <= self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def use_clock(self, time_of_day: Callable[[], QTime]) -> None:
        """Show this hour instead of the computer's own, which may be wrong or of another zone."""
        self._time_of_day = time_of_day
        self._tick()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_timer"):
            self._dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        kind, _ = self._standing
        if not kind:
            return
        colours = current_tokens().notice(kind)
        seen = QStyle.visualRect(self.layoutDirection(), self.rect(), self._connection.geometry())
        start = 0 if self.pages.isHidden() else seen.left() - SPACE_S
        tinted = QRect(start, 1, seen.right() + SPACE_S - start, self.height() - 1)
        tinted = QStyle.visualRect(self.layoutDirection(), self.rect(), tinted)
        painter = QPainter(self)
        painter.fillRect(tinted, QColor(colours.fill))
        if current_tokens().name == "contrast":  # its grounds are all black
            painter.setPen(QColor(colours.ink))
            painter.drawRect(tinted.adjusted(0, 0, -1, -1))
        painter.end()

    def _dress(self) -> None:
        kind, _ = self._standing
        self.setMinimumHeight(scaled(STATUS_PX))
        self._waiting.setVisible(bool(self._waiting.text()) and not kind)
        set_look(self._connection, "kind", kind or "flat")
        self._fit()
        self.update()

    def _tick(self) -> None:
        now = self._time_of_day()
        hour = QLocale().toString(now, "HH:mm")
        self._clock.setText(left_to_right(hour))
        # Just behind the full minute, not once a second: an idle window must cost nothing.
        self._timer.start(60_000 - now.second() * 1000 - now.msec() + 20)
