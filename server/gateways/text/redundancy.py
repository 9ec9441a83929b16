"""Redundant data in RTP (RFC 2198): earlier blocks travel along with the newest one."""

from dataclasses import dataclass

OFFSET_LIMIT = 0x3FFF  # of a redundant block, in ticks
LENGTH_LIMIT = 0x3FF  # of a redundant block, in bytes
BLOCKS_LIMIT = 8  # of one packet; nobody sends more


@dataclass(frozen=True, slots=True)
class Block:
    payload_type: int
    data: bytes
    offset: int = 0  # ticks before the packet's own timestamp; 0 for the primary


def unpacked(payload: bytes) -> tuple[Block, ...]:
    """Return the blocks, oldest first, the primary last; () when the payload is malformed."""
    heads: list[tuple[int, int, int]] = []
    at = 0
    while at < len(payload) and payload[at] & 0x80:
        if at + 4 > len(payload) or len(heads) >= BLOCKS_LIMIT:
            return ()
        word = int.from_bytes(payload[at : at + 4])
        heads.append((word >> 24 & 0x7F, word >> 10 & OFFSET_LIMIT, word & LENGTH_LIMIT))
        at += 4
    if at >= len(payload):
        return ()
    primary_type, at = payload[at], at + 1
    blocks = []
    for payload_type, offset, length in heads:
        if at + length > len(payload):
            return ()
        blocks.append(Block(payload_type, payload[at : at + length], offset))
        at += length
    return (*blocks, Block(primary_type, payload[at:]))


def packed(blocks: tuple[Block, ...]) -> bytes:
    """Return the payload for blocks, oldest first, the primary last."""
    *earlier, primary = blocks
    heads = [
        (
            0x80000000
            | block.payload_type << 24
            | min(block.offset, OFFSET_LIMIT) << 10
            | len(block.data)
        ).to_bytes(4)
        for block in earlier
    ]
    parts = [*heads, bytes([primary.payload_type]), *(block.data for block in blocks)]
    return b"".join(parts)
