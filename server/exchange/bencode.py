"""Bencoding, the language of the media relay's control port: whole numbers, text, lists, maps."""

from collections.abc import Mapping, Sequence

Bencoded = int | str | list["Bencoded"] | dict[str, "Bencoded"]
Encodable = int | str | Sequence["Encodable"] | Mapping[str, "Encodable"]

DEEPEST = 20  # levels; what lies deeper is no answer of a relay


class NotBencoded(Exception):
    """These bytes are no bencoded value."""


def encode(value: Encodable) -> bytes:
    """Return value bencoded, text as UTF-8."""
    match value:
        case bool():
            # Before int: True is a number to Python and would be sent as 1.
            raise TypeError("bencode knows no truth values")
        case int():
            return b"i%de" % value
        case str():
            raw = value.encode()
            return b"%d:%s" % (len(raw), raw)
        case Mapping():
            # In the order of bytes, as bencoding demands.
            pairs = sorted((key.encode(), encode(inner)) for key, inner in value.items())
            return b"d%se" % b"".join(b"%d:%s%s" % (len(key), key, inner) for key, inner in pairs)
    return b"l%se" % b"".join(encode(inner) for inner in value)


def decode(data: bytes) -> Bencoded:
    """Return the one value in data; bytes that are no UTF-8 become U+FFFD. Raise NotBencoded."""
    try:
        value, end = _value(data, 0, DEEPEST)
    except (ValueError, IndexError) as error:
        raise NotBencoded(str(error)) from None
    # Two values in one datagram: the second would be lost unseen.
    if end != len(data):
        raise NotBencoded("something follows the value")
    return value


def _value(data: bytes, at: int, depth: int) -> tuple[Bencoded, int]:
    # Whoever reaches the port chooses the bytes: nesting without end would end the process.
    if depth == 0:
        raise ValueError("nested too deep")
    kind = data[at : at + 1]
    if kind == b"i":
        end = data.index(b"e", at)
        return int(data[at + 1 : end]), end + 1
    if kind == b"l":
        return _list(data, at + 1, depth - 1)
    if kind == b"d":
        return _map(data, at + 1, depth - 1)
    return _text(data, at)


def _text(data: bytes, at: int) -> tuple[str, int]:
    colon = data.index(b":", at, at + 10)
    start, length = colon + 1, int(data[at:colon])
    # int() takes a sign, and a length beyond the data would read as a shorter text.
    if length < 0 or start + length > len(data):
        raise ValueError("text longer than the data")
    return data[start : start + length].decode(errors="replace"), start + length


def _list(data: bytes, at: int, depth: int) -> tuple[list[Bencoded], int]:
    found: list[Bencoded] = []
    while data[at : at + 1] != b"e":
        value, at = _value(data, at, depth)
        found.append(value)
    return found, at + 1


def _map(data: bytes, at: int, depth: int) -> tuple[dict[str, Bencoded], int]:
    found: dict[str, Bencoded] = {}
    while data[at : at + 1] != b"e":
        key, at = _text(data, at)
        found[key], at = _value(data, at, depth)
    return found, at + 1
