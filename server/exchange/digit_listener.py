"""Keys that callers press, reported by the media relays as one JSON datagram each."""

import asyncio
import logging
from collections.abc import Callable, Collection
from typing import Any

import msgspec

from contract.wire.exchange import Digit

log = logging.getLogger(__name__)

KEYS = "0123456789*#ABCD"  # by their number in RFC 4733
LONGEST = 4096  # bytes of a report
MOST_STRANGERS = 20


class _Report(msgspec.Struct, frozen=True, rename={"sip": "callid", "from_tag": "source_tag"}):
    sip: str
    from_tag: str
    event: int
    type: str = "DTMF"


class DigitListener(asyncio.DatagramProtocol):
    """Calls on_digit on the loop's thread, once for each key press."""

    def __init__(self, on_digit: Callable[[Digit], None], known: Collection[str]) -> None:
        """known: the addresses that reports are taken from."""
        self._on_digit = on_digit
        self._known = frozenset(known)
        self._strangers: set[str] = set()  # told in the log already
        self._transport: asyncio.DatagramTransport | None = None

    @classmethod
    async def open(
        cls,
        host: str,
        port: int,
        on_digit: Callable[[Digit], None],
        relays: Collection[str] = (),
    ) -> "DigitListener":
        """Listen at host and port (0: any free one) for relays on these hosts and on this one.

        Raise OSError when that cannot be, or one of them is unknown.
        """
        loop = asyncio.get_running_loop()
        found = [await loop.getaddrinfo(one, None) for one in {host, *relays}]
        known = {str(address[0]) for places in found for *_, address in places}
        transport, listener = await loop.create_datagram_endpoint(
            lambda: cls(on_digit, known), local_addr=(host, port)
        )
        listener._transport = transport
        return listener

    @property
    def port(self) -> int:
        assert self._transport is not None  # of a listener that is open
        return int(self._transport.get_extra_info("sockname")[1])

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:
        """Pass on what is a key press; anything else was sent by somebody else, or is broken."""
        if addr[0] not in self._known:
            self._tell_of(str(addr[0]))
            return
        # A UDP port hears everybody: what is no report costs as little as possible.
        if len(data) > LONGEST:
            return
        try:
            report = msgspec.json.decode(data, type=_Report)
        except msgspec.MsgspecError:
            log.warning("a report of a pressed key was not understood")
            return
        # The relay tells of other events at the same port.
        if report.type != "DTMF" or not 0 <= report.event < len(KEYS):
            return
        digit = KEYS[report.event]
        self._on_digit(Digit(sip=report.sip, from_tag=report.from_tag, digit=digit))

    def _tell_of(self, host: str) -> None:
        # Once each: it may be a relay with two addresses, or somebody who sends without end.
        if host not in self._strangers and len(self._strangers) < MOST_STRANGERS:
            self._strangers.add(host)
            log.warning("keys reported by %s are not taken: exchange.relays does not name it", host)
