"""Whether a call can be taken: a console is attached and its operator is available."""

from PySide6.QtCore import QObject, QTimer, Signal

ABANDONED_MS = 5000  # without a client for so long, no call may ring here


class Availability(QObject):
    changed = Signal()
    left = Signal()  # the last client went away

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_available = False
        self._is_attended = False
        self._abandoned = QTimer(self)
        self._abandoned.setSingleShot(True)
        self._abandoned.timeout.connect(self.changed)

    def policy(self) -> dict[str, bool]:
        """Return what the page must know to refuse calls by itself."""
        attended = self._is_attended or self._abandoned.isActive()
        return {"attended": attended, "available": self.is_available}

    def set_available(self, available: bool) -> None:
        self.is_available = available
        self.changed.emit()

    def set_attended(self, is_attended: bool) -> None:
        """Note whether a console is attached; a killed one may return before calls go elsewhere."""
        self._is_attended = is_attended
        if is_attended:
            self._abandoned.stop()
            self.changed.emit()
        else:
            self._abandoned.start(ABANDONED_MS)
            self.left.emit()
