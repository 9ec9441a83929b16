"""The sound of one call at an endpoint: plays in 20 ms packets, hands on what is heard."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from ipaddress import ip_address

from server.gateways.allowance import Allowance
from server.gateways.rtp_packet import RtpPacket, read_packet
from server.gateways.voice.audio_section import AudioSection

log = logging.getLogger(__name__)

PACKET_S, PACKET_BYTES = 0.02, 160
DATAGRAM_LIMIT = 1_500
PACKETS_PER_S, PACKETS_AT_ONCE = 120.0, 200.0  # a phone sends 50

Hear = Callable[[RtpPacket], None]


class VoiceStream(asyncio.DatagramProtocol):
    """On the loop's thread only."""

    def __init__(self, section: AudioSection, hear: Hear) -> None:
        self._loop = asyncio.get_running_loop()
        self._section = section
        self._hear = hear
        self._transport: asyncio.DatagramTransport | None = None
        self._source = secrets.randbits(32)
        self._sequence = secrets.randbits(16)
        self._timestamp = secrets.randbits(32)
        self._packets = Allowance(PACKETS_PER_S, PACKETS_AT_ONCE, self._loop.time())
        self._heard_at = self._loop.time()
        self.dropped = 0

    @property
    def unheard_s(self) -> float:
        """Return for how long no packet has come."""
        return self._loop.time() - self._heard_at

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        now = self._loop.time()
        # Anybody may send to a UDP port: a stranger's sound must not be in a citizen's message.
        is_theirs = ip_address(addr[0]) == ip_address(self._section.address)
        if not is_theirs or len(data) > DATAGRAM_LIMIT or not self._packets.grants(1, now):
            self.dropped += 1
            return
        packet = read_packet(data)
        if packet is None:
            self.dropped += 1
            return
        # Of packets alone: their end tells of a caller whose BYE was lost.
        self._heard_at = now
        self._hear(packet)

    def error_received(self, exc: Exception) -> None:
        log.debug("voice stream: %s", type(exc).__name__)

    async def play(self, sound: bytes) -> None:
        """Send the sound at the pace of speech; returns when all of it has left."""
        next_at = self._loop.time()
        for start in range(0, len(sound), PACKET_BYTES):
            self._send(sound[start : start + PACKET_BYTES], marker=start == 0)
            # From the beginning, not from now: small delays would add up and the greeting would
            # stutter.
            next_at += PACKET_S
            await asyncio.sleep(max(0.0, next_at - self._loop.time()))

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def _send(self, payload: bytes, *, marker: bool) -> None:
        packet = RtpPacket(
            payload_type=self._section.law,
            sequence=self._sequence,
            timestamp=self._timestamp,
            source=self._source,
            payload=payload,
            marker=marker,
        )
        self._sequence = (self._sequence + 1) & 0xFFFF
        self._timestamp = (self._timestamp + len(payload)) & 0xFFFFFFFF
        if self._transport is not None and not self._transport.is_closing():
            self._transport.sendto(packet.to_bytes(), (self._section.address, self._section.port))
