"""Says that it rings to who works in another program: a small strip, and the window's own call."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from widgets.cards.call_strip import CallStrip
from widgets.cards.ringing_strip import RingingStrip


class RingingBeside(QObject):
    """What it shows is what the strip of the window shows, and only while that is not in front."""

    def __init__(
        self, strip: CallStrip, run_command: Callable[[str], None], seconds: Callable[[], float]
    ) -> None:
        super().__init__(strip)
        self._strip = strip
        self._seconds = seconds
        self._run = run_command
        self.beside: RingingStrip | None = None  # made with the first call: a window of its own
        strip.shown.connect(self.refresh)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Follow the call and the desktop: which window is in front."""
        state, window = self._strip.state(), self._strip.window()
        is_wanted = state.look == "ringing" and window.isVisible() and not window.isActiveWindow()
        if not is_wanted:
            if self.beside is not None:
                self.beside.hide()
            return
        if self.beside is None:
            self.beside = RingingStrip(window, clock=self._seconds)
            self.beside.triggered.connect(self._run)
        was_hidden = self.beside.isHidden()
        self.beside.show_call(
            word=state.word, who=state.who, phone=state.phone, detail=state.detail,
            started_at=state.started_at,
        )  # fmt: skip
        self.beside.place()
        self.beside.show()
        if was_hidden:
            QApplication.alert(window)  # her own window asks for her in the task bar, once a call
