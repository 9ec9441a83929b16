"""One text stream on the network: a UDP socket, its timer, and limits against floods."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from ipaddress import ip_address

from contract.domain.text_conversation import LOST
from server.gateways.allowance import Allowance
from server.gateways.rtp_packet import read_packet
from server.gateways.text.text_receiver import TextReceiver
from server.gateways.text.text_section import TextSection
from server.gateways.text.text_sender import TextSender

log = logging.getLogger(__name__)

DATAGRAM_LIMIT = 1_500  # bytes; a longer one is no text
PACKETS_PER_S, PACKETS_AT_ONCE = 50.0, 100.0  # a device sends 3 to 10 a second
CHARACTERS_PER_S, CHARACTERS_AT_ONCE = 100.0, 2_000.0  # nobody types so fast; a paste may

Hear = Callable[[str], None]  # the characters that came, "" for a packet without any


class TextStream(asyncio.DatagramProtocol):
    """Speaks with one device from the moment its socket is open. On the loop's thread only."""

    def __init__(self, section: TextSection, hear: Hear) -> None:
        self._loop = asyncio.get_running_loop()
        self._section = section
        self._hear = hear
        now = self._loop.time()
        self._receiver = TextReceiver(section)
        self._sender = TextSender(
            section,
            source=secrets.randbits(32),
            # RFC 3550 asks for numbers that nobody can foresee.
            sequence=secrets.randbits(16),
            timestamp=secrets.randbits(32),
            now=now,
        )
        self._target = (section.address, section.port)
        self._transport: asyncio.DatagramTransport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._packets = Allowance(PACKETS_PER_S, PACKETS_AT_ONCE, now)
        self._characters = Allowance(CHARACTERS_PER_S, CHARACTERS_AT_ONCE, now)
        self._flooded = False
        self._is_closed = False
        self.dropped = 0  # datagrams that were refused

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport
        if self._is_closed:  # the call ended before the loop came to this
            transport.close()
        self._work()

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Take a packet of the device; anything else is counted and forgotten."""
        now = self._loop.time()
        # Anybody may send to a UDP port: only the address the exchange was offered is heard.
        is_hers = ip_address(addr[0]) == ip_address(self._section.address)
        if not is_hers or len(data) > DATAGRAM_LIMIT or not self._packets.grants(1, now):
            self.dropped += 1
            return
        packet = read_packet(data)
        # Not the target of ours until it is a packet of text: a forged one could turn the stream
        # away.
        if packet is None or packet.payload_type not in (self._section.t140, self._section.red):
            self.dropped += 1
            return
        self._target = (addr[0], addr[1])  # behind address translation the port is another one
        self._pass_on(self._receiver.heard(packet, now), now)
        self._work()

    def error_received(self, exc: Exception) -> None:
        """A device that is not there (yet) answers with an ICMP error: the next packet may do."""
        log.debug("text stream: %s", type(exc).__name__)

    def put(self, characters: str) -> bool:
        """Send characters to the device, soon; False: too many wait already."""
        taken = self._sender.put(characters)
        self._work()
        return taken

    def follow(self, section: TextSection) -> None:
        """Go on with what a later offer of the same call says: another address, hold, resume."""
        self._section = section
        self._target = (section.address, section.port)
        self._work()

    def close(self) -> None:
        self._is_closed = True
        if self._timer is not None:
            self._timer.cancel()
        if self._transport is not None:
            self._transport.close()

    def _work(self) -> None:
        """Do what is due, and set the timer for what comes next."""
        if self._transport is None or self._transport.is_closing():
            return
        now = self._loop.time()
        if late := self._receiver.late(now):
            self._pass_on(late, now)
        # A citizen who put the text on hold is sent nothing; what is typed waits.
        if self._section.may_send and (data := self._sender.packet(now)) is not None:
            self._transport.sendto(data, self._target)
        due = [at for at in (self._receiver.due_at(), self._sender_due(now)) if at is not None]
        # One timer for all that is due: it is set anew with each packet.
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(min(due), self._work) if due else None

    def _sender_due(self, now: float) -> float | None:
        return self._sender.due_at(now) if self._section.may_send else None

    def _pass_on(self, text: str, now: float) -> None:
        """Hand characters on; of a flood one mark is left."""
        if text and not self._characters.grants(len(text), now):
            # One mark for a whole flood: the operator sees that something is missing, not a wall of
            # marks.
            text = "" if self._flooded else LOST
            self._flooded = True
        elif text:
            self._flooded = False
        self._hear(text)
