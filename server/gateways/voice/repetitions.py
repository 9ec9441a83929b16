"""Messages sent again and again until somebody answers (RFC 3261, 17.1.2 and 13.3.1.4)."""

import asyncio
from collections.abc import Callable

T1_S, T2_S = 0.5, 4.0  # first and longest pause
GIVE_UP = 64  # times the first pause, then nobody answers any more

Peer = tuple[str, int]


class Repetitions:
    """On the loop's thread only."""

    def __init__(self, send: Callable[[bytes, Peer], None], t1_s: float = T1_S) -> None:
        self._loop = asyncio.get_running_loop()
        self._send = send
        self._t1_s = t1_s
        self._next: dict[str, asyncio.TimerHandle] = {}

    def begin(
        self, key: str, data: bytes, peer: Peer, given_up: Callable[[], None] = lambda: None
    ) -> None:
        """Send data now and repeat it until end(key); then, much later, call given_up."""
        until = self._loop.time() + GIVE_UP * self._t1_s

        def again(pause_s: float) -> None:
            self._next.pop(key, None)
            if self._loop.time() >= until:
                given_up()
                return
            self._send(data, peer)
            longer = min(pause_s * 2, T2_S)
            self._next[key] = self._loop.call_later(pause_s, again, longer)

        again(self._t1_s)

    def end(self, key: str) -> None:
        """The answer came; a key that is not repeated is nothing."""
        if (handle := self._next.pop(key, None)) is not None:
            handle.cancel()

    def close(self) -> None:
        for key in tuple(self._next):
            self.end(key)
