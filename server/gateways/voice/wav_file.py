"""WAV files of telephone sound: greetings are read, recordings written in the law they came in."""

import logging
import math
import os
import re
import struct
from array import array
from pathlib import Path

from server.gateways.voice.g711 import A_LAW, MU_LAW, RATE, decoded, encoded

PCM, WAV_A_LAW, WAV_MU_LAW = 1, 6, 7  # format tags
FILE_LIMIT = 4 * 1024 * 1024  # bytes; four minutes of 16-bit sound
_LAW = {WAV_A_LAW: A_LAW, WAV_MU_LAW: MU_LAW}
_TAG = {law: tag for tag, law in _LAW.items()}
_CALL = b"call"  # a chunk of ours, which players pass over
log = logging.getLogger(__name__)

_WORD = re.compile(r"[A-Za-z0-9-]{1,24}")
TONE_HZ, TONE_S, PAUSE_S = 1_000, 0.5, 0.4


class UnusableSound(Exception):
    """Not a WAV file of 8,000 samples a second on one channel. str() says what is wrong."""


def read_sound(path: Path, law: int) -> bytes:
    """Return the file's sound coded in law. Raise UnusableSound or OSError."""
    # Looked at before it is read: whoever puts greetings there may put anything there.
    if path.stat().st_size > FILE_LIMIT:
        raise UnusableSound("it is too long")
    kind, bits, data = _layout_of(_chunks(path.read_bytes()))
    if kind == PCM and bits == 16:
        samples = array("h", data[: len(data) // 2 * 2])
        return encoded(samples, law)
    if kind in _LAW and bits == 8:
        return data if _LAW[kind] == law else encoded(decoded(data, _LAW[kind]), law)
    raise UnusableSound("it is neither A-law, µ-law nor 16-bit")


def write_sound(path: Path, data: bytes, law: int, call_id: str = "") -> None:
    """Write a WAV file only its owner may read, whole or not at all. Raise OSError.

    call_id: the Call-ID that the sound was said in, for message_of().
    """
    layout = struct.pack("<HHIIHHH", _TAG[law], 1, RATE, RATE, 1, 8, 0)
    parts = [b"WAVE", b"fmt ", struct.pack("<I", len(layout)), layout]
    parts += [b"fact", struct.pack("<II", 4, len(data))]
    # Before the sound: of a file that was cut short it is there, too.
    if name := call_id.encode():
        parts += [_CALL, struct.pack("<I", len(name)), name, b"\0" * (len(name) % 2)]
    parts += [b"data", struct.pack("<I", len(data)), data, b"\0" * (len(data) % 2)]
    content = b"".join(parts)
    partial = path.with_suffix(".partial")
    # For the owner only from its first byte: it is a citizen's voice.
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(b"RIFF" + struct.pack("<I", len(content)) + content)
        file.flush()
        # Before the name: after a power cut there is a whole message or none.
        os.fsync(file.fileno())
    partial.replace(path)


def message_of(path: Path) -> tuple[str, int]:
    """Return Call-ID and seconds of a file that write_sound wrote, whole or cut short.

    Raise UnusableSound or OSError.
    """
    content = path.read_bytes()
    _, _, data = _layout_of(chunks := _chunks(content))
    if not data:
        raise UnusableSound("nothing is said in it")
    return chunks.get(_CALL, b"").decode(errors="replace"), max(1, round(len(data) / RATE))


def greeting(folder: Path, queue_id: str, language: str, law: int) -> bytes:
    """Return greeting and tone, coded in law.

    The file is QUEUE.LANGUAGE.wav, else QUEUE.wav, else LANGUAGE.wav; one that cannot be used is
    passed over and told in the log.
    """
    words = [word for word in (f"{queue_id}.{language}", queue_id, language) if word]
    for word in words:
        if not all(map(_WORD.fullmatch, word.split("."))):
            continue
        path = folder / f"{word}.wav"
        try:
            return read_sound(path, law) + tone(law)
        except FileNotFoundError:
            continue
        except (UnusableSound, OSError) as error:
            log.warning("greeting %s cannot be used: %s", path.name, error)
    return tone(law)


def tone(law: int) -> bytes:
    """Return a short silence and the tone after which the caller speaks."""
    quiet = [0] * int(PAUSE_S * RATE)
    step = 2 * math.pi * TONE_HZ / RATE
    loud = [round(8_000 * math.sin(step * number)) for number in range(int(TONE_S * RATE))]
    return encoded(array("h", [*quiet, *loud]), law)


def _chunks(content: bytes) -> dict[bytes, bytes]:
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise UnusableSound("it is no WAV file")
    chunks, at = {}, 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        chunks[content[at : at + 4]] = content[at + 8 : at + 8 + size]
        # Chunks of an odd length are padded by a byte that their length does not count.
        at += 8 + size + size % 2
    return chunks


def _layout_of(chunks: dict[bytes, bytes]) -> tuple[int, int, bytes]:
    """Return format tag, bits of a sample, and the samples."""
    layout = chunks.get(b"fmt ", b"")
    if len(layout) < 16:
        raise UnusableSound("its format is missing")
    kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", layout[:16])
    if (channels, rate) != (1, RATE):
        raise UnusableSound("it is not 8,000 samples a second on one channel")
    return kind, bits, chunks.get(b"data", b"")
