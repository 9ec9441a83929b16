"""RTP packets (RFC 3550): read with every length checked, and written."""

import struct
from dataclasses import dataclass

HEADER_BYTES = 12
_HEADER = struct.Struct("!BBHII")


@dataclass(frozen=True, slots=True, kw_only=True)
class RtpPacket:
    """sequence: 16 bits; timestamp and source: 32 bits."""

    payload_type: int
    sequence: int
    timestamp: int
    source: int
    payload: bytes = b""
    marker: bool = False

    def to_bytes(self) -> bytes:
        second = self.payload_type | (0x80 if self.marker else 0)
        head = _HEADER.pack(0x80, second, self.sequence, self.timestamp, self.source)
        return head + self.payload


def read_packet(data: bytes) -> RtpPacket | None:
    """Return the packet, or None when the bytes are no whole RTP packet of version 2."""
    if len(data) < HEADER_BYTES:
        return None
    first, second, sequence, timestamp, source = _HEADER.unpack_from(data)
    start = HEADER_BYTES + 4 * (first & 0x0F)
    end = len(data)
    if first >> 6 != 2:
        return None
    if first & 0x10:  # an extension: its length stands in its second half, in words
        if len(data) < start + 4:
            return None
        start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4])
    if first & 0x20:  # padding: its length is the last byte
        # Padding of no length is no padding: the packet is refused by the check below.
        end -= data[-1] or len(data)
    if start > end:
        return None
    return RtpPacket(
        payload_type=second & 0x7F,
        sequence=sequence,
        timestamp=timestamp,
        source=source,
        payload=data[start:end],
        marker=bool(second & 0x80),
    )


def sequence_step(earlier: int, later: int) -> int:
    """Return how far later is ahead of earlier, -32768 to 32767, over the wrap."""
    # The number has 16 bits: after 65,535 comes 0, about every 22 minutes of voice.
    return ((later - earlier + 0x8000) & 0xFFFF) - 0x8000
