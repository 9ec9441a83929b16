"""G.711 in both laws, as tables made from their definitions; samples are 16-bit numbers."""

from array import array
from bisect import bisect_left
from functools import cache
from itertools import pairwise

A_LAW, MU_LAW = 8, 0  # RTP payload types
RATE = 8_000


def _a_law_sample(code: int) -> int:
    bits = code ^ 0x55
    exponent, mantissa = bits >> 4 & 7, bits & 15
    magnitude = (mantissa << 4) + 8
    if exponent:
        magnitude = magnitude + 0x100 << exponent - 1
    return magnitude if bits & 0x80 else -magnitude


def _mu_law_sample(code: int) -> int:
    bits = code ^ 0xFF
    exponent, mantissa = bits >> 4 & 7, bits & 15
    magnitude = ((mantissa << 3) + 0x84 << exponent) - 0x84
    return -magnitude if bits & 0x80 else magnitude


@cache
def _samples(law: int) -> tuple[int, ...]:
    sample = _a_law_sample if law == A_LAW else _mu_law_sample
    return tuple(sample(code) for code in range(256))


@cache
def _codes(law: int) -> bytes:
    """Return the code of each 16-bit sample, the lowest sample first: the nearest level."""
    levels = sorted((sample, code) for code, sample in enumerate(_samples(law)))
    values = [value for value, _ in levels]
    # The nearest level for every sample, computed once: coding is a look into a table.
    middles = [(low + high) / 2 for low, high in pairwise(values)]
    return bytes(levels[bisect_left(middles, sample)][1] for sample in range(-32_768, 32_768))


def decoded(data: bytes, law: int) -> array[int]:
    samples = _samples(law)
    return array("h", (samples[code] for code in data))


def encoded(samples: array[int], law: int) -> bytes:
    codes = _codes(law)
    return bytes(codes[sample + 32_768] for sample in samples)


def loudness(data: bytes, law: int) -> float:
    """Return the mean magnitude of the samples, 0 to 32,767."""
    if not data:
        return 0.0
    samples = _samples(law)
    return sum(abs(samples[code]) for code in data) / len(data)
