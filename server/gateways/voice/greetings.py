"""What a caller hears before the tone: the queue's greeting in her language, or only the tone."""

import logging
import math
import re
from array import array
from pathlib import Path

from server.gateways.voice.g711 import RATE, encoded
from server.gateways.voice.wav_file import UnusableSound, read_sound

log = logging.getLogger(__name__)

_WORD = re.compile(r"[A-Za-z0-9-]{1,24}")
TONE_HZ, TONE_S, PAUSE_S = 1_000, 0.5, 0.4


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
