"""RTP is read with every length checked."""

from hypothesis import given
from hypothesis import strategies as st

from server.gateways.rtp_packet import RtpPacket, read_packet, sequence_step

PACKETS = st.builds(
    RtpPacket,
    payload_type=st.integers(0, 127),
    sequence=st.integers(0, 0xFFFF),
    timestamp=st.integers(0, 0xFFFFFFFF),
    source=st.integers(0, 0xFFFFFFFF),
    payload=st.binary(max_size=200),
    marker=st.booleans(),
)


@given(PACKETS)
def test_what_is_written_is_read(packet: RtpPacket) -> None:
    assert read_packet(packet.to_bytes()) == packet


@given(st.binary(max_size=80))
def test_any_bytes_are_a_packet_or_none(data: bytes) -> None:
    packet = read_packet(data)
    assert packet is None or len(packet.payload) <= len(data) - 12


def test_contributors_extension_and_padding_are_no_payload() -> None:
    head = bytes([0x80 | 0x20 | 0x10 | 2, 98]) + bytes(10) + bytes(8)  # two contributors
    extension = b"\xbe\xde\x00\x01" + b"abcd"
    packet = read_packet(head + extension + b"ciao" + b"\x00\x00\x03")
    assert packet is not None
    assert packet.payload == b"ciao"


def test_lengths_beyond_the_packet_are_refused() -> None:
    short = bytes([0x80 | 15, 98]) + bytes(10)
    assert read_packet(short) is None
    assert read_packet(bytes([0x90, 98]) + bytes(10)) is None
    assert read_packet(bytes([0x90, 98]) + bytes(10) + b"\x00\x00\xff\xff") is None
    for padding in (b"\x00", b"\xff"):
        assert read_packet(bytes([0xA0, 98]) + bytes(10) + padding) is None
    assert read_packet(bytes([0x40, 98]) + bytes(10)) is None  # another version


def test_steps_go_over_the_wrap() -> None:
    assert sequence_step(65_535, 1) == 2
    assert sequence_step(1, 65_535) == -2
    assert sequence_step(7, 7) == 0
