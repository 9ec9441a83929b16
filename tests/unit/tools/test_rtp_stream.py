"""How much of a voice never came, told apart from what only came late."""

import asyncio
import socket
from collections.abc import Sequence

import numpy as np

from tools.citizens.a_law import decode, encode
from tools.citizens.rtp_stream import SAMPLES_PER_PACKET, SILENCE, RtpStream

PACKET = bytes(160)


def heard(*packets: tuple[float, int, int]) -> RtpStream:
    """Return a stream that has got packets of 20 ms: when, sequence, RTP time stamp."""
    stream = RtpStream("127.0.0.1", np.zeros(160, dtype=np.int16))
    stream._socket.close()
    stream.arrivals = [(at_s, sequence, PACKET) for at_s, sequence, _ in packets]
    stream.stamps = [stamp for _, _, stamp in packets]
    return stream


def a_second(without: Sequence[int] = ()) -> list[tuple[float, int, int]]:
    return [(at * 0.02, 7 + at, 2**32 - 800 + at * 160) for at in range(50) if at not in without]


def wrapped(packets: list[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    return [(at_s, sequence, stamp % 2**32) for at_s, sequence, stamp in packets]


def test_packets_that_come_late_or_out_of_order_are_no_gap() -> None:
    packets = wrapped(a_second())
    packets[20], packets[21] = packets[21], packets[20]
    late = [(at_s + 0.3 * (at_s > 0.5), sequence, stamp) for at_s, sequence, stamp in packets]
    assert heard(*late).missing_s(0.0, 2.0) == 0.0


def test_lost_packets_are_a_gap() -> None:
    assert round(heard(*wrapped(a_second(without=(9, 10)))).missing_s(0.0, 2.0), 3) == 0.04


def test_time_in_which_nothing_was_sent_is_a_gap_though_no_number_is_missing() -> None:
    paused = [
        (at_s, sequence, (stamp + 1600 * (at_s > 0.5)) % 2**32)
        for at_s, sequence, stamp in a_second()
    ]
    assert round(heard(*paused).missing_s(0.0, 2.0), 3) == 0.2


def test_only_what_came_between_the_two_moments_counts() -> None:
    stream = heard(*wrapped(a_second(without=(9, 10))))
    assert stream.missing_s(0.5, 2.0) == 0.0
    assert stream.missing_s(5.0, 6.0) == 1.0


def test_a_packet_that_came_twice_hides_no_gap() -> None:
    packets = wrapped(a_second(without=(9,)))
    assert round(heard(*packets, packets[-1]).missing_s(0.0, 2.0), 3) == 0.02


WORDS = np.repeat(np.array([1000, 2000, 3000], np.int16), SAMPLES_PER_PACKET)


async def _said(loops: bool, packets: int) -> list[int]:
    """Return the loudness of each packet that a seat gets after it answered a waiting citizen."""
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as seat:
        seat.bind(("127.0.0.1", 0))
        seat.setblocking(False)
        stream = RtpStream("127.0.0.1", WORDS)
        stream.loops = loops
        stream.start_early(seat.getsockname())
        stream.press("1")  # of the menu, while she waits: time passes and nothing is said
        for _ in range(8):
            assert (await loop.sock_recv(seat, 2048))[1] & 0x7F == 101
        stream.start(seat.getsockname())
        said: list[int] = []
        while len(said) < packets:
            packet = await loop.sock_recv(seat, 2048)
            loudness = int(decode(packet[12:])[0])
            if said or abs(loudness) > 8:  # before her first word: the pause behind the key
                said.append(loudness)
        await stream.stop()
    return said


async def test_who_waited_still_begins_with_her_first_word_once_she_is_answered() -> None:
    first, second, third = decode(encode(WORDS))[::SAMPLES_PER_PACKET]
    assert (await _said(loops=True, packets=4))[:4] == [first, second, third, first]


async def test_a_question_is_said_once_and_then_she_is_silent() -> None:
    first, second, third = decode(encode(WORDS))[::SAMPLES_PER_PACKET]
    silence = decode(SILENCE)[0]
    assert abs(silence) <= 8
    assert (await _said(loops=False, packets=5))[:5] == [first, second, third, silence, silence]
