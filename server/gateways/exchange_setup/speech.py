"""Texts read aloud by espeak-ng, where it is installed, as sound that media relays play."""

import math
import shutil
import subprocess
import tempfile
import wave
from array import array
from functools import cache
from pathlib import Path

PROGRAM = "espeak-ng"
RATE = 8000  # samples a second, 16 bits, one channel
WORDS_A_MINUTE = 145
LOUDEST = 14_000  # of 32,767: as loud as a voice on a line
LEAD_S = 0.2  # of silence before the first word
LIMIT_S = 30.0
TAPS = 48
CUT = 0.9  # of half the slower rate: what lies above would be heard as noise
# Where the voice of a language is called otherwise.
_VOICES = {"en": "en-gb", "fr": "fr-fr", "zh": "cmn"}


class SpeechMissing(Exception):
    """espeak-ng is not installed."""


class SpeechFailed(Exception):
    """It did not speak. str() says why."""


def need_speech() -> None:
    """Raise SpeechMissing where nothing can be spoken."""
    if shutil.which(PROGRAM) is None:
        raise SpeechMissing(PROGRAM)


def speak(text: str, language: str) -> array[int]:
    """Return text as 16-bit samples, RATE a second. Raise SpeechMissing or SpeechFailed."""
    with tempfile.TemporaryDirectory(prefix="chiamaroma-speech-") as folder:
        file = Path(folder) / "spoken.wav"
        command = [PROGRAM, "-b", "1", "-s", str(WORDS_A_MINUTE), "-w", str(file)]
        # By stdin: a text of a city's own must not be read as an option.
        command += ["-v", _VOICES.get(language, language), "--stdin"]
        try:
            done = subprocess.run(  # noqa: S603 - one program, arguments of ours
                command, input=text.encode(), capture_output=True, timeout=LIMIT_S, check=False
            )
        except FileNotFoundError:
            raise SpeechMissing(PROGRAM) from None
        except subprocess.TimeoutExpired:
            raise SpeechFailed(f"it took longer than {LIMIT_S:.0f} s") from None
        if done.returncode != 0 or not file.exists():
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise SpeechFailed(said[0][:100] if said else f"exit status {done.returncode}")
        samples, rate = _read(file)
    return _as_loud(resampled(samples, rate))


def write_wav(path: Path, samples: array[int]) -> None:
    """Write the file whole or not at all. Raise OSError."""
    partial = path.with_suffix(".partial")
    with wave.open(str(partial), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    partial.replace(path)


def resampled(samples: array[int], rate: int) -> array[int]:
    """Return the same sound at RATE."""
    if rate == RATE:
        return samples
    import numpy as np  # not before: most commands of the administration speak nothing

    common = math.gcd(rate, RATE)
    up, down = RATE // common, rate // common
    kernels = np.array(_kernels(up, min(1.0, RATE / rate)))
    padded = np.pad(np.array(samples, dtype=float), TAPS // 2)
    at, phase = np.divmod(np.arange(len(samples) * up // down) * down, up)
    # In one go: sample by sample it took a second of a processor at each start of the demo.
    around = np.lib.stride_tricks.sliding_window_view(padded, TAPS)[at]
    found = np.rint(np.einsum("ij,ij->i", around, kernels[phase]))
    return array("h", found.clip(-32768, 32767).astype(np.int16).tobytes())


@cache
def _kernels(phases: int, width: float) -> list[list[float]]:
    """Return a windowed low-pass filter for each place between two samples."""
    return [_kernel(phase / phases, width * CUT) for phase in range(phases)]


def _kernel(offset: float, cut: float) -> list[float]:
    taps = []
    for tap in range(TAPS):
        x = tap - TAPS // 2 - offset
        sinc = cut if x == 0 else math.sin(math.pi * cut * x) / (math.pi * x)
        taps.append(sinc * (0.5 + 0.5 * math.cos(2 * math.pi * x / (TAPS + 2))))
    total = sum(taps)
    return [tap / total for tap in taps]


def _as_loud(samples: array[int]) -> array[int]:
    loudest = max(map(abs, samples), default=0)
    if loudest == 0:
        raise SpeechFailed("nothing was said")
    factor = LOUDEST / loudest
    lead = array("h", [0] * round(LEAD_S * RATE))
    return lead + array("h", (round(value * factor) for value in samples))


def _read(path: Path) -> tuple[array[int], int]:
    try:
        with wave.open(str(path), "rb") as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, 2):
                raise SpeechFailed("it speaks in another format than 16 bits, one channel")
            return array("h", file.readframes(file.getnframes())), file.getframerate()
    except (wave.Error, EOFError) as error:
        raise SpeechFailed(f"what it wrote is no sound ({error})") from error
