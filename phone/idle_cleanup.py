"""When the line is up, or a call over: loads what the start left out, gives back used code."""

import importlib
import logging

from PySide6.QtCore import QObject, QTimer

from phone.browser.used_code import give_back

log = logging.getLogger(__name__)

AFTER_MS = 3000
# Loaded at the start they would keep the seat from its line for a tenth of a second; loaded only
# when needed they would come from files that an update may have replaced meanwhile.
LATE_MODULES = ("phone.strip.tiny_strip", "phonenumbers")


class IdleCleanup(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(settle)

    def begin(self) -> None:
        """A page was made, or a call is over: settle soon. It takes some 20 ms and harms no call.

        What sets a call up is 14 MiB of code that its voice does not need.
        """
        self._timer.start()


def settle() -> None:
    """Load the rest; a module that does not load is logged and tried again when it is needed."""
    for name in LATE_MODULES:
        try:
            importlib.import_module(name)
        except ImportError:
            log.exception("%s does not load", name)
    log.info("gave back %.0f MiB of code", give_back() / 2**20)
