"""The receiver puts blocks in order, uses what is repeated, and marks what is lost."""

import random

from hypothesis import given
from hypothesis import strategies as st

from contract.domain.text_conversation import LOST
from server.gateways.rtp_packet import RtpPacket
from server.gateways.text.redundancy import Block, packed
from server.gateways.text.text_receiver import HELD_LIMIT, JUMP_LIMIT, LATE_S, TextReceiver
from tests.unit.server.gateways.text.test_text_sender import SECTION


def stream(
    texts: list[str], *, first: int = 10, source: int = 1, generations: int = 2
) -> list[RtpPacket]:
    """Return packets that carry the texts, each repeated in those that follow."""
    past = [""] * generations
    packets = []
    for index, text in enumerate(texts):
        earlier = [Block(98, old.encode(), 300) for old in past[len(past) - generations :]]
        payload = packed((*earlier, Block(98, text.encode())))
        packets.append(
            RtpPacket(
                payload_type=100,
                sequence=(first + index) & 0xFFFF,
                timestamp=index * 300,
                source=source,
                payload=payload,
            )
        )
        past.append(text)
    return packets


def heard(receiver: TextReceiver, packets: list[RtpPacket], now: float = 0.0) -> str:
    return "".join(receiver.heard(packet, now) for packet in packets)


LETTERS = list("abcdefghijklmnopqrstuvwxyz")


def test_packets_in_order_are_read_at_once() -> None:
    receiver = TextReceiver(SECTION)
    assert heard(receiver, stream(LETTERS)) == "".join(LETTERS)
    assert receiver.due_at() is None


def test_up_to_two_lost_packets_in_a_row_cost_nothing() -> None:
    packets = stream(LETTERS)
    kept = [packet for index, packet in enumerate(packets) if index % 3 == 2]
    receiver = TextReceiver(SECTION)
    assert heard(receiver, kept) == "".join(LETTERS[:24])
    assert receiver.lost_gaps == 0


def test_the_first_packets_lost_are_taken_from_the_third() -> None:
    assert heard(TextReceiver(SECTION), stream(LETTERS)[2:3]) == "abc"


def test_three_lost_packets_leave_one_mark_after_a_while() -> None:
    packets = stream(LETTERS[:8])
    receiver = TextReceiver(SECTION)
    assert heard(receiver, packets[:2]) == "ab"
    assert heard(receiver, packets[5:], 1.0) == ""  # "d" and what follows are there, "c" is not
    assert receiver.due_at() == 1.0 + LATE_S
    assert receiver.late(1.4) == ""
    assert receiver.late(1.5) == f"{LOST}defgh"
    assert receiver.lost_gaps == 1
    assert receiver.due_at() is None


def test_a_late_packet_fills_its_gap() -> None:
    packets = stream(LETTERS[:8])
    receiver = TextReceiver(SECTION)
    heard(receiver, [packets[0], *packets[4:]])
    assert heard(receiver, [packets[1]], 0.3) == "bcdefgh"
    assert receiver.lost_gaps == 0


def test_duplicates_are_read_once() -> None:
    packets = stream(LETTERS)
    doubled = [packet for packet in packets for _ in range(3)]
    assert heard(TextReceiver(SECTION), doubled) == "".join(LETTERS)


def test_numbers_go_over_the_wrap() -> None:
    assert heard(TextReceiver(SECTION), stream(LETTERS, first=65_530)) == "".join(LETTERS)


def test_another_sender_is_followed_and_what_was_held_is_not_lost() -> None:
    receiver = TextReceiver(SECTION)
    old = stream(LETTERS[:8])
    assert heard(receiver, [old[0], old[5]]) == "a"
    assert heard(receiver, stream(["X", "Y"], first=500, source=2)) == f"{LOST}defXY"


def test_senders_that_take_turns_are_not_read_twice() -> None:
    receiver = TextReceiver(SECTION)
    one, two = stream(list("abcd")), stream(list("ABCD"), first=300, source=2)
    turns = [packet for pair in zip(one, two, strict=True) for packet in pair]
    assert heard(receiver, turns) == "aAbBcCdD"


