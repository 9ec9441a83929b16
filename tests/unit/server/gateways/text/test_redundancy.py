"""Redundant payloads are packed as RFC 2198 says, and malformed ones are nothing."""

from hypothesis import given
from hypothesis import strategies as st

from server.gateways.text.redundancy import BLOCKS_LIMIT, Block, packed, unpacked

TYPES = st.integers(0, 127)
EARLIER = st.builds(Block, TYPES, st.binary(max_size=100), st.integers(0, 0x3FFF))
PRIMARY = st.builds(Block, TYPES, st.binary(max_size=100))


def test_the_bytes_are_those_of_the_standard() -> None:
    payload = packed((Block(98, b"A", 600), Block(98, b"", 300), Block(98, b"BC")))
    assert payload == bytes([0xE2, 0x09, 0x60, 0x01, 0xE2, 0x04, 0xB0, 0x00, 98]) + b"ABC"


@given(st.lists(EARLIER, max_size=BLOCKS_LIMIT), PRIMARY)
def test_what_is_packed_is_unpacked(earlier: list[Block], primary: Block) -> None:
    blocks = (*earlier, primary)
    assert unpacked(packed(blocks)) == blocks


@given(st.binary(max_size=60))
def test_any_bytes_are_blocks_or_none(payload: bytes) -> None:
    assert sum(len(block.data) for block in unpacked(payload)) <= len(payload)


def test_lengths_beyond_the_payload_are_refused() -> None:
    assert unpacked(b"") == ()
    assert unpacked(bytes([0xE2, 0x00])) == ()  # a head cut off
    assert unpacked(bytes([0xE2, 0x00, 0x00, 0x05])) == ()  # no primary
    assert unpacked(bytes([0xE2, 0x00, 0x00, 0x05, 98]) + b"abc") == ()
    assert unpacked(bytes([0xE2, 0, 0, 0]) * (BLOCKS_LIMIT + 1) + b"\x62") == ()
