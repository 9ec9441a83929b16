"""Reads from a program or library of amd64 (64 bits, little-endian) what libraries it loads."""

import struct
from collections.abc import Iterator
from pathlib import Path

MAGIC = b"\x7fELF\x02\x01"
LOADED, DYNAMIC = 1, 2  # kinds of segments
NEEDED, STRINGS = 1, 5  # tags of the dynamic segment
_SEGMENT = struct.Struct("<IIQQQQQQ")
_TAG = struct.Struct("<qQ")


def is_elf(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(len(MAGIC)) == MAGIC


def needs(file: Path) -> set[str]:
    """Return the names of the libraries that are loaded with the file, as "libGL.so.1"."""
    data = file.read_bytes()
    segments = list(_segments(data))
    tags = [
        tag for kind, at, _, size in segments if kind == DYNAMIC for tag in _tags(data, at, size)
    ]
    strings = next((_offset(segments, value) for tag, value in tags if tag == STRINGS), 0)
    return {_text(data, strings + value) for tag, value in tags if tag == NEEDED}


def _segments(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield kind, offset, address and size of each, in bytes."""
    (table,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    for number in range(count):
        kind, _, offset, address, _, length, _, _ = _SEGMENT.unpack_from(
            data, table + number * size
        )
        yield kind, offset, address, length


def _tags(data: bytes, offset: int, size: int) -> Iterator[tuple[int, int]]:
    for at in range(offset, offset + size, _TAG.size):
        tag, value = _TAG.unpack_from(data, at)
        if tag == 0:
            return
        yield tag, value


def _offset(segments: list[tuple[int, int, int, int]], address: int) -> int:
    for kind, offset, begins, size in segments:
        if kind == LOADED and begins <= address < begins + size:
            return address - begins + offset
    raise ValueError("an address in no segment")


def _text(data: bytes, offset: int) -> str:
    return data[offset : data.index(b"\0", offset)].decode()
