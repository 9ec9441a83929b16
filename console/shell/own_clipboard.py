"""What this program put on the clipboard does not stay there for who sits down next."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard

KEPT_MS = 60_000


class OwnClipboard(QObject):
    """Empties the clipboard a minute after something was copied here, or when it is told to.

    Only of what is ours: what another program put there is not looked at. owns says whose it is.
    """

    def __init__(
        self, clipboard: QClipboard, parent: QObject, *, owns: Callable[[], bool] | None = None
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._owns = owns or clipboard.ownsClipboard
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(KEPT_MS)
        self._over.timeout.connect(self.clear)
        # Told of every copy, by the keys of any field too: no place that copies has to think of it.
        clipboard.dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        self._over.stop()
        if self._owns():
            self._clipboard.clear()
        # Of X11: what is selected is pasted with the middle button.
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def _on_changed(self) -> None:
        if self._owns() and self._clipboard.text():
            self._over.start()
        else:
            self._over.stop()
