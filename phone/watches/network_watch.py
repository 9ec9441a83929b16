"""Notices that the computer's way to the exchange changed: another address, or a way again.

A connection from an address that is gone answers nothing and is not closed. Linux reports
each change of an address or a route; most change nothing for us, so the way itself is compared.
"""

import logging
import socket
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from phone.watches.own_connections import Connection, own_connections, source_towards

log = logging.getLogger(__name__)

SETTLED_MS = 300  # address and routes change one after another
# RTMGRP_ of linux/rtnetlink.h: link, IPv4 address and route, IPv6 address and route
_GROUPS = 0x1 | 0x10 | 0x40 | 0x100 | 0x400
_READ_BYTES = 65536


class NetworkWatch(QObject):
    moved = Signal()  # what was connected must connect anew

    def __init__(
        self,
        *,
        connections: Callable[[], frozenset[Connection]] = own_connections,
        source: Callable[[str], str] = source_towards,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._connections = connections
        self._source = source
        self._from: dict[str, str] = {}  # remote -> the address it was reached from, "" for none
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLED_MS)
        self._timer.timeout.connect(self.look)
        self._socket = _changes()
        if self._socket is not None:
            notifier = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
            notifier.activated.connect(self._on_change)

    def learn(self) -> None:
        """Note the connections of the line, which is up: they are the ones to watch."""
        if self._socket is not None:
            self._from = {one.remote: one.local for one in self._connections()}

    def look(self) -> None:
        """Compare the routes with the last ones; called soon after each change of the network."""
        now = {remote: self._source(remote) for remote in self._from}
        moved = sorted(remote for remote, source in now.items() if source != self._from[remote])
        self._from = now
        for remote in moved:
            log.info("the way to %s is from %s now", remote, now[remote] or "nowhere")
        # Without a way nobody can connect anew: told when there is one again (test_network_watch).
        if any(now[remote] for remote in moved):
            self.moved.emit()

    def close(self) -> None:
        if self._socket is not None:
            for notifier in self.findChildren(QSocketNotifier):
                notifier.setEnabled(False)
            self._socket.close()

    def _on_change(self) -> None:
        assert self._socket is not None
        try:
            while self._socket.recv(_READ_BYTES):
                pass
        except OSError:  # nothing more to read, or more than the system kept for us
            pass
        # Not begun anew by each change: a network that flaps would put the look off for ever.
        if not self._timer.isActive():
            self._timer.start()


def _changes() -> socket.socket | None:
    """Return the socket that becomes readable with each change of the network."""
    if sys.platform != "linux":
        return None
    try:
        opened = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
        opened.setblocking(False)
        opened.bind((0, _GROUPS))
    except OSError:
        log.exception("changes of the network are not told")
        return None
    return opened
