"""Music for those who wait: a calm sequence of chords, computed here, so that nobody owns it."""

import math
import wave
from array import array
from pathlib import Path

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
