"""The sound of a citizen's message: G.711 out of the WAV file the server keeps."""

import struct

RATE = 8000  # samples a second, a byte each
_LAWS = {6: "pcma", 7: "pcmu"}  # by format tag
_HEAD, _CHUNK, _LAYOUT = 12, 8, 16  # bytes


class UnusableSound(Exception):
    """No WAV file of G.711 on one channel."""


def message_sound(content: bytes) -> tuple[str, bytes]:
    """Return law, "pcma" or "pcmu", and samples of a WAV file. Raise UnusableSound."""
    if content[:4] != b"RIFF" or content[8:_HEAD] != b"WAVE":
        raise UnusableSound("no WAV file")
    chunks, at = {}, _HEAD
    while at + _CHUNK <= len(content):
        size = int.from_bytes(content[at + 4 : at + _CHUNK], "little")
        chunks[content[at : at + 4]] = content[at + _CHUNK : at + _CHUNK + size]
        # RIFF fills each chunk up to an even length; the filling is not counted in its size.
        at += _CHUNK + size + size % 2
    layout, samples = chunks.get(b"fmt ", b""), chunks.get(b"data", b"")
    if len(layout) < _LAYOUT or not samples:
        raise UnusableSound("no sound in it")
    kind, channels, rate = struct.unpack("<HHI", layout[:8])
    # The phone plays only this: anything else would be noise in the operator's ear.
    if kind not in _LAWS or (channels, rate) != (1, RATE):
        raise UnusableSound("not G.711 on one channel")
    return _LAWS[kind], samples
