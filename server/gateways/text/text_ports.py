"""The UDP ports of the text gateway: the next free one, bound before anybody is told of it."""

import errno
import socket
from ipaddress import ip_address


class TextPorts:
    """Gives even ports in turn, so that what is late for an ended call meets no new one."""

    def __init__(self, address: str, first: int, last: int) -> None:
        self._address = address
        self._first, self._last = first, last
        self._port = first

    def bound(self) -> socket.socket | None:
        """Return a socket on the next free port; None when there is none. Raise OSError."""
        for _ in range((self._last - self._first) // 2 + 1):
            port = self._port
            self._port = self._first if port + 2 > self._last else port + 2
            if (made := self._bound_to(port)) is not None:
                return made
        return None

    def _bound_to(self, port: int) -> socket.socket | None:
        is_six = ip_address(self._address).version == 6
        made = socket.socket(socket.AF_INET6 if is_six else socket.AF_INET, socket.SOCK_DGRAM)
        try:
            made.setblocking(False)
            made.bind((self._address, port))
        except OSError as error:
            made.close()
            if error.errno != errno.EADDRINUSE:
                raise
            return None
        return made
