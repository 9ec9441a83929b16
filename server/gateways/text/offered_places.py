"""Places for text that were offered to citizens who are being called, and not answered yet."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass

OFFERED_S = 240.0  # longer than any call rings: an end nobody told us of


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
