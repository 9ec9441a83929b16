"""Says that it rings in the ways the operator wants: strip, task bar, an edge round the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from console.model.duty.own_settings import OwnSettings
from widgets.cards.call_strip import CallStrip
from widgets.cards.ring_edge import RingEdge
from widgets.cards.ringing_strip import RingingStrip

AHEAD_MS = 1000  # the window has been painted by then, and nobody has been called


class RingingBeside(QObject):
    """Its strip shows what that of the window shows, and only while the window is not in front."""

    def __init__(
        self,
        strip: CallStrip,
        run_command: Callable[[str], None],
        seconds: Callable[[], float],
        wish: Callable[[], OwnSettings],
    ) -> None:
        super().__init__(strip)
        self._wish = wish
        self._strip = strip
        self._seconds = seconds
        self._run = run_command
        self.beside: RingingStrip | None = None  # a window of its own
        self._edge: RingEdge | None = None  # made when it is first wanted
        self._has_alerted = False  # of this call
        strip.shown.connect(self.refresh)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.connect(self.refresh)
        # Made by the first call, it would come behind a slot that is longer than a frame.
        QTimer.singleShot(AHEAD_MS, self, self._make_ahead)

    @Slot()
    def refresh(self) -> None:
        """Follow the call and the desktop: which window is in front."""
        # What stands in the window ends first when somebody leaves; the desktop does not wait.
        if not all(isValid(part) for part in (self.beside, self._edge) if part is not None):
            return
        window, wish = self._strip.window(), self._wish()
        rings = self._strip.state().look == "ringing" and window.isVisible()
        is_behind = rings and not window.isActiveWindow()
        self._show_edge(rings and wish.has_ring_edge)
        self._show_strip(is_behind and wish.has_ring_strip)
        if is_behind and wish.has_ring_alert and not self._has_alerted:
            QApplication.alert(window)  # her own window asks for her in the task bar, once a call
        self._has_alerted = is_behind

    def _show_edge(self, is_wanted: bool) -> None:
        if self._edge is None and is_wanted:
            self._edge = RingEdge(self._strip.window())
        if self._edge is not None:
            self._edge.show_edge(is_wanted)

    def _show_strip(self, is_wanted: bool) -> None:
        state = self._strip.state()
        if not is_wanted:
            if self.beside is not None:
                self.beside.hide()
            return
        self.beside = self.beside or self._made()
        self.beside.show_call(
            word=state.word, who=state.who, phone=state.phone, detail=state.detail,
            started_at=state.started_at,
        )  # fmt: skip
        self.beside.place()
        self.beside.show()

    def _make_ahead(self) -> None:
        if self.beside is None and self._wish().has_ring_strip:
            self.beside = self._made()

    def _made(self) -> RingingStrip:
        strip = RingingStrip(self._strip.window(), clock=self._seconds)
        strip.triggered.connect(self._run)
        return strip
