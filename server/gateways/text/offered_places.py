"""The UDP ports of the text gateway, and those offered to citizens who have not answered yet."""

import asyncio
import errno
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

OFFERED_S = 240.0  # longer than any call rings: an end nobody told us of


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedPlace:
    """Bound already: text the device sends before its answer reaches us waits in the socket."""

    call: str
    sip: str
    bound: socket.socket
    ends: asyncio.TimerHandle

    @property
    def port(self) -> int:
        return int(self.bound.getsockname()[1])


class OfferedPlaces:
    """On the loop's thread only."""

    def __init__(self) -> None:
        self._places: dict[str, OfferedPlace] = {}  # by Call-ID

    def __len__(self) -> int:
        return len(self._places)

    def get(self, sip: str) -> OfferedPlace | None:
        return self._places.get(sip)

    def offer(self, call: str, sip: str, bind: Callable[[], socket.socket | None]) -> int | None:
        """Return the port that waits for the call, the same when asked again; None for none."""
        # Asked again for one call, a second socket would be told to nobody and never closed.
        known = self._places.get(sip)
        if known is not None:
            return known.port
        bound = bind()
        if bound is None:
            return None
        ends = asyncio.get_running_loop().call_later(OFFERED_S, self.give_up, sip)
        place = OfferedPlace(call=call, sip=sip, bound=bound, ends=ends)
        self._places[sip] = place
        return place.port

    def take(self, sip: str) -> OfferedPlace | None:
        """Return the place of a call that is answered; its socket is the caller's from now on."""
        place = self._places.pop(sip, None)
        if place is not None:
            place.ends.cancel()
        return place

    def give_up(self, sip: str) -> None:
        if (place := self.take(sip)) is not None:
            place.bound.close()

    def close(self) -> None:
        for sip in list(self._places):
            self.give_up(sip)
