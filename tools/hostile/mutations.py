"""Random changes of sound messages; the same seed gives the same ones."""

import random
from collections.abc import Callable

Change = Callable[[bytes, random.Random], bytes]
NASTY = (
    b"\x00", b"\xff\xfe", b"\r\n", b"\r\n\r\n", b"%00", b"%s%n", b'"', b"<", b">", b";", b"::",
    b"\xe2\x80\xae", b"A" * 3000, b"-1", b"4294967296", b"\r\nX-Offer: forged\r\n", b"\t \t",
    b",", b"\\",
)  # fmt: skip


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, length = chance.randrange(len(data)), chance.randint(1, 120)
    return data[:start] + data[start + length :]


def _end(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.choice(NASTY) + data[at:]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start, length = chance.randrange(len(data)), chance.randint(1, 200)
    return data[:start] + data[start : start + length] * chance.randint(2, 12) + data[start:]


def _lines(data: bytes, chance: random.Random) -> bytes:
    """Drop, double or move a header."""
    head, separator, body = data.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    place = chance.randrange(len(lines))
    match chance.randrange(3):
        case 0:
            del lines[place]
        case 1:
            lines.insert(chance.randrange(len(lines) + 1), lines[place])
        case _:
            lines.insert(chance.randrange(len(lines)), lines.pop(place))
    return b"\r\n".join(lines) + separator + body


def _value(data: bytes, chance: random.Random) -> bytes:
    """Put something nasty in the place of a header's value."""
    head, separator, body = data.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    place = chance.randrange(len(lines))
    name, colon, _ = lines[place].partition(b":")
    lines[place] = name + (colon or b" ") + b" " + chance.choice(NASTY)
    return b"\r\n".join(lines) + separator + body


CHANGES: tuple[Change, ...] = (_flip, _cut, _end, _insert, _repeat, _lines, _value)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return data with one to three changes; never empty."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        if data:
            data = chance.choice(CHANGES)(data, chance)
    return data or b"\x00"
