"""Wakes Qt's loop when the process is asked to end; Python alone would not notice."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QSocketNotifier


class SignalWatch:
    """Calls then on SIGTERM and SIGINT, on the thread that made it, until closed."""

    def __init__(self, then: Callable[[], None]) -> None:
        self._then = then
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_activated)
        # Before the handlers: a signal that a handler swallows while no one is woken would be
        # lost, and the process would never end (test_signal_watch).
        signal.set_wakeup_fd(self._write.fileno())
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)

    def close(self) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        self._read.close()
        self._write.close()

    def _on_activated(self) -> None:
        self._read.recv(64)
        self._then()
