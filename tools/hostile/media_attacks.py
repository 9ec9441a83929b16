"""RTP nobody asked for, at the relay's ports of a call that is up and at the seat's own."""

import random
import socket
import struct
import time
from collections.abc import Callable
from typing import Any

RATE = 500  # packets a second: ten calls' worth
SILENCE = b"\xd5" * 160
Packet = Callable[[int, random.Random], bytes]


def _rtp(kind: int, source: int, number: int, payload: bytes) -> bytes:
    stamp = number * 160 & 0xFFFFFFFF
    return struct.pack("!BBHII", 0x80, kind, number & 0xFFFF, stamp, source) + payload


def _loud(chance: random.Random) -> bytes:
    return chance.randbytes(160)


PACKETS: dict[str, Packet] = {
    "noise_in_the_right_codec": lambda n, chance: _rtp(8, 7, n, _loud(chance)),
    "wrong_payload_type": lambda n, chance: _rtp(77, 7, n, _loud(chance)),
    "another_source_each_time": lambda n, chance: _rtp(8, chance.getrandbits(32), n, SILENCE),
    "jumps": lambda n, chance: _rtp(8, 7, chance.getrandbits(16), SILENCE),
    "garbage": lambda n, chance: chance.randbytes(chance.randint(1, 1400)),
    "pressed_keys": lambda n, chance: _rtp(101, 7, n, struct.pack("!BBH", n % 16, 0x8A, 960)),
    "stun": lambda n, chance: (
        struct.pack("!HHI", 1, 8, 0x2112A442) + chance.randbytes(12) + chance.randbytes(8)
    ),
    "broken_stun": lambda n, chance: (
        struct.pack("!HHI", chance.choice((1, 0x101, 0x111)), 60_000, 0x2112A442)
        + chance.randbytes(40)
    ),
    "dtls": lambda n, chance: b"\x16\xfe\xff" + chance.randbytes(60),
    "rtcp_bye": lambda n, chance: struct.pack("!BBHI", 0x81, 203, 1, chance.getrandbits(32)),
}


def floods(
    ports: list[tuple[str, int]],
    seconds: float,
    sources: tuple[str, ...],
    seed: int,
) -> dict[str, Any]:
    """Send each kind for a share of the seconds to all ports, from each source in turn."""
    chance = random.Random(seed)
    sent: dict[str, int] = {}
    each_s = seconds / len(PACKETS)
    sockets = []
    for source in sources:
        one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        one.bind((source, 0))
        one.setblocking(False)
        sockets.append(one)
    try:
        for name, make in PACKETS.items():
            sent[name] = _flood(sockets, ports, make, each_s, chance)
    finally:
        for one in sockets:
            one.close()
    return {"packets": sum(sent.values()), "ports": len(ports), "kinds": len(PACKETS)}


def _flood(
    sockets: list[socket.socket],
    ports: list[tuple[str, int]],
    make: Packet,
    seconds: float,
    chance: random.Random,
) -> int:
    began, number = time.monotonic(), 0
    while (passed_s := time.monotonic() - began) < seconds:
        while number < passed_s * RATE:
            packet = make(number, chance)
            for port in ports:
                try:
                    sockets[number % len(sockets)].sendto(packet, port)
                except OSError:
                    continue
            number += 1
        time.sleep(0.004)
    return number * len(ports)
