"""One call at a SIP endpoint that was called: its dialog, and the requests it sends in it."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from server.gateways.voice.sip_message import SipMessage, composed

T1_S, T2_S = 0.5, 4.0  # first and longest pause
GIVE_UP = 64  # times the first pause, then nobody answers any more

Peer = tuple[str, int]


@dataclass(slots=True)
class SipDialog:
    """From the INVITE on. Everything goes to where the INVITE came from: the exchange."""

    invite: SipMessage
    tag: str = field(default_factory=lambda: secrets.token_hex(6))
    is_confirmed: bool = False  # the ACK came
    sequence: int = 0  # of our own requests

    @property
    def key(self) -> tuple[str, str, str]:
        """Return Call-ID, their tag, our tag."""
        return self.invite.call_id, self.invite.tag("from"), self.tag

    @property
    def peer(self) -> tuple[str, int]:
        return self.invite.sender

    def bye(self, via: str) -> tuple[str, bytes]:
        """Return the branch and the bytes of a BYE."""
        self.sequence += 1
        branch = f"z9hG4bK{secrets.token_hex(8)}"
        target = self.invite.address("contact") or self.invite.address("from")
        headers = [
            f"Via: SIP/2.0/UDP {via};branch={branch};rport",
            "Max-Forwards: 70",
            *(f"Route: {route}" for route in self.invite.route_set()),
            f"From: {self.invite.get('to')};tag={self.tag}",
            f"To: {self.invite.get('from')}",
            f"Call-ID: {self.invite.call_id}",
            f"CSeq: {self.sequence} BYE",
        ]
        return branch, composed(f"BYE {target} SIP/2.0", headers)


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
