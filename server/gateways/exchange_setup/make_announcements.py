"""Announcements made of texts: what a city recorded itself is never touched.

Beside the files lies a list of those made here, with hashes of sound and text: any other file,
and one that was changed since, is the city's.
"""

import hashlib
import json
import math
import wave
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from server.gateways.exchange_setup.speech import speak, write_wav

LIST = ".made.json"
RATE = 8000  # samples a second, 16 bits, one channel: what media relays play
CHORD_S = 2.5
# Frequencies in Hz: C major, A minor, F major, G major, an octave apart from speech.
CHORDS = (
    (261.6, 329.6, 392.0),
    (220.0, 261.6, 329.6),
    (174.6, 220.0, 261.6),
    (196.0, 246.9, 293.7),
)
LOUDNESS = 2600  # of 32767, of each note


@dataclass(slots=True)
class Made:
    """How many files of one language; kept ones are the city's own."""

    language: str
    made: int = 0
    kept: int = 0
    unchanged: int = 0


class MadeFiles:
    """The list of a folder. Raise OSError where it cannot be read or written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, list[str]] = {}
        try:
            listed = json.loads((folder / LIST).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return  # what is there was made by somebody else
        if isinstance(listed, dict):
            self._known = {name: pair for name, pair in listed.items() if isinstance(pair, list)}

    def is_citys(self, name: str) -> bool:
        path = self._folder / name
        # Unknown or changed since: a city's recording is never written over.
        return path.exists() and self._known.get(name, [""])[0] != _hash(path.read_bytes())

    def says(self, name: str, text: str) -> bool:
        """Return whether the file is there and was made of this text."""
        known = self._known.get(name, ["", ""])
        return (self._folder / name).exists() and known[-1] == _hash(text.encode())

    def note(self, name: str, text: str) -> None:
        sound = _hash((self._folder / name).read_bytes())
        self._known[name] = [sound, _hash(text.encode())]

    def save(self) -> None:
        # Whole or not at all: half a list would make all files the city's.
        partial = self._folder / f"{LIST}.partial"
        partial.write_text(json.dumps(self._known, sort_keys=True), encoding="utf-8")
        partial.replace(self._folder / LIST)


def make_announcements(folder: Path, language: str, texts: Iterable[tuple[str, str]]) -> Made:
    """Speak each (file, text) into folder, as far as it is not there already.

    Raise SpeechMissing, SpeechFailed or OSError; what was made until then stays, and is listed.
    """
    found, files = Made(language), MadeFiles(folder)
    try:
        for file, text in texts:
            if files.is_citys(file):
                found.kept += 1
            elif files.says(file, text):
                found.unchanged += 1
            else:
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                write_wav(folder / file, speak(text, language))
                files.note(file, text)
                found.made += 1
    finally:
        if folder.is_dir():
            # Also after a failure: what was made must not pass for the city's own at the next run.
            files.save()
    return found


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def write_music(path: Path) -> None:
    """Write a WAV file of 10 s that can be played again and again without a seam."""
    samples = array("h")
    for chord in CHORDS:
        samples.extend(_chord(chord))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


def _chord(notes: tuple[float, ...]) -> list[int]:
    """Return one chord, swelling and fading, its notes a little after each other."""
    count = int(CHORD_S * RATE)
    found = [0.0] * count
    for place, note in enumerate(notes):
        start = int(place * 0.18 * RATE)
        for at in range(start, count):
            t = (at - start) / RATE
            swell = math.sin(math.pi * min(1.0, (at - start) / (count - start)))
            tone = math.sin(2 * math.pi * note * t) + 0.25 * math.sin(4 * math.pi * note * t)
            found[at] += LOUDNESS * swell * tone
    return [round(value) for value in found]
