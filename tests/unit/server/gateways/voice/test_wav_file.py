"""Greetings are read in three codings, recordings written for their owner only."""

import struct
import wave
from array import array
from pathlib import Path

import pytest

from server.gateways.voice.g711 import A_LAW, MU_LAW, decoded, encoded
from server.gateways.voice.wav_file import (
    FILE_LIMIT,
    UnusableSound,
    greeting,
    read_sound,
    tone,
    write_sound,
)

SOUND = encoded(array("h", range(-8_000, 8_000, 100)), A_LAW)


def test_what_is_written_is_read_in_either_law(tmp_path: Path) -> None:
    path = tmp_path / "m.wav"
    write_sound(path, SOUND, A_LAW)
    assert read_sound(path, A_LAW) == SOUND
    assert read_sound(path, MU_LAW) == encoded(decoded(SOUND, A_LAW), MU_LAW)
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_sixteen_bit_sound_is_coded(tmp_path: Path) -> None:
    path = tmp_path / "g.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(array("h", [0, 1_000, -1_000]).tobytes())
    assert read_sound(path, A_LAW) == encoded(array("h", [0, 1_000, -1_000]), A_LAW)


def _file(
    path: Path, *, kind: int = 1, channels: int = 1, rate: int = 8_000, bits: int = 16
) -> Path:
    layout = struct.pack("<HHIIHH", kind, channels, rate, rate, 2, bits)
    body = b"WAVEfmt " + struct.pack("<I", 16) + layout + b"data" + struct.pack("<I", 4) + b"\0" * 4
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body)) + body)
    return path


def test_other_sound_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "g.wav"
    for options in ({"kind": 3}, {"channels": 2}, {"rate": 44_100}, {"bits": 24}):
        with pytest.raises(UnusableSound, match="it is n"):
            read_sound(_file(path, **options), A_LAW)
    for content in (
        b"",
        b"RIFF....WAVE",
        b"no sound at all",
        b"RIFF\0\0\0\0WAVEfmt \xff\xff\xff\xff",
    ):
        path.write_bytes(content)
        with pytest.raises(UnusableSound):
            read_sound(path, A_LAW)
    path.write_bytes(b"x" * (FILE_LIMIT + 1))
    with pytest.raises(UnusableSound, match="long"):
        read_sound(path, A_LAW)


def test_the_nearest_greeting_is_played_and_the_tone_follows(tmp_path: Path) -> None:
    end = tone(A_LAW)
    assert greeting(tmp_path, "tributi", "ar", A_LAW) == end
    write_sound(tmp_path / "ar.wav", b"\x01" * 80, A_LAW)
    assert greeting(tmp_path, "tributi", "ar", A_LAW) == b"\x01" * 80 + end
    write_sound(tmp_path / "tributi.wav", b"\x02" * 80, A_LAW)
    assert greeting(tmp_path, "tributi", "ar", A_LAW) == b"\x02" * 80 + end
    write_sound(tmp_path / "tributi.ar.wav", b"\x03" * 80, A_LAW)
    assert greeting(tmp_path, "tributi", "ar", A_LAW) == b"\x03" * 80 + end


def test_a_broken_greeting_and_a_name_that_leads_elsewhere_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "tributi.wav").write_bytes(b"nothing")
    assert greeting(tmp_path, "tributi", "../x", A_LAW) == tone(A_LAW)
