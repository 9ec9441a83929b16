"""Bytes to values at the edge, and back; anything else is MalformedMessage."""

from typing import Any

import msgspec


class MalformedMessage(Exception):
    """The bytes are not the message they should be. The text says where, without the values."""


def encode(value: Any) -> bytes:
    return msgspec.json.encode(value)


def decode[T](data: bytes | msgspec.Raw, kind: type[T]) -> T:
    """Decode JSON into kind, ignoring unknown fields. Raise MalformedMessage."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedMessage(str(error)) from error
