"""The sender buffers for a moment, repeats twice, and falls silent."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from server.gateways.rtp_packet import RtpPacket, read_packet
from server.gateways.text.redundancy import unpacked
from server.gateways.text.text_section import TextSection
from server.gateways.text.text_sender import (
    BLOCK_BYTES,
    BUFFER_S,
    CPS_WINDOW_S,
    KEEPALIVE_S,
    WAITING_LIMIT,
    TextSender,
)
from tests.support.known import known

SECTION = TextSection(
    address="127.0.0.1",
    port=4000,
    transport="RTP/AVP",
    formats="100 98",
    t140=98,
    red=100,
    generations=2,
)
BOM = "\ufeff"


def sender(section: TextSection = SECTION) -> TextSender:
    made = TextSender(section, source=7, sequence=65_535, timestamp=0xFFFFFF00, now=100.0)
    made.packet(100.0)
    return made


def played(made: TextSender, start: float, end: float) -> list[tuple[float, RtpPacket]]:
    """Return the packets that leave from start to end, each when it is due."""
    packets, now = [], start
    while (now := max(now, made.due_at(now))) <= end:
        data = known(made.packet(now))
        packet = known(read_packet(data))
        packets.append((now, packet))
    return packets


def words(packet: RtpPacket) -> list[str]:
    return [block.data.decode() for block in unpacked(packet.payload)]


def test_the_session_begins_with_a_byte_order_mark() -> None:
    made = TextSender(SECTION, source=7, sequence=1, timestamp=0, now=5.0)
    first = known(read_packet(made.packet(5.0) or b""))
    assert first.marker
    assert words(first) == ["", "", BOM]


def test_the_first_key_leaves_at_once_and_comes_twice_more() -> None:
    made = sender()
    played(made, 100.0, 110.0)
    made.put("a")
    packets = played(made, 110.0, 112.0)
    assert [round(at, 3) for at, _ in packets] == [110.0, 110.2, 110.4]
    assert [words(packet) for _, packet in packets] == [["", "", "a"], ["", "a", ""], ["a", "", ""]]
    assert [packet.marker for _, packet in packets] == [True, False, False]


def test_keys_pressed_meanwhile_leave_together() -> None:
    made = sender()
    made.put("ci")
    made.put("ao")
    packets = played(made, 100.0, 100.0 + BUFFER_S)
    assert words(packets[0][1]) == ["", BOM, "ciao"]


def test_numbers_and_stamps_go_over_the_wrap_and_offsets_are_in_milliseconds() -> None:
    made = sender()
    made.put("a")
    packets = [packet for _, packet in played(made, 100.0, 101.0)]
    assert packets[0].sequence == 0
    assert packets[0].timestamp == (0xFFFFFF00 + 200) & 0xFFFFFFFF
    assert [block.offset for block in unpacked(packets[1].payload)][:2] == [400, 200]


def test_after_a_long_silence_an_empty_packet_keeps_the_way_open() -> None:
    made = sender()
    packets = played(made, 100.0, 101.0)
    quiet = packets[-1][0]
    (at, packet), *_ = played(made, quiet, quiet + KEEPALIVE_S)
    assert at == quiet + KEEPALIVE_S
    assert words(packet) == ["", "", ""]
    assert not packet.marker


def test_line_breaks_leave_as_line_separators() -> None:
    made = sender()
    made.put("a\nb")
    assert words(played(made, 100.0, 100.2)[0][1])[-1] == "a\u2028b"


def test_a_device_is_not_given_more_than_it_states_to_take() -> None:
    made = sender(replace(SECTION, cps=3))
    made.put("x" * 100)
    first = played(made, 100.0, 109.9)
    assert sum(len(words(packet)[-1]) for _, packet in first) <= 3 * CPS_WINDOW_S
    later = played(made, 109.9, 140.0)
    assert sum(len(words(packet)[-1]) for _, packet in (*first, *later)) == 100


def test_too_much_at_once_is_refused_whole() -> None:
    made = sender()
    assert made.put("x" * WAITING_LIMIT)
    assert not made.put("y")
    assert made.waiting == WAITING_LIMIT


def test_without_redundancy_plain_text_leaves_once() -> None:
    made = sender(replace(SECTION, red=None, generations=0))
    made.put("ciao")
    packets = [packet for _, packet in played(made, 100.0, 105.0)]
    assert [packet.payload for packet in packets] == [b"ciao"]
    assert packets[0].payload_type == 98


def test_nothing_leaves_before_it_is_due() -> None:
    made = sender()
    made.put("a")
    assert made.packet(100.0 + BUFFER_S / 2) is None


@given(st.lists(st.text(max_size=300), max_size=8))
def test_every_character_leaves_once_in_order_and_blocks_stay_small(texts: list[str]) -> None:
    made = sender(replace(SECTION, cps=1000))
    clean = ["".join(c for c in text if not 0xD800 <= ord(c) < 0xE000) for text in texts]
    taken = "".join(text for text in clean if made.put(text))
    packets = [packet for _, packet in played(made, 100.0, 300.0)]
    assert all(len(unpacked(p.payload)[-1].data) <= BLOCK_BYTES for p in packets)
    assert "".join(words(p)[-1] for p in packets) == taken.replace("\n", "\u2028")
