"""Where the server is asked: sockets that are told when taken, and that nobody fills alone."""

import errno
import logging
import resource
import socket
from collections import Counter
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)

# This computer itself: a tunnel or a proxy of IT stands there for all the seats behind it.
HERE = ("127.0.0.1", "::1")
KEPT_BACK = 256  # descriptors for the database, files, mails, exchanges
MOST = 65_536
_OTHERS = "others"  # in the log: addresses without a connection


class CannotListen(Exception):
    """str() says where, why, and what to do, without a full stop."""


_WHY_NOT = {
    errno.EADDRINUSE: "another program has this port: stop it, or give --port another",
    errno.EADDRNOTAVAIL: "this machine does not have that address: give --host one of its own",
    errno.EACCES: "ports below 1024 are the administrator's: give --port a higher one",
    socket.EAI_NONAME: "that name is unknown here: give --host an address of this machine",
}


class BoundedListener(socket.socket):
    """Takes so many connections of one address, and no more in all than there are descriptors.

    Before TLS: a connection that says nothing is counted too.
    """

    def __init__(self, plain: socket.socket, of_one_address: int, in_all: int) -> None:
        super().__init__(plain.family, plain.type, plain.proto, fileno=plain.detach())
        self._of_one_address = of_one_address
        self._in_all = in_all
        self._open: Counter[str] = Counter()
        self._told: set[str] = set()  # of whom the log has heard, until there is room again

    def accept(self) -> tuple[socket.socket, Any]:
        """Return the next connection. Raise ConnectionAbortedError when there are too many."""
        plain, peer = super().accept()
        address = peer[0]
        if self._is_full(address):
            plain.close()
            self._tell(address)
            raise ConnectionAbortedError(errno.ECONNABORTED, "too many connections")
        self._open[address] += 1
        return _Counted(plain, lambda: self._give_back(address)), peer

    def _is_full(self, address: str) -> bool:
        if self._open.total() >= self._in_all:
            return True
        return address not in HERE and self._open[address] >= self._of_one_address

    def _tell(self, address: str) -> None:
        count, total = self._open[address], self._open.total()
        # By its name only who has connections open: of those who have none there is no end.
        name = address if count else _OTHERS
        if name not in self._told:
            self._told.add(name)
            log.warning("connections refused: %d of one address, %d in all", count, total)

    def _give_back(self, address: str) -> None:
        self._open[address] -= 1
        self._told -= {address, _OTHERS}
        if not self._open[address]:
            del self._open[address]


class _Counted(socket.socket):
    def __init__(self, plain: socket.socket, on_close: Callable[[], None]) -> None:
        super().__init__(plain.family, plain.type, plain.proto, fileno=plain.detach())
        self._on_close: Callable[[], None] | None = on_close

    def close(self) -> None:
        super().close()
        told, self._on_close = self._on_close, None
        if told is not None:
            told()


def listen(host: str, port: int, of_one_address: int) -> BoundedListener:
    """Return the bound socket. Raise CannotListen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        plain = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        reason = _WHY_NOT.get(error.errno or 0, error.strerror)
        raise CannotListen(f"Cannot listen at {host} port {port}: {reason}") from None
    return BoundedListener(plain, of_one_address, descriptors() - KEPT_BACK)


def descriptors() -> int:
    """Return how many files and connections this process may have, raised to what is allowed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    # A service begins with 1024: four connections of 250 seats would be all of them.
    wanted = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return max(wanted, soft)
