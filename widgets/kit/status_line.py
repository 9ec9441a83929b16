"""The line at the bottom: connection, what waits to be sent, queue, seat, hour."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QSize, QTime, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from widgets.kit.action_button import action_button
from widgets.kit.icons import icon
from widgets.kit.plain_text import ElidedLabel, left_to_right, plain_label
from widgets.kit.theme import SPACE_L, SPACE_XS, current_tokens, scaled, set_look

STATUS_PX = 26


class StatusLine(QFrame):
    """Plain texts in fixed places; the connection is a button that asks for its details."""

    details_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.setAccessibleName(self.tr("Barra di stato"))
        self.setProperty("panel", "bar")
        self._is_online = False
        self._connection = action_button("status_connection", "", kind="flat", parent=self)
        set_look(self._connection, "place", "status")
        self._connection.clicked.connect(self.details_requested)
        self._waiting = plain_label("", parent=self)
        self._centre = ElidedLabel(parent=self)
        self._seat = plain_label("", "muted", self)
        self._clock = plain_label("", parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SPACE_XS, 0, SPACE_L, 0)
        layout.setSpacing(SPACE_L)
        layout.addWidget(self._connection)
        layout.addWidget(self._waiting)
        layout.addWidget(self._centre, 1)
        layout.addWidget(self._seat)
        layout.addWidget(self._clock)
        self._time_of_day: Callable[[], QTime] = QTime.currentTime
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tick)
        self._tick()
        self.show_connection(is_online=False, text="")

    def show_connection(self, *, is_online: bool, text: str) -> None:
        """A filled circle when online, a crossed cloud when not, and words in both cases."""
        shown = f"\u00a0{text}"  # the style leaves no gap after the icon
        if (is_online, shown) == (self._is_online, self._connection.text()):
            return  # an icon put in anew has the whole window laid out anew
        self._is_online = is_online
        self._connection.setText(shown)
        self._connection.setAccessibleName(text or self.tr("Collegamento"))
        self._colour()

    def show_waiting(self, text: str) -> None:
        """What still has to be sent, as "3 contatti da inviare"."""
        self._waiting.setText(text)

    def show_centre(self, text: str, *, is_old: bool = False) -> None:
        """The queues; is_old greys what nobody vouches for any more."""
        set_look(self._centre, "role", "muted" if is_old else "")
        self._centre.show_text(text)

    def show_seat(self, text: str) -> None:
        """Seat, version, help key."""
        self._seat.setText(text)

    def use_clock(self, time_of_day: Callable[[], QTime]) -> None:
        """Show this hour instead of the computer's own, which may be wrong or of another zone."""
        self._time_of_day = time_of_day
        self._tick()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_timer"):
            self._colour()

    def _colour(self) -> None:
        tokens = current_tokens()
        name = "circle-check" if self._is_online else "cloud-off"
        colour = tokens.ok_text if self._is_online else tokens.warning_text
        self._connection.setIconSize(QSize(scaled(16), scaled(16)))
        self._connection.setIcon(icon(name, colour, scaled(16)))
        self.setMinimumHeight(scaled(STATUS_PX))

    def _tick(self) -> None:
        now = self._time_of_day()
        hour = QLocale().toString(now, "HH:mm")
        self._clock.setText(left_to_right(hour))
        # Just behind the full minute, not once a second: an idle window must cost nothing.
        self._timer.start(60_000 - now.second() * 1000 - now.msec() + 20)