def test_a_far_number_is_believed_when_the_next_one_follows() -> None:
    receiver = TextReceiver(SECTION)
    heard(receiver, stream(list("ab")))
    far = stream(list("XYZ"), first=10 + JUMP_LIMIT * 3)
    assert heard(receiver, far[:1]) == ""
    assert heard(receiver, far[1:]) == "XYZ"


def test_one_stray_packet_disturbs_nothing() -> None:
    receiver = TextReceiver(SECTION)
    packets = stream(LETTERS)
    stray = stream(["!"], first=40_000)
    assert heard(receiver, packets[:5] + stray + packets[5:]) == "".join(LETTERS)


def test_plain_text_without_redundancy_is_read_and_its_loss_marked() -> None:
    receiver = TextReceiver(SECTION)
    packets = [
        RtpPacket(payload_type=98, sequence=n, timestamp=n, source=1, payload=bytes([97 + n]))
        for n in range(4)
    ]
    assert heard(receiver, [packets[0], packets[2], packets[3]]) == "a"
    assert receiver.late(LATE_S) == f"{LOST}cd"


def test_foreign_payloads_are_nothing() -> None:
    receiver = TextReceiver(SECTION)
    foreign = packed((Block(97, b"x"), Block(98, b"y")))
    for payload_type, payload in ((8, b"audio"), (100, foreign), (100, b""), (100, b"\xe2")):
        packet = RtpPacket(
            payload_type=payload_type, sequence=1, timestamp=0, source=1, payload=payload
        )
        assert receiver.heard(packet, 0.0) == ""


def test_what_is_held_behind_a_gap_is_bounded() -> None:
    receiver = TextReceiver(SECTION)
    packets = stream(["x"] * 500)
    received = heard(receiver, [packets[0], *packets[4:]])
    assert received.count(LOST) == 1
    assert received.count("x") >= 500 - HELD_LIMIT - 5


@given(st.integers(0, 2**32), st.floats(0, 0.5), st.integers(0, 0xFFFF))
def test_whatever_the_network_does_characters_stay_in_order(
    seed: int, lost: float, first: int
) -> None:
    """Loss, doubles and shuffling: letters come in order, none twice, a gap has its mark."""
    chance = random.Random(seed)
    texts = [chr(0x4E00 + number) for number in range(60)]
    packets = [p for p in stream(texts, first=first) if chance.random() >= lost]
    for _ in range(8):
        at, to = (chance.randrange(60) for _ in range(2))
        if max(at, to) < len(packets) and abs(at - to) < 4:
            packets.insert(to, packets[at] if chance.random() < 0.5 else packets.pop(at))
    receiver = TextReceiver(SECTION)
    text, now = "", 0.0
    for packet in packets:
        now += 0.3
        text += receiver.late(now) + receiver.heard(packet, now)
    text += receiver.late(now + LATE_S)
    numbers = [ord(character) for character in text if character != LOST]
    assert numbers == sorted(set(numbers))
    for mark in (at for at, character in enumerate(text) if character == LOST):
        around = text[mark - 1 : mark + 2]
        assert len(around) < 3 or ord(around[2]) - ord(around[0]) > 1


@given(
    st.lists(
        st.builds(
            RtpPacket,
            payload_type=st.sampled_from([98, 100]),
            sequence=st.integers(0, 0xFFFF),
            timestamp=st.integers(0, 0xFFFFFFFF),
            source=st.integers(0, 3),
            payload=st.binary(max_size=40),
        ),
        max_size=80,
    )
)
def test_any_packets_leave_the_receiver_bounded(packets: list[RtpPacket]) -> None:
    receiver = TextReceiver(SECTION)
    for number, packet in enumerate(packets):
        receiver.heard(packet, number / 10)
        receiver.late(number / 10)
    assert len(receiver._held) <= HELD_LIMIT
    assert len(receiver._places) <= 4
